"""The table of given names is written by hand: each spelling must be its row's, and no row another's."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from itertools import combinations

import pytest

from tracker.resolve.names import MAY_BE_SAME, SAME_PERSON, compare_people, parse_person

TABLE = tomllib.loads((files("tracker.resolve.names") / "given.toml").read_text("utf-8"))
ROWS = {
    (name, surname): [name, *more.get("be", ()), *more.get("other", ()), *more.get("short", ())]
    for part, surname in (("men", "Горелов"), ("women", "Горелова"))
    for name, more in TABLE[part].items()
}


def _script(spelling: str) -> str:
    return "Cyrillic" if any("а" <= letter <= "ў" for letter in spelling.lower()) else "Latin"


@pytest.mark.parametrize(("row", "spellings"), ROWS.items(), ids=[name for name, _ in ROWS])
def test_every_spelling_of_a_row_is_one_name(row: tuple[str, str], spellings: list[str]) -> None:
    name, surname = row
    one = parse_person(f"{name} {surname}")
    surnames = {"Latin": {"Горелов": "Gorelov", "Горелова": "Gorelova"}[surname], "Cyrillic": surname}
    scores = {
        spelling: compare_people(one, parse_person(f"{spelling} {surnames[_script(spelling)]}")).score
        for spelling in spellings
    }
    assert {spelling: score for spelling, score in scores.items() if score < SAME_PERSON} == {}


def test_no_two_rows_are_one_name() -> None:
    parsed = {row: parse_person(f"{row[0]} {row[1]}") for row in ROWS}
    merged = []
    for one, other in combinations(parsed, 2):
        # "Александра Горелова" and "Алеся Горелова" can be a man in the genitive: that is to be looked at.
        least = MAY_BE_SAME if one[1] == other[1] == "Горелов" else SAME_PERSON
        if compare_people(parsed[one], parsed[other]).score >= least:
            merged.append((one[0], other[0]))
    assert merged == []


def test_sons_and_daughters_are_told_by_the_father_in_every_spelling() -> None:
    fathers = [
        ("Николаевич", "Мікалаевіч", "Nikolaevich", "Mikalajevič"),
        ("Григорьевич", "Рыгоравіч", "Grigoryevich", "Ryhoravich"),
        ("Ильич", "Ільіч", "Ilyich", "Illich"),
        ("Павлович", "Паўлавіч", "Pavlovich", "Paulavich"),
        ("Михайлович", "Міхайлавіч", "Mikhaylovich", "Michajłavič"),
        ("Яковлевич", "Якаўлевіч", "Yakovlevich", "Jakaŭlevič"),
    ]
    parsed = [[parse_person(f"Пётр {father} Горелов") for father in spelt] for spelt in fathers]
    for number, sons in enumerate(parsed):
        for other_number, others in enumerate(parsed):
            is_one = {compare_people(a, b).score >= SAME_PERSON for a in sons for b in others}
            assert is_one == {number == other_number}, (sons[0].written, others[0].written)
