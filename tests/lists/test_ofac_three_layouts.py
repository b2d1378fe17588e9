"""The same targets written as CSV, as SDN.XML and as ENHANCED_XML give the same uids, names, programmes."""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.read.lists import open_list

WORDS = st.text(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefgh-.&'() "), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split()) or "X"
)
TARGETS = st.lists(
    st.tuples(
        st.integers(1, 99999),
        st.sampled_from(["Individual", "Entity", "Vessel", "Aircraft"]),
        WORDS,
        WORDS,
        st.lists(
            st.sampled_from(["BELARUS", "BELARUS-EO14038", "RUSSIA-EO14024", "CAATSA - RUSSIA"]),
            min_size=1,
            max_size=3,
            unique=True,
        ),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda target: target[0],
)


def as_csv(targets) -> bytes:
    rows = []
    for uid, kind, last, first, programmes in targets:
        name = f"{last}, {first}" if kind == "Individual" else last
        word = "-0- " if kind == "Entity" else f'"{kind.lower()}"'
        rows.append(f'{uid},"{name}",{word},"{"] [".join(programmes)}"' + ",-0- " * 8 + "\r\n")
    return "".join(rows).encode() + b"\x1a"


def as_sdn_xml(targets) -> bytes:
    entries = []
    for uid, kind, last, first, programmes in targets:
        given_name = f"<firstName>{escape(first)}</firstName>" if kind == "Individual" else ""
        tags = "".join(f"<program>{tag}</program>" for tag in programmes)
        entries.append(
            f"<sdnEntry><uid>{uid}</uid>{given_name}<lastName>{escape(last)}</lastName>"
            f"<sdnType>{kind}</sdnType><programList>{tags}</programList></sdnEntry>"
        )
    return f"<sdnList>{''.join(entries)}</sdnList>".encode()


def as_enhanced_xml(targets) -> bytes:
    entities = []
    for uid, kind, last, first, programmes in targets:
        name = escape(f"{last}, {first}" if kind == "Individual" else last)
        tags = "".join(f'<sanctionsProgram id="1" refId="2">{tag}</sanctionsProgram>' for tag in programmes)
        entities.append(
            f'<entity id="{uid}"><generalInfo><identityId>1</identityId>'
            f'<entityType refId="3">{kind}</entityType></generalInfo>'
            f'<sanctionsLists><sanctionsList id="4" refId="5" datePublished="2020-01-02">SDN List'
            f"</sanctionsList></sanctionsLists><sanctionsPrograms>{tags}</sanctionsPrograms>"
            f'<names><name id="6"><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality><translations>'
            f'<translation id="7"><isPrimary>true</isPrimary><script refId="8">Latin</script>'
            f"<formattedFullName>{name}</formattedFullName></translation></translations></name></names></entity>"
        )
    return (
        "<sanctionsData><publicationInfo><dataAsOf>2026-01-01T00:00:00</dataAsOf><filters><sanctionsLists>"
        '<sanctionsList refId="1550">SDN List</sanctionsList></sanctionsLists></filters></publicationInfo>'
        f"<entities>{''.join(entities)}</entities></sanctionsData>"
    ).encode()


@settings(deadline=None, max_examples=60)
@given(TARGETS)
def test_a_day_s_list_is_the_same_list_in_each_layout(targets):
    read = []
    for write in (as_csv, as_sdn_xml, as_enhanced_xml):
        opened = open_list({"main": BytesIO(write(targets))}, programmes=["BELARUS*"])
        assert opened.outline.faults == ()
        assert opened.outline.list == "us_ofac_sdn"
        entries = [(entry.uid, entry.kind, entry.name, entry.programmes) for entry in opened.entries()]
        read.append((entries, opened.candidates))
    assert read[0] == read[1] == read[2]
