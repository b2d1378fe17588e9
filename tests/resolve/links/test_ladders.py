"""Announced, licensed, taken off the list: three things, in a row with the days between them."""

from __future__ import annotations

from datetime import date

import pytest
from linking import (
    KALI,
    SECTORS,
    SOUTH,
    WINGS,
    announced,
    designated,
    licensed,
    linked,
    pairs,
    relief,
)

from tracker.model import Action, DateBasis, Development, EntryKind, LinkKind, Target, When
from tracker.resolve.links import in_words, ladders, link

RUNG = LinkKind.NEXT_RUNG


def steps(*developments: Development) -> set[tuple[str, str]]:
    return pairs(linked(developments), RUNG)


def rows(*developments: Development) -> list[str]:
    found = link(developments, {}, sectors=SECTORS)
    return [in_words(one) for one in ladders(developments, found, SECTORS)]


PROMISE = announced("a", "2025-12-13", sector="potash")
PERMIT = licensed("l", "2025-12-15", "Northern Kali")
OFF = relief("d", "2026-03-26", KALI, SOUTH)


def test_relief_for_a_sector_leads_to_the_licence_and_delisting_of_its_companies() -> None:
    found = linked([PROMISE, PERMIT, OFF])
    assert pairs(found, RUNG) == {("a", "l"), ("l", "d")}
    assert (found[RUNG, "a", "l"].days, found[RUNG, "l", "d"].days) == (2, 101)
    assert found[RUNG, "l", "d"].reason == (
        "relief of the same target: Northern Kali; licensed, then delisted 101 days later"
    )


def test_a_ladder_of_three_rungs_is_told_in_a_row_with_its_lags() -> None:
    (ladder,) = ladders([OFF, PROMISE, PERMIT], link([PERMIT, OFF, PROMISE], {}, sectors=SECTORS), SECTORS)
    assert in_words(ladder) == (
        "announced 13 Dec 2025 -> licensed 15 Dec 2025 (2 days) -> delisted 26 Mar 2026 (101 days)"
    )
    assert (ladder.authority, ladder.targets) == ("US", ("Northern Kali",))
    assert [one.development for one in ladder.steps] == ["a", "l", "d"]


def test_several_delistings_stand_on_one_licence() -> None:
    both = licensed("l", "2025-12-15", KALI, SOUTH)
    first, second = relief("d1", "2026-01-15", KALI), relief("d2", "2026-03-26", SOUTH)
    assert steps(PROMISE, both, first, second) == {("a", "l"), ("l", "d1"), ("l", "d2")}
    assert rows(PROMISE, both, first, second) == [
        "announced 13 Dec 2025 -> licensed 15 Dec 2025 (2 days) -> delisted 15 Jan 2026 (31 days)"
        " -> delisted 26 Mar 2026 (101 days)"
    ]


def test_a_delisting_without_a_licence_follows_its_announcement() -> None:
    assert steps(PROMISE, OFF) == {("a", "d")}


def test_a_licence_is_no_delisting_and_alone_it_is_no_ladder() -> None:
    assert steps(PERMIT) == set()
    assert rows(PROMISE, PERMIT) == ["announced 13 Dec 2025 -> licensed 15 Dec 2025 (2 days)"]


def test_an_announcement_that_is_repeated_leads_to_what_comes_next() -> None:
    again = announced("a2", "2026-03-19", sector="potash")
    assert steps(PROMISE, PERMIT, again, OFF) == {("a", "l"), ("l", "d"), ("a2", "d")}


def test_a_designation_between_ends_the_ladder() -> None:
    assert steps(PROMISE, designated("x", "2026-01-10", KALI), relief("d", "2026-03-26", KALI)) == set()
    assert steps(PROMISE, designated("x", "2026-01-10", SOUTH), relief("d", "2026-03-26", KALI)) == {
        ("a", "d")
    }


def test_a_licence_that_comes_with_a_designation_only_winds_down() -> None:
    put_on = designated("x", "2025-12-14", KALI)
    assert steps(put_on, licensed("l", "2025-12-15", KALI), relief("d", "2026-03-26", KALI)) == set()


def test_what_came_before_is_no_step_towards_it() -> None:
    assert steps(relief("d", "2025-12-01", KALI), PROMISE) == set()


def test_two_years_later_it_is_another_relief() -> None:
    assert steps(PROMISE, relief("d", "2027-12-20", KALI)) == set()


