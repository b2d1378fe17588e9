"""The EU's consolidated list: what is read of it, what speaks up, and what is no change."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fsf import alias, detail, entity, export
from tracker.errors import UnreadableList
from tracker.extract.list_diff import diff
from tracker.model import Address, Birth, EntryKind, EntryName, Identifier, ListDiff
from tracker.read.lists import format_of, open_list

FOLDER = Path(__file__).parent / "eu_fsf"
BAD = Path(__file__).parent / "badfetch"
REAL = ("blr_rebuilt_2026-02-23", "one_entity_2024-12-11")
GLOBS = ("BLR",)


def read(body: bytes, **how):
    return {entry.uid: entry for entry in open_list({"main": BytesIO(body)}, **how).entries()}


def only(*parts: str, **values: str):
    (entry,) = read(export([entity(7, *parts, **values)])).values()
    return entry


def fails(body: bytes) -> str:
    with pytest.raises(UnreadableList) as caught:
        read(body)
    return str(caught.value)


@pytest.mark.parametrize("name", REAL)
def test_real_entries_read_as_they_did(name, golden):
    body = (FOLDER / f"{name}.xml").read_bytes()
    assert format_of(BytesIO(body)) == "eu_fsf"
    opened = open_list({"main": BytesIO(body)})
    assert opened.outline.faults == ()
    golden(name, opened.entries(), FOLDER)


def test_the_whole_says_which_list_it_is_and_when_it_was_made():
    outline = open_list({"main": BytesIO(export([entity(7)]))}).outline
    assert (outline.list, outline.format, outline.published_on) == ("eu_fsf", "fsf_xml_1_1", date(2025, 8, 1))


def test_a_target_is_known_by_the_number_that_it_has_from_the_first_day():
    before = read(export([entity(7, euReferenceNumber="")]))
    after = read(export([entity(7, euReferenceNumber="EU.7772.2")]))
    assert before.keys() == after.keys() == {"7"}
    assert diff(before, after).removed == diff(before, after).added == ()


def test_the_day_of_the_latest_act_is_no_day_of_listing():
    assert only().listed_on is None
    assert only(designationDate="2006-05-18").listed_on == date(2006, 5, 18)
    regulation = Identifier(
        "Regulation", "2021/997 (OJ L219I)", note="published 2021-06-21, in force 2021-06-22"
    )
    assert regulation in only().identifiers


def test_a_name_keeps_its_letters_its_language_and_its_script():
    mixed = "Iгар Прыкладны"  # its first letter is a Latin one
    entry = only(alias(1, "Ihar PRYKLADNY"), alias(2, mixed, "BE"), alias(3, "Igor PRIMERNYJ", "SV"))
    assert entry.name == "Ihar PRYKLADNY"
    assert entry.names == (
        EntryName(mixed, language="be", script="Cyrl"),
        EntryName("Igor PRIMERNYJ", language="sv", script="Latn"),
    )


def test_a_target_is_called_by_the_same_name_in_whatever_order_its_names_come():
    names = [
        alias(1, "Ігар ПРЫКЛАДНЫ", "BE"),
        alias(2, "Igor PRIMERNYJ", "SV"),
        alias(30, "Ihar PRYKLADNY", "EN"),
        alias(31, "Igor PRIMERNY", "EN"),
        alias(4, "The Example", "EN", strong="false"),
    ]
    assert {only(*names).name, only(*reversed(names)).name} == {"Ihar PRYKLADNY"}


def test_a_weak_name_is_said_to_be_weak():
    low, good = "<remark>Low quality a.k.a.</remark>", "<remark>Good quality a.k.a.</remark>"
    entry = only(
        alias(1, "Ihar PRYKLADNY"),
        alias(2, "Garik", strong="false"),
        alias(3, "Igorek", inside=low),
        alias(5, "Igor", inside=good),
    )
    assert [(name.name, name.weak) for name in entry.names] == [
        ("Garik", True),
        ("Igorek", True),
        ("Igor", False),
    ]
    assert entry.remarks is None


def test_a_name_in_parts_is_put_together():
    assert only(alias(1, "", firstName="Ihar", lastName="PRYKLADNY")).name == "Ihar PRYKLADNY"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"birthdate": "1958-05-26", "year": "1958"}, Birth("1958-05-26", "1958-05-26")),
        ({"year": "1958"}, Birth("1958", "1958")),
        ({"year": "1958", "monthOfYear": "5"}, Birth("1958-05", "1958-05")),
        ({"year": "1958", "monthOfYear": "5", "dayOfMonth": "6"}, Birth("1958-05-06", "1958-05-06")),
        ({"year": "1958", "circa": "true"}, Birth(None, "circa 1958")),
        ({"yearRangeFrom": "1958", "yearRangeTo": "1960"}, Birth(None, "1958 to 1960")),
        ({"year": "1378", "calendarType": "ISLAMIC"}, Birth(None, "1378 (ISLAMIC calendar)")),
        (
            {"city": "Minsk", "region": "", "countryDescription": "BELARUS", "countryIso2Code": "BY"},
            Birth(place="Minsk, BELARUS"),
        ),
    ],
)
def test_a_birth_is_as_exact_as_the_list_is(values, expected):
    part = detail("birthdate", **{"circa": "false", "calendarType": "GREGORIAN", **values})
    assert only(alias(1, "Ihar PRYKLADNY"), part).births == (expected,)


def test_documents_countries_functions_and_contacts_are_kept():
    entry = only(
        alias(1, "Ihar PRYKLADNY", function="Judge", title="Colonel", gender="M"),
        alias(2, "Igor PRIMERNY", function="Judge", gender="?"),
        detail("citizenship", countryIso2Code="BY", countryDescription="BELARUS", region=""),
        detail(
            "identification",
            identificationTypeCode="passport",
            identificationTypeDescription="National passport",
            number="MP000",
            countryIso2Code="BY",
            countryDescription="",
            diplomatic="false",
            knownExpired="true",
            issueDate="2001-02-03",
            latinNumber="MP000",
        ),
        detail(
            "address",
            street="1 Example St.",
            city="Minsk",
            poBox="5",
            inside='<contactInfo key="WEB" value="example.test"/>',
        ),
        unitedNationId="UNi.1",
    )
    assert entry.addresses == (Address("1 Example St., P.O. Box 5", "Minsk"),)
    assert set(entry.identifiers) >= {
        Identifier("UN Reference Number", "UNi.1"),
        Identifier("EU Reference Number", "EU.7.1"),
        Identifier("Title", "Colonel"),
        Identifier("Function", "Judge"),
        Identifier("Gender", "Male"),
        Identifier("Citizenship Country", "BELARUS"),
        Identifier("National passport", "MP000", "BY", "known to have expired; issued 2001-02-03"),
        Identifier("WEB", "example.test"),
    }
    assert only(kind="enterprise").kind is EntryKind.ENTITY


def test_an_announced_end_is_told_and_the_entry_stands_until_it_is_gone():
    assert Identifier("Delisting Date", "2026-03-01") in only(delistingDate="2026-03-01").identifiers


def test_what_is_said_in_words_is_remarked():
    entry = only(
        alias(1, "Ihar PRYKLADNY", inside="<remark>spelled so in the act</remark>"),
        remark="A corrigendum",
        designationDetails="A judge.",
    )
    assert entry.remarks == "A judge.\nA corrigendum\nspelled so in the act"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('strong="true"', 'strong="rather"', "unknown strength of a name 'rather'"),
        ('code="person"', 'code="ship"', "unknown kind of target 'ship'"),
        ("<subjectType", '<subjectTipe code="person"/><subjectType', "unread field subjectTipe"),
        (' title=""', ' titel="Sir"', "unread field titel='Sir'"),
        (' title=""', ' titel=""', "unread field titel=''"),
        ('programme="BLR"', "", "the field 'programme' is missing"),
        ("<regulationSummary", "<regulationSomething", "unread field regulationSomething"),
        ("<remark>x</remark>", "<remark>x</remark><comment>y</comment>", "unread field comment='y'"),
        ('logicalId="70"', 'logicalId="seventy"', "logicalId='seventy' is no number"),
        ('calendarType="GREGORIAN"', 'calendarType="MAYAN"', "unknown calendar 'MAYAN'"),
        ('birthdate="1958-05-26"', 'birthdate="1958-13-26"', "'1958-13-26' is not a day"),
        ('birthdate="1958-05-26"', 'year="1958" monthOfYear="13"', "'1958-13-01' is not a day"),
        ('wholeName="EXAMPLE WORKS 7"', 'wholeName=" "', "the name 70 is empty"),
    ],
)
def test_what_is_not_understood_speaks_up_and_says_where(old, new, said):
    born = detail("birthdate", circa="false", calendarType="GREGORIAN", birthdate="1958-05-26")
    body = export([entity(7, alias(70, "EXAMPLE WORKS 7"), born, remark="x")]).decode()
    assert old in body
    found = fails(body.replace(old, new, 1).encode())
    assert found.startswith("EU uid 7: ")
    assert said in found


def test_an_entity_without_a_number_or_a_name_speaks_up():
    assert "the field 'logicalId' is missing" in fails(export([entity(7).replace(' logicalId="7"', "")]))
    nameless = re.sub(r"<nameAlias.*?</nameAlias>", "", entity(7), flags=re.DOTALL)
    assert "EU uid 7: no name" in fails(export([nameless]))


def test_an_unknown_field_of_the_whole_speaks_up():
    assert "unread field version='2'" in fails(
        export([entity(7)]).replace(b"<export ", b'<export version="2" ')
    )


def test_a_list_that_is_cut_short_or_names_a_target_twice_is_faulty():
    whole = export(entity(uid) for uid in range(1, 20))
    short = whole[: len(whole) * 2 // 3]
    assert "it breaks off inside an entry" in open_list({"main": BytesIO(short)}).outline.faults
    twice = export([entity(7), entity(8), entity(7)])
    assert open_list({"main": BytesIO(twice)}).outline.faults == ("uid 7 stands twice",)
    assert "it holds no entries" in open_list({"main": BytesIO(export([]))}).outline.faults


def test_the_list_has_no_further_parts():
    with pytest.raises(UnreadableList, match="has no part 'alt'"):
        open_list({"main": BytesIO(export([entity(7)])), "alt": BytesIO(b"")})


@pytest.mark.parametrize("path", sorted(BAD.iterdir()), ids=lambda path: path.name)
def test_what_servers_hand_out_instead_is_refused(path):
    with pytest.raises(UnreadableList, match="no list: "):
        open_list({"main": BytesIO(path.read_bytes())}, format="eu_fsf")


def test_only_the_entries_of_the_programme_are_looked_into():
    broken = entity(8, programme="IRQ").replace('code="person"', 'code="ship"')
    opened = open_list({"main": BytesIO(export([entity(7), broken]))}, programmes=GLOBS)
    assert opened.candidates == {"7"}
    assert [entry.uid for entry in opened.entries(opened.candidates)] == ["7"]


def test_a_number_or_a_programme_within_another_s_quotes_is_none():
    trap = """<sanctionEntity designationDetails='a logicalId="9" b' logicalId="7">"""
    body = re.sub(rb"<sanctionEntity[^>]*>", trap.encode(), export([entity(7)]), count=1)
    assert read(body, programmes=GLOBS).keys() == {"7"}
    hidden = """<regulation numberTitle=' programme="BLR"' programme="IRQ" """
    body = export([entity(7)]).replace(b'programme="BLR" ', b"").replace(b"<regulation ", hidden.encode(), 1)
    body = re.sub(rb' numberTitle="2021/997 [^"]*"(?= logicalId)', b"", body, count=1)
    (entry,) = read(body, programmes=GLOBS).values()
    assert entry.programmes == ("IRQ",)


# ---------------------------------------------------------------- the same in other words

LAYOUTS = st.fixed_dictionaries(
    {
        "prefix": st.sampled_from([None, "ns2"]),
        "quotes": st.booleans(),
        "order": st.permutations(range(8)),
        "attributes": st.randoms(use_true_random=False),
        "indent": st.sampled_from(["", "\n", "\n\t", "  \n"]),
        "encoding": st.sampled_from(["utf-8", "utf-16"]),
    }
)


def reformatted(body: bytes, how) -> bytes:
    """The same content: entries, details and attributes reordered, blanks, quotes, prefix, encoding."""
    root = etree.fromstring(body)
    shuffle = how["attributes"].shuffle
    entities = [list(root)[place] for place in how["order"] if place < len(root)]
    root[:] = entities
    for element in root.iter():
        if len(element) and element is not root:
            children = list(element)
            shuffle(children)
            element[:] = children
        told = list(element.attrib.items())
        shuffle(told)
        element.attrib.clear()
        element.attrib.update(told)
        element.tail = None if element is root else how["indent"]
        if not (element.text or "").strip():
            element.text = how["indent"] if len(element) else None
    text = etree.tostring(root, encoding="unicode")
    if how["prefix"]:
        text = re.sub(r"<(/?)(?=\w)", rf"<\1{how['prefix']}:", text)
        text = text.replace(" xmlns=", f" xmlns:{how['prefix']}=", 1)
    if how["quotes"]:
        text = re.sub(r'="([^"\'<]*)"', r"='\1'", text)
    return f'<?xml version="1.0" encoding="{how["encoding"]}"?>\n{text}'.encode(how["encoding"])


@settings(max_examples=40, deadline=None)
@given(LAYOUTS)
def test_another_layout_of_the_same_content_is_no_change(how):
    body = (FOLDER / "blr_rebuilt_2026-02-23.xml").read_bytes()
    again = reformatted(body, how)
    assert diff(read(body), read(again)) == ListDiff()
    assert open_list({"main": BytesIO(again)}, programmes=GLOBS).candidates == read(body).keys()
