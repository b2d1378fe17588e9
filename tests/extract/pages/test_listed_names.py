"""Targets of lists are found in sentences by the names that sentences use."""

from __future__ import annotations

import pytest

from tracker.extract.pages.listed import listed_names
from tracker.model import EntryKind, EntryName, ListEntry


def entry(name: str, kind: EntryKind = EntryKind.ENTITY, *names: EntryName) -> ListEntry:
    return ListEntry("example_list", "1", kind, name, names)


LISTED = listed_names(
    [
        entry("OPEN JOINT STOCK COMPANY NORTHERN SALT", EntryKind.ENTITY, EntryName("ОАО Северная соль")),
        entry("DEPARTMENT OF EXAMPLE INVESTIGATIONS"),
        entry("ABC"),
        entry("KAVALCHUK, Jan Piatrovich", EntryKind.INDIVIDUAL),
        entry("Taras Prykladny", EntryKind.INDIVIDUAL),
        entry("SALT LLC", EntryKind.ENTITY, EntryName("Stone", weak=True)),
    ]
)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The ministry removed Northern Salt from the list.", ["Northern Salt"]),
        ("Из списка исключена ОАО «Северная соль».", ["Северная соль"]),
        (
            "Sanctions on the Department of Example Investigations end.",
            ["Department of Example Investigations"],
        ),
        (
            "Jan Kavalchuk and Jan Piatrovich Kavalchuk are one.",
            ["Jan Kavalchuk", "Jan Piatrovich Kavalchuk"],
        ),
        ("KAVALCHUK, Jan Piatrovich was added.", ["KAVALCHUK, Jan Piatrovich"]),
        ("The judge Taras Prykladny stays.", ["Taras Prykladny"]),
    ],
)
def test_a_target_is_found_as_a_sentence_says_it(sentence: str, found: list[str]) -> None:
    assert [sentence[start:end] for start, end in LISTED.find(sentence)] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "A northern salt mine was closed.",
        "The letters ABC say nothing.",
        "Salt is cheap, and Stone is a weak alias.",
        "Kavalchuk is a frequent surname.",
    ],
)
def test_a_common_word_a_bare_surname_and_an_abbreviation_are_no_target(sentence: str) -> None:
    assert list(LISTED.find(sentence)) == []
