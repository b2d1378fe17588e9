"""The UN's list: keyed by reference number, blind to how and how often the file is written anew."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from tracker.errors import UnreadableList
from tracker.extract.list_compare import compare_files
from tracker.model import Address, Birth, EntryKind, EntryName, ListDiff, ListEntry, NameType
from tracker.read.lists import ListFile, open_list

WHOLE = (Path(__file__).parent / "un_sc" / "list.xml").read_text("utf-8")


def opened(text: str = WHOLE) -> ListFile:
    return open_list({"main": BytesIO(text.encode())})


def entries(text: str = WHOLE) -> dict[str, ListEntry]:
    return {entry.uid: entry for entry in opened(text).entries()}


def test_people_and_organisations_are_read_from_their_two_sections() -> None:
    found = entries()
    assert list(found) == ["ELi.001", "BYe.001"]
    person, company = found.values()
    assert (person.kind, person.name, person.programmes) == (
        EntryKind.INDIVIDUAL,
        "NIKTO VYDUMKA",
        ("Elsewhere",),
    )
    assert person.names == (
        EntryName("Никто Выдумка", NameType.AKA, None, "Cyrl"),
        EntryName("N. Vydumka", NameType.AKA, None, "Latn"),
        EntryName("The Nobody", NameType.AKA, None, "Latn", weak=True),
    )
    assert person.births == (
        Birth("1961-05-06", "1961-05-06"),
        Birth(None, "between 1960 to 1963"),
        Birth(place="Nikuda, Nowhere"),
    )
    assert (person.listed_on, person.addresses) == (date(2014, 2, 23), ())
    assert (company.kind, company.names[0].type) == (EntryKind.ENTITY, NameType.FKA)
    assert company.addresses == (Address(city="Nikuda", country="Nowhere"),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<DATAID>9000001</DATAID>", "<DATAID>9777777</DATAID>"),
        ("<VERSIONNUM>1</VERSIONNUM>", "<VERSIONNUM>2</VERSIONNUM>"),
        ("<VALUE>2019-01-01</VALUE>", "<VALUE>2019-01-01</VALUE><VALUE>2026-05-04</VALUE>"),
        ("'", '"'),
        ("Z'", "-04:00'"),
        ("Invented\nfor", "Invented for"),
        ("            <", "<"),
        ("<SORT_KEY/>", "<SORT_KEY></SORT_KEY>"),
    ],
)
def test_the_file_written_anew_is_no_change(old: str, new: str) -> None:
    assert old in WHOLE
    assert compare_files(opened(), opened(WHOLE.replace(old, new))) == (ListDiff(), None)


def test_unknown_fields_and_values_speak_up_with_the_reference_number() -> None:
    with pytest.raises(UnreadableList, match=r"UN uid ELi.001: unread field MOTHER='Somebody'"):
        entries(WHOLE.replace("<GENDER>Male</GENDER>", "<MOTHER>Somebody</MOTHER>"))
    with pytest.raises(UnreadableList, match=r"UN uid ELi.001: unread value QUALITY='Fair'"):
        entries(WHOLE.replace("<QUALITY>Good", "<QUALITY>Fair"))
    with pytest.raises(UnreadableList, match=r"UN uid BYe.001: the field 'UN_LIST_TYPE' is missing"):
        entries(WHOLE.replace("<UN_LIST_TYPE>Belarus</UN_LIST_TYPE>", ""))


def test_a_list_that_breaks_off_in_the_second_section_has_a_fault() -> None:
    assert opened(WHOLE[: WHOLE.index("</ENTITY>")]).outline.faults == (
        "the end mark is missing",
        "it breaks off inside an entry",
    )


def test_one_reference_number_twice_is_a_fault() -> None:
    person = re.search(r"<INDIVIDUAL>.*?</INDIVIDUAL>", WHOLE, re.DOTALL)
    assert person is not None
    assert opened(WHOLE.replace(person[0], person[0] * 2)).outline.faults == ("uid ELi.001 stands twice",)