@pytest.mark.parametrize(
    "other",
    [
        relief("d", "2026-03-26", KALI, authority="EU"),
        relief("d", "2026-03-26", WINGS),
        relief("d", "2026-03-26", KALI, action=Action.EXTEND),
        relief("d", "2026-03-26", KALI, action=Action.TIGHTEN),
    ],
    ids=["another authority", "another target", "prolonged", "tightened"],
)
def test_what_is_no_relief_of_the_same_target_by_the_same_authority_is_no_step(other: Development) -> None:
    assert steps(PROMISE, other) == set()


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("Wings of Nowhere", WINGS),
        ("Northern Kali", KALI),
        ("Северный Калий", KALI),
        ("JSC Quarry Works", Target("QUARRY WORKS OAO", EntryKind.ENTITY, "us_ofac_sdn", "90009")),
    ],
)
def test_a_page_s_name_for_a_target_finds_its_list_entry(said: str, target: Target) -> None:
    assert steps(announced("a", "2025-12-13", said), relief("d", "2026-03-26", target)) == {("a", "d")}


def test_a_sector_s_word_stands_for_all_its_companies_and_a_firm_s_name_does_not() -> None:
    for said in ("airline", "national airline", "Airlines"):
        assert steps(announced("a", "2025-12-13", said), relief("d", "2026-03-26", WINGS)) == {("a", "d")}
    one = announced("a", "2025-12-13", "Airline Of Somewhere Else", sector="aviation")
    assert steps(one, relief("d", "2026-03-26", WINGS)) == set()


def test_relief_for_one_company_of_a_sector_is_none_for_another() -> None:
    named = announced("a", "2025-12-13", "Northern Kali", sector="potash")
    assert steps(named, relief("d", "2026-03-26", SOUTH)) == set()
    assert steps(named, relief("d", "2026-03-26", KALI)) == {("a", "d")}


def test_people_are_tied_by_their_list_entry_and_not_by_their_name() -> None:
    him = Target("NOBODY, Ivan", EntryKind.INDIVIDUAL, "us_ofac_sdn", "90010")
    namesake = Target("NOBODY, Ivan", EntryKind.INDIVIDUAL, "us_ofac_sdn", "90011")
    assert steps(announced("a", "2025-12-13", him), relief("d", "2026-03-26", him)) == {("a", "d")}
    assert steps(announced("a", "2025-12-13", him), relief("d", "2026-03-26", namesake)) == set()


def test_a_name_that_only_a_page_gives_is_not_told() -> None:
    found = linked([announced("a", "2025-12-13", "Quarry Works"), relief("d", "2026-03-26", "Quarry Works")])
    assert found[RUNG, "a", "d"].reason == (
        "relief of the same target; announced, then reported lifted 103 days later"
    )


def test_what_a_page_says_was_lifted_is_only_reported() -> None:
    on_list, on_page = relief("d", "2026-03-26", KALI), relief("p", "2025-12-13", "Northern Kali")
    assert rows(PROMISE, on_page, PERMIT, on_list) == [
        "announced 13 Dec 2025 -> reported lifted 13 Dec 2025 (the same day)",
        "announced 13 Dec 2025 -> licensed 15 Dec 2025 (2 days) -> delisted 26 Mar 2026 (101 days)",
    ]


def test_a_day_that_was_only_observed_is_told_with_both_ends() -> None:
    seen = relief("d", When(DateBasis.OBSERVED, after=date(2025, 12, 20), by=date(2025, 12, 23)), KALI)
    found = linked([PERMIT, seen])
    assert found[RUNG, "l", "d"].reason.endswith("licensed, then delisted 5 to 8 days later")
    assert rows(PERMIT, seen) == ["licensed 15 Dec 2025 -> delisted by 23 Dec 2025 (5 to 8 days)"]


def test_a_day_that_nobody_knows_has_no_place_on_a_ladder() -> None:
    some_time = relief("d", When(DateBasis.OBSERVED, after=date(2025, 1, 6), by=date(2026, 11, 4)), KALI)
    assert steps(PROMISE, some_time) == set()


def test_a_licence_for_two_targets_stands_in_the_ladder_of_each() -> None:
    air = announced("b", "2025-12-01", "Wings of Nowhere")
    both = licensed("l", "2025-12-15", KALI, WINGS)
    off = relief("d", "2026-01-15", WINGS)
    assert rows(PROMISE, air, both, off) == [
        "announced 1 Dec 2025 -> licensed 15 Dec 2025 (14 days) -> delisted 15 Jan 2026 (31 days)",
        "announced 13 Dec 2025 -> licensed 15 Dec 2025 (2 days)",
    ]
