"""Who counts those taken to one country of several counts a part, and contradicts nobody who counts all."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from saying_builders import said

from tracker.model import CountClaim, CountRelation, Development, Subgroup
from tracker.resolve import resolve
from tracker.resolve.counts import conflicts, contradictions, count_claims, shown_count
from tracker.resolve.places import taken_to
from tracker.resolve.saying import Saying

DAY = date(2025, 12, 13)
TO_UKRAINE = Subgroup(114, "Ukraine", "UA")
TO_LITHUANIA = Subgroup(9, "Lithuania", "LT")


def _all(name: str, count: int = 123, *destination: str) -> Saying:
    return said(name, DAY, count=count, destination=destination)


def _taken(name: str, *parts: Subgroup, count: int) -> Saying:
    places = tuple(one.destination for one in parts if one.destination)
    return said(name, DAY, count=count, destination=places, subgroups=parts)


def _one(*sayings: Saying) -> Development:
    (development,) = resolve((), sayings).developments
    return development


def _by_place(claims: tuple[CountClaim, ...]) -> dict[str | None, set[int]]:
    found: dict[str | None, set[int]] = {}
    for one in claims:
        found.setdefault(one.of, set()).add(one.value)
    return found


def test_those_taken_to_one_country_of_two_are_a_part_and_no_contradiction() -> None:
    told = _one(
        _all("r-1", 123, "UA", "LT"),
        _taken("r-2", TO_UKRAINE, count=114),
        _taken("r-3", TO_LITHUANIA, count=9),
        _taken("r-4", TO_UKRAINE, TO_LITHUANIA, count=123),
    )
    assert told.summary == (
        "123 people freed by Belarus, 13 Dec 2025; taken to Ukraine (114) and Lithuania (9)"
    )
    assert conflicts(told) == ()
    assert {one.of: one.records for one in told.counts} == {
        None: ("r-1", "r-4"),
        taken_to("UA"): ("r-2", "r-4"),
        taken_to("LT"): ("r-3", "r-4"),
    }


def test_a_number_tied_to_a_country_is_a_part_of_a_larger_one_of_all() -> None:
    told = _one(_all("r-1"), _taken("r-2", TO_UKRAINE, count=114))
    assert (told.details.count, conflicts(told)) == (123, ())
    assert told.summary.endswith("taken to Ukraine (114)")


def test_a_number_tied_to_the_only_country_is_of_all_as_long_as_nobody_tells_of_more() -> None:
    told = _one(_taken("r-1", Subgroup(52, "Lithuania", "LT"), count=52), _all("r-2", 52))
    assert _by_place(told.counts) == {None: {52}}
    assert told.summary.endswith("52 people freed by Belarus, 13 Dec 2025; taken to Lithuania")


def test_a_country_that_is_only_named_does_not_explain_another_number() -> None:
    told = _one(_all("r-1", 52, "LT"), _all("r-2", 53))
    assert len(conflicts(told)) == 1
    assert _by_place(told.counts) == {None: {52, 53}}


def test_where_another_names_a_second_country_the_smaller_number_is_of_the_first() -> None:
    told = _one(_all("r-1", 114, "UA"), _all("r-2", 123, "UA", "LT"))
    assert conflicts(told) == ()
    assert _by_place(told.counts) == {None: {123}, taken_to("UA"): {114}}


def test_numbers_of_one_country_that_differ_are_told_as_open() -> None:
    told = _one(
        _taken("r-1", TO_UKRAINE, TO_LITHUANIA, count=123),
        _taken("r-2", TO_UKRAINE, TO_LITHUANIA, count=123),
        _taken("r-3", Subgroup(119, "Ukraine", "UA"), TO_LITHUANIA, count=123),
    )
    assert told.summary.endswith("taken to Ukraine (114 or 119, which is open) and Lithuania (9)")
    (one,) = contradictions(told)
    assert (one.shown.value, [other.value for other in one.others]) == (114, [119])


def test_nobody_adds_up_what_nobody_counts_together() -> None:
    claims = count_claims([[_taken("r-1", TO_UKRAINE, TO_LITHUANIA, count=114)]])
    assert shown_count(claims) is None
    assert _by_place(claims) == {taken_to("UA"): {114}, taken_to("LT"): {9}}


def test_lithuanians_are_no_number_of_those_taken_to_lithuania() -> None:
    told = _one(
        _all("r-1", 52, "LT", "PL"), said("r-2", DAY, count=6, destination=("LT",), nationalities=("LT",))
    )
    assert _by_place(told.counts) == {None: {52}, "LT": {6}}


def test_a_few_handed_over_the_day_before_are_another_release() -> None:
    few = said(
        "r-1", date(2025, 12, 12), count=9, destination=("UA",), subgroups=(Subgroup(9, "Ukraine", "UA"),)
    )
    assert len(resolve((), [few, _all("r-2")]).developments) == 2


@given(
    st.permutations(
        [
            _all("r-1", 123, "UA", "LT"),
            _taken("r-2", TO_UKRAINE, count=114),
            _taken("r-3", Subgroup(119, "Ukraine", "UA"), count=119),
            _taken("r-4", TO_LITHUANIA, count=9),
            said("r-5", DAY, count=120, count_relation=CountRelation.AT_LEAST),
        ]
    )
)
def test_who_says_it_first_makes_no_difference(sayings: list[Saying]) -> None:
    told, usual = _one(*sayings), _one(*sorted(sayings, key=lambda one: one.id))
    assert (told.counts, told.summary, contradictions(told)) == (
        usual.counts,
        usual.summary,
        contradictions(usual),
    )
