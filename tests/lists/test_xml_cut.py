"""The cut by bytes and the full parse read the same entries out of the same file, however it is written."""

from __future__ import annotations

import re
from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import UnreadableList
from tracker.read import xmlwalk
from tracker.read.lists import open_list
from tracker.read.lists.us_ofac import enhanced_xml, sdn_xml
from tracker.read.xmlcut import cut
from tracker.read.xmllist import open_xml
from tracker.text.globs import matching

LAYOUTS = {"sdn": sdn_xml.LAYOUT, "enhanced": enhanced_xml.LAYOUT}
FIXTURES = ("sdn_rebuilt_2025-01-06.xml", "cons_2022-02-24.xml", "cons_enhanced_2025-01-10.xml")
GLOBS = ("BELARUS*",)
# What XML can carry; control signs and surrogates are no characters of it.
TEXTS = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc")),
    min_size=1,
    max_size=20,
).filter(lambda text: text == text.strip() and text)
TAGS = st.sampled_from(["BELARUS", "BELARUS-EO14038", "SDGT", "Belarus-EO", "A & B", "CAATSA - RUSSIA"])


def layout_of(whole: bytes):
    is_enhanced = b"sanctionsData" in whole or "sanctionsData".encode("utf-16-le") in whole
    return LAYOUTS["enhanced" if is_enhanced else "sdn"]


def read_in_full(whole: bytes):
    """The list by the full parse alone."""
    form = (enhanced_xml if layout_of(whole) is enhanced_xml.LAYOUT else sdn_xml).form(None)
    return open_xml(BytesIO(whole), form, GLOBS, {}, may_cut=False)


def check(whole: bytes) -> None:
    opened = open_list({"main": BytesIO(whole)}, programmes=GLOBS)
    entries = tuple(opened.entries())
    walked = read_in_full(whole)
    assert entries == tuple(walked.entries())
    assert list(opened.outline.cuts) == list(walked.outline.cuts) == [entry.uid for entry in entries]
    assert opened.outline.faults == walked.outline.faults == ()
    assert opened.outline.published_on == walked.outline.published_on
    wanted = {entry.uid for entry in entries if matching(entry.programmes, GLOBS)}
    assert wanted <= opened.candidates
    assert wanted == walked.candidates
    for entry in entries:
        assert entry.uid in opened.quote(entry.uid)
        assert entry.uid in walked.quote(entry.uid)


@pytest.mark.parametrize("name", FIXTURES)
def test_real_files_are_cut_and_both_ways_agree(name, body):
    whole = body(name)
    assert cut(BytesIO(whole), layout_of(whole), lambda tags: True, {}) is not None
    check(whole)


TRAPS = {
    "a comment with an end tag": lambda x, tag: x.replace(
        b"</%b>" % tag, b"<!-- </%b> --></%b>" % (tag, tag), 1
    ),
    "a CDATA section": lambda x, tag: re.sub(
        rb"<remarks>([^<]*)</", rb"<remarks><![CDATA[\1]]></", x, count=1
    ),
    "an instruction": lambda x, tag: x.replace(b"</%b>" % tag, b"<?x </%b> ?></%b>" % (tag, tag), 1),
    "a blank in an end tag": lambda x, tag: x.replace(b"</%b>" % tag, b"</%b >" % tag, 2),
    "a blank in all end tags": lambda x, tag: x.replace(b"</%b>" % tag, b"</%b\n>" % tag),
    "a blank in the root's end tag": lambda x, tag: re.sub(rb"</(\w+)>\s*$", rb"</\1 >", x),
    "a byte order mark": lambda x, tag: b"\xef\xbb\xbf" + x,
    "a comment in the head": lambda x, tag: re.sub(rb"(\?>\s*)", rb"\1<!-- <%b> -->" % tag, x, count=1),
    "a comment after the end": lambda x, tag: x + b"<!-- end -->",
    "no blanks": lambda x, tag: re.sub(rb">\s+<", b"><", x),
    "character references": lambda x, tag: x.replace(b">BELARUS", b">&#66;ELARUS"),
    "single quotes": lambda x, tag: re.sub(rb'="([^"]*)"', rb"='\1'", x),
    "blanks around a uid": lambda x, tag: re.sub(rb"<uid>(\d+)</uid>", rb"<uid> \1 </uid>", x),
    "another prefix": lambda x, tag: re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1o:", x).replace(
        b" xmlns=", b" xmlns:o="
    ),
    "UTF-16": lambda x, tag: re.sub(r'encoding="[^"]*"', "", x.decode()).encode("utf-16"),
    "a new namespace": lambda x, tag: re.sub(rb'xmlns="[^"]*"', b'xmlns="urn:moved"', x),
    "no namespace": lambda x, tag: re.sub(rb'xmlns="[^"]*"', b"", x),
}


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("name", FIXTURES)
def test_a_file_written_in_an_unusual_way_reads_the_same(trap, name, body):
    whole = body(name)
    tag = layout_of(whole).entry.encode()
    written = TRAPS[trap](whole, tag)
    check(written)
    plain = tuple(open_list({"main": BytesIO(whole)}).entries())
    assert tuple(open_list({"main": BytesIO(written)}).entries()) == plain


