"""The UK sanctions list: what is read out of its two layouts, and what is not believed."""

from __future__ import annotations

import csv
import io
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformatted import rewritten
from tracker.errors import UnreadableList
from tracker.extract.list_compare import compare_files
from tracker.extract.list_diff import diff
from tracker.model import Address, Birth, EntryKind, EntryName, Identifier, ListDiff
from tracker.read.lists import format_of, open_list
from tracker.text.globs import matching

FOLDER = Path(__file__).parent / "uk_fcdo"
XML = (FOLDER / "invented.xml").read_bytes()
CSV = (FOLDER / "invented.csv").read_bytes()
BELARUS = ("The Republic of Belarus (Sanctions)*",)
BOTH = pytest.mark.parametrize("whole", [XML, CSV], ids=["xml", "csv"])
SECTIONS = frozenset(
    {
        "Designations",
        "Designation",
        "Name",
        "Names",
        "NonLatinNames",
        "Addresses",
        "DOBs",
        "Positions",
        "Individual",
    }
)


def opened(whole: bytes, **how):
    return open_list({"main": BytesIO(whole)}, **how)


def entries(whole: bytes):
    return {entry.uid: entry for entry in opened(whole).entries()}


@BOTH
def test_both_layouts_say_of_which_day_they_are(whole):
    outline = opened(whole).outline
    assert format_of(BytesIO(whole)) == "uk_fcdo"
    assert (outline.list, outline.published_on, outline.faults) == ("uk_sanctions", date(2026, 11, 10), ())
    assert list(outline.cuts) == ["BEL9001", "BEL9002", "BEL9003", "RUS9004"]


def test_both_layouts_say_the_same_of_everybody():
    assert diff(entries(XML), entries(CSV)) == ListDiff()


@BOTH
def test_a_person_is_read_with_all_that_the_list_knows(whole):
    one = entries(whole)["BEL9001"]
    assert (one.kind, one.name) == (EntryKind.INDIVIDUAL, "Prykladau, Vasil Ivanavich")
    assert one.listed_on == date(2020, 12, 31)
    assert set(one.addresses) == {
        Address("1 Example Street, Minsk", postcode="220000", country="Belarus"),
        Address(country="Belarus"),
    }
    assert Identifier("OFSI Group ID", "19001") in one.identifiers
    assert Identifier("Passport number", "MP0000000", note="Belarus, expired") in one.identifiers
    assert {i.value for i in one.identifiers if i.type == "Position"} == {
        "Head of an Invented Office",
        "Former Inventor",
    }
    assert one.remarks is not None
    assert "He is said to have made up an example." in one.remarks


@BOTH
def test_each_measure_stands_for_itself_so_that_a_lifted_one_shows(whole):
    one = entries(whole)["BEL9001"]
    assert {i.value for i in one.identifiers if i.type == "Sanctions Imposed"} == {
        "Asset freeze",
        "Travel Ban",
    }


@BOTH
def test_a_day_of_birth_is_as_exact_as_the_list_knows_it(whole):
    assert set(entries(whole)["BEL9001"].births) == {
        Birth("1962", "dd/mm/1962"),
        Birth("1963-07", "dd/07/1963"),
        Birth("1964-08-05", "05/08/1964"),
        Birth(None, "15/08/19yy"),
        Birth(place="Slonim, Belarus"),
    }


@BOTH
def test_names_keep_the_list_s_letters_and_say_their_script(whole):
    assert set(entries(whole)["BEL9001"].names) == {
        EntryName("Prikladov, Vasily Ivanovich", script="Latn"),
        EntryName("Vasia", script="Latn", weak=True),
        EntryName("Васіль Iванавіч Прыкладаў", language="be", script="Cyrl"),
        # The list calls it Cyrillic; its letters are not.
        EntryName("Prikladov", script="Latn"),
    }


@BOTH
def test_of_two_primary_names_the_same_one_stands_for_the_person_whatever_their_order(whole):
    one = entries(whole)["BEL9002"]
    assert one.name == "Obraztsova, Yanina"
    assert [name.name for name in one.names] == ["Zrazok, Yanina"]


@BOTH
def test_a_ship_and_a_company_are_what_they_are(whole):
    found = entries(whole)
    assert found["BEL9003"].name == "EXAMPLE & SONS FACTORY"
    assert found["RUS9004"].kind is EntryKind.VESSEL
    assert Identifier("IMO number", "IMO0000000") in found["RUS9004"].identifiers


@BOTH
def test_only_who_stands_under_the_belarus_regulations_is_looked_at(whole):
    file = opened(whole, programmes=BELARUS)
    wanted = {uid for uid, entry in entries(whole).items() if matching(entry.programmes, BELARUS)}
    assert file.candidates == wanted == {"BEL9001", "BEL9002", "BEL9003"}


@BOTH
def test_the_quote_is_the_file_s_own_text(whole):
    file = opened(whole)
    for uid, cut in file.outline.cuts.items():
        assert file.quote(uid).encode() == whole[cut.start : cut.start + cut.length]
        assert uid in file.quote(uid)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([None, "", " ", "\t"]), st.booleans())
def test_the_xml_written_anew_is_no_change(random, indent, prefix):
    other = rewritten(XML, random, shuffled=SECTIONS, indent=indent, prefix=prefix)
    found, held = compare_files(opened(XML), opened(other))
    assert (found, held) == (ListDiff(), None)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
