"""Surnames from elsewhere: each spelling in any case is its row's, and no row another's."""

from __future__ import annotations

from itertools import combinations

import pytest

from tracker.resolve.names import SAME_PERSON, blocking_keys, compare_people, parse_person
from tracker.resolve.names.tables import table

ROWS = [[*row["latin"], *row["cyrillic"]] for row in table("foreign")["surname"]]


def named(surname: str) -> str:
    return f"{'John' if surname.isascii() else 'Джон'} {surname}"


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_spelling_of_a_row_is_one_surname_and_shares_a_key(row: list[str]) -> None:
    for one, other in combinations(map(parse_person, map(named, row)), 2):
        assert compare_people(one, other).score >= SAME_PERSON, (one.written, other.written)
        assert blocking_keys(one) & blocking_keys(other)


def test_no_two_rows_are_one_surname() -> None:
    for row, others in combinations(ROWS, 2):
        for one in row:
            for other in others:
                score = compare_people(parse_person(named(one)), parse_person(named(other))).score
                assert score < SAME_PERSON, (one, other)


@pytest.mark.parametrize(
    "written", ["Джона Коула", "Джону Коалю", "Джоном Коалем", "Джонам Коўлам", "Coale, John"]
)
def test_an_envoy_is_one_man_in_every_spelling_and_case(written: str) -> None:
    assert compare_people(parse_person(written), parse_person("John Coale")).score >= SAME_PERSON


@pytest.mark.parametrize("written", ["Джон Кол", "John Cole", "Анна Коул", "Иван Коваль", "John Koval"])
def test_a_name_that_is_only_alike_is_another_s(written: str) -> None:
    assert compare_people(parse_person(written), parse_person("John Coale")).score < SAME_PERSON