@pytest.mark.parametrize("name", FIXTURES)
def test_the_digest_of_an_entry_changes_with_its_bytes_and_only_then(name, body):
    whole = body(name)
    before = open_list({"main": BytesIO(whole)}).outline.cuts
    uid, place = list(before.items())[2]
    changed = bytearray(whole)
    at = whole.index(b"</", place.start + 100) - 1
    changed[at] = changed[at] ^ 1
    after = open_list({"main": BytesIO(bytes(changed))}).outline.cuts
    differing = {key for key in before if before[key].digest != after.get(key, before[uid]).digest}
    assert len(differing) == 1


@st.composite
def sdn_entries(draw):
    uid = draw(st.integers(1, 99999))
    blank = draw(st.sampled_from(["", " ", "\n  ", "\r\n"]))
    fields = [f"<uid>{uid}</uid>", f"<lastName>{escape(draw(TEXTS))}</lastName>"]
    fields.append(
        f"<sdnType>{draw(st.sampled_from(['Entity', 'Individual', 'Vessel', 'Aircraft']))}</sdnType>"
    )
    if draw(st.booleans()):
        fields.append(f"<remarks>{escape(draw(TEXTS))}</remarks>")
    tags = draw(st.lists(TAGS, min_size=1, max_size=3))
    fields.append(
        "<programList>" + "".join(f"<program>{escape(tag)}</program>" for tag in tags) + "</programList>"
    )
    for number, name in enumerate(draw(st.lists(TEXTS, max_size=3))):
        alias = f"<uid>{number}</uid><type>a.k.a.</type><category>weak</category>"
        alias += f"<lastName>{escape(name)}</lastName>"
        fields.append(f"<akaList><aka>{alias}</aka></akaList>" if number == 0 else "")
    return uid, blank + f"<sdnEntry>{blank}" + blank.join(fields) + f"{blank}</sdnEntry>"


@settings(deadline=None, max_examples=60)
@given(st.lists(sdn_entries(), min_size=1, max_size=8, unique_by=lambda entry: entry[0]), st.booleans())
def test_any_list_reads_the_same_both_ways(entries, with_namespace):
    namespace = ' xmlns="urn:list"' if with_namespace else ""
    whole = f"<sdnList{namespace}>{''.join(text for _, text in entries)}</sdnList>".encode()
    opened = open_list({"main": BytesIO(whole)}, programmes=GLOBS)
    walk = xmlwalk.Walk(BytesIO(whole), sdn_xml.LAYOUT)
    walked = tuple(sdn_xml.entry(element, opened.outline.list) for element in walk)
    assert tuple(opened.entries()) == walked
    assert list(opened.outline.cuts) == [str(uid) for uid, _ in entries]
    assert {entry.uid for entry in walked if matching(entry.programmes, GLOBS)} <= opened.candidates


@settings(deadline=None, max_examples=60)
@given(st.lists(sdn_entries(), min_size=1, max_size=4, unique_by=lambda entry: entry[0]), st.data())
def test_a_list_cut_at_any_byte_is_never_taken_for_whole(entries, data):
    whole = f"<sdnList>{''.join(text for _, text in entries)}</sdnList>".encode()
    at = data.draw(st.integers(len("<sdnList><s"), len(whole) - 1))
    stream = BytesIO(whole[:at])
    if b"<sdnEntry" in whole[:at]:
        assert "the end mark is missing" in open_list({"main": stream}).outline.faults
    else:
        with pytest.raises(UnreadableList, match="breaks off before its first entry"):
            open_list({"main": stream})