def test_the_csv_with_other_columns_first_and_other_rows_first_is_no_change(random, quoting):
    first, *lines = CSV.decode().split("\n", 1)
    header, *rows = csv.reader(io.StringIO(lines[0]))
    order = random.sample(range(len(header)), len(header))
    uids = random.sample(["BEL9001", "BEL9002", "BEL9003", "RUS9004"], 4)
    random.shuffle(rows)
    rows.sort(key=lambda row: uids.index(row[1]))
    out = io.StringIO()
    writer = csv.writer(out, quoting=quoting, lineterminator="\r\n")
    writer.writerows([[row[at] for at in order] for row in [header, *rows]])
    found, held = compare_files(opened(CSV), opened(f"{first}\r\n{out.getvalue()}".encode()))
    assert (found, held) == (ListDiff(), None)


def test_one_who_is_revoked_and_one_who_is_designated_are_told():
    second = XML.index(b"<Designation>", XML.index(b"BEL9001"))
    third = XML.index(b"<Designation>", XML.index(b"BEL9002"))
    after = XML[:second] + XML[third:].replace(b"BEL9003", b"BEL9005")
    found = diff(entries(XML), entries(after))
    assert [entry.uid for entry in found.removed] == ["BEL9002", "BEL9003"]
    assert [entry.uid for entry in found.added] == ["BEL9005"]


def test_one_who_keeps_only_the_travel_ban_is_changed_and_not_removed():
    after = XML.replace(b"Asset freeze|Travel Ban", b"Travel Ban")
    found, _ = compare_files(opened(XML), opened(after))
    assert (found.added, found.removed) == ((), ())
    assert [(change.new.uid, list(change.changes)) for change in found.changed] == [
        ("BEL9001", ["identifiers"])
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"<LastUpdated>09", b"<Colour>red</Colour><LastUpdated>09", "unread field 'Colour' ('red')"),
        (b"<Genders>", b"<Heights><Height>1</Height></Heights><Genders>", "unread field"),
        (b"<Name6>Vasia", b"<Name7>X</Name7><Name6>Vasia", "unread field 'Name7' ('X') in <Name>"),
        (b"<Title>Colonel", b'<Title rank="3">Colonel', "uid BEL9001: unread field rank='3'"),
        (b">Individual</Ind", b">Submarine</Ind", "unknown kind of target 'submarine'"),
        (b">ALias<", b">Nickname<", "unknown type of name 'nickname'"),
        (b">Low quality", b">Fair quality", "unknown strength of an alias 'fair quality a.k.a'"),
        (b">Belarusian<", b">Klingon<", "unknown language of a name 'klingon'"),
        (b"<DateDesignated>31/12/2020", b"<DateDesignated>2020-12-31", "'2020-12-31' is not a day"),
        (b"<OFSIGroupID>19001", b"<OFSIGroupID>1</OFSIGroupID><OFSIGroupID>19001", "stands twice"),
        (b">Primary name<", b">Alias<", "no primary name"),
    ],
)  # fmt: skip
def test_what_the_reader_does_not_know_speaks_up(old, new, told):
    assert old in XML
    with pytest.raises(UnreadableList, match=r"^uk_fcdo uid BEL9001: ") as refused:
        list(opened(XML.replace(old, new, 1)).entries())
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b"Report Date: 10-Nov-2026", b"Report Date: 10/11/2026", "is no report's day"),
        (b",Gender,", b",Sex,", "unread column 'Sex'"),
        (b",Gender,", b",Title,", "the column 'Title' stands twice"),
        (b",Year Built,", b",", "the column 'Year Built' is missing"),
    ],
)
def test_another_header_of_the_csv_speaks_up(old, new, told):
    assert old in CSV
    with pytest.raises(UnreadableList, match=told):
        opened(CSV.replace(old, new, 1))


def test_rows_of_one_target_that_contradict_each_other_speak_up():
    start = CSV.index(b"BEL9001")
    damaged = CSV[:start] + CSV[start:].replace(b",19001,", b",19002,", 1)
    with pytest.raises(UnreadableList, match="BEL9001: its rows do not agree on 'OFSI Group ID'"):
        list(opened(damaged).entries())


@BOTH
@pytest.mark.parametrize("share", [0.5, 0.8, 0.99])
def test_a_list_that_was_cut_says_so(whole, share):
    assert opened(whole[: int(len(whole) * share)]).outline.faults


def test_a_uid_that_stands_twice_is_a_fault():
    assert opened(XML.replace(b">BEL9002<", b">BEL9001<")).outline.faults == ("uid BEL9001 stands twice",)
    header, rows = CSV[: CSV.index(b"09/04/2025")], CSV[CSV.index(b"09/04/2025") :]
    first = rows[: rows.index(b"09/04/2025", 1)]
    assert opened(header + rows + first).outline.faults == ("uid BEL9001 stands twice",)


def test_a_row_without_a_uid_is_a_fault():
    assert opened(CSV.replace(b",RUS9004,", b",,")).outline.faults == ("a row has no Unique ID",)


def test_a_list_without_anybody_is_never_good():
    empty = b"<Designations><DateGenerated>10/11/2026</DateGenerated></Designations>"
    assert opened(empty).outline.faults == ("it holds no entries",)


def test_ofsi_s_closed_list_is_no_list_of_today_s():
    with pytest.raises(UnreadableList, match="no list"):
        opened(b"Last Updated,14/11/2026\nName 6,Name 1\n", format="uk_fcdo")
