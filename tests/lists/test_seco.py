"""SECO's list: who stands on it, since when, and when somebody was taken off."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from tracker.errors import UnreadableList
from tracker.extract.list_changes import list_changes
from tracker.extract.list_compare import compare_files
from tracker.model import Address, Birth, ChangeKind, EntryKind, EntryName, Identifier, ListEntry, NameType
from tracker.read.lists import ListFile, open_list

WHOLE = (Path(__file__).parent / "ch_seco" / "list.xml").read_text("utf-8")
SUBJECT = ("Belarus",)
# The state before the delisting of 30 April 2026.
BEFORE = re.sub(r".*de-listed.*\n", "", WHOLE)


def opened(text: str = WHOLE, *programmes: str) -> ListFile:
    return open_list({"main": BytesIO(text.encode())}, programmes=programmes)


def entries(text: str = WHOLE) -> dict[str, ListEntry]:
    return {entry.uid: entry for entry in opened(text).entries()}


def test_a_person_is_read_with_names_in_both_scripts_and_the_place_that_stands_behind_the_targets() -> None:
    person = entries()["9001"]
    assert (person.kind, person.name) == (EntryKind.INDIVIDUAL, "Vydumka, Yauhen")
    assert person.names == (
        EntryName("Выдумка, Евгений", NameType.AKA, "ru", "Cyrl"),
        EntryName("Zhenya V.", NameType.AKA, None, "Latn", weak=True),
    )
    assert person.births == (Birth("1971-02-03", "3.2.1971"), Birth(place="Nikuda, Belarus"))
    assert person.programmes == ("Belarus",)
    assert person.listed_on == date(2021, 3, 20)
    assert person.addresses == (Address("ul. Nikudyshnaya 1", "Nikuda", None, "000000", "Belarus"),)
    assert Identifier("passport", "ZZ0000001", "Belarus", "issued 2015-06-01") in person.identifiers
    assert (
        Identifier("Measure", "article 12 -- Restrictions on named individuals and entities")
        in person.identifiers
    )


def test_a_target_that_was_taken_off_stays_in_the_file_and_stands_under_no_programme() -> None:
    works = entries()["9101"]
    assert (works.programmes, works.listed_on, works.delisted_on) == ((), None, date(2026, 4, 30))
    assert entries(BEFORE)["9101"].programmes == ("Belarus",)


def test_taking_off_is_a_delisting_and_putting_on_again_a_designation() -> None:
    difference, held = compare_files(opened(BEFORE), opened(), SUBJECT)
    assert held is None
    (change,) = list_changes(difference, SUBJECT)
    assert (change.kind, change.uid, change.programmes) == (ChangeKind.DELISTING, "9101", ("Belarus",))
    difference, _ = compare_files(opened(), opened(BEFORE), SUBJECT)
    (change,) = list_changes(difference, SUBJECT)
    assert (change.kind, change.uid) == (ChangeKind.DESIGNATION, "9101")


def test_earlier_states_inside_a_modification_are_no_entries_of_their_own() -> None:
    assert list(opened().outline.cuts) == ["9001", "9101", "9201"]
    assert "Older" not in repr(entries()["9001"])


def test_a_list_without_such_copies_is_cut_by_bytes_and_reads_the_same() -> None:
    plain = re.sub(r"\n *<added><target.*", "", WHOLE)
    cuts = opened(plain).outline.cuts
    assert [plain.encode()[cut.start :][:20] for cut in cuts.values()] == [
        f'<target ssid="{uid}">'.encode()[:20] for uid in cuts
    ]
    assert entries(plain) == entries()
    assert opened(plain).outline.faults == ()
    assert opened(plain[: plain.index("<place ssid")]).outline.faults == ("the end mark is missing",)


def test_of_the_modifications_the_newest_decides_wherever_it_stands() -> None:
    lines = WHOLE.splitlines()
    at = next(number for number, line in enumerate(lines) if "de-listed" in line)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    assert entries("\n".join(lines))["9101"].delisted_on == date(2026, 4, 30)


def test_only_the_subject_s_programmes_are_candidates() -> None:
    assert opened(WHOLE, "Belarus").candidates == {"9001", "9101"}
    assert opened(WHOLE, "Nowhere at all").candidates == frozenset()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("    ", "\t"),
        ('<target ssid="9101">', "<target ssid='9101'>"),
        ('day="3" month="2" year="1971"', 'year="1971" day="3"  month="2"'),
        ("<swiss-sanctions-list ", "<!-- made anew --><swiss-sanctions-list "),
        ('<modification modification-type="listed"', '<modification  modification-type="listed"'),
    ],
)
def test_the_same_list_written_another_way_is_no_change(old: str, new: str) -> None:
    assert old in WHOLE
    written = opened(WHOLE.replace(old, new))
    assert written.outline.faults == ()
    difference, held = compare_files(opened(), written, SUBJECT)
    assert (difference.added, difference.removed, difference.changed, held) == ((), (), (), None)


def test_targets_in_another_order_are_no_change() -> None:
    targets = re.findall(r"  <target ssid=\"\d+\">\n.*?^  </target>\n", WHOLE, re.DOTALL | re.MULTILINE)
    assert len(targets) == 3
    turned = WHOLE.replace("".join(targets), "".join(reversed(targets)))
    difference, held = compare_files(opened(), opened(turned), SUBJECT)
    assert (difference.added, difference.removed, difference.changed, held) == ((), (), (), None)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<justification", "<reason", "unread field 'reason'"),
        ('quality="low"', 'quality="doubtful"', "quality='doubtful'"),
        ('name-part-type="title"', 'name-part-type="nickname"', "unread name part 'nickname'"),
        ('modification-type="de-listed"', 'modification-type="suspended"', "modification-type='suspended'"),
        ('object-type="vessel"', 'object-type="balloon"', "object-type='balloon'"),
        (">502<", ">999<", "the set of measures '999' is none of the list's"),
        ('sex="male"', 'rank="1"', "rank='1'"),
        ('effective-date="2026-04-30"', 'effective-date="soon"', "'soon' is not a day"),
    ],
)
def test_what_the_reader_does_not_know_speaks_up_with_the_target(old: str, new: str, told: str) -> None:
    text = WHOLE.replace(old, new)
    if old == "<justification":
        text = text.replace("</justification", "</reason")
    with pytest.raises(UnreadableList, match=r"SECO uid 9\d01: .*" + re.escape(told)):
        entries(text)


def test_a_list_that_breaks_off_has_a_fault_and_one_of_another_kind_is_refused() -> None:
    assert opened(WHOLE[: WHOLE.index('<target ssid="9201">') + 200]).outline.faults
    with pytest.raises(UnreadableList, match="no whole list: its list-type is 'delta'"):
        opened(WHOLE.replace('list-type="whole-list"', 'list-type="delta"'))
