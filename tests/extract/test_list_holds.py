"""A bad answer is not a change: when a state is held, and what confirms a removal."""

from __future__ import annotations

from datetime import date

import pytest

from invented import SDN, official, record, window
from tracker.extract.list_holds import confirmations, hold_reason
from tracker.model import Action, Target

PLAIN = {
    "old_count": None,
    "new_count": 0,
    "old_published": None,
    "new_published": None,
    "subject_old": (),
    "subject_removed": (),
    "noticed": (),
}


def held(faults: tuple[str, ...] = (), **given: object) -> str | None:
    return hold_reason(faults, **(PLAIN | given))  # type: ignore[arg-type]


def uids(number: int) -> list[str]:
    return [str(uid) for uid in range(number)]


def test_a_state_without_a_fault_is_compared() -> None:
    assert held(old_count=18_937, new_count=18_940) is None


def test_every_reason_is_told_in_order() -> None:
    assert held(
        ("the end mark is missing", "uid 9760 stands there twice"),
        old_count=10,
        new_count=2,
        old_published=date(2025, 11, 4),
        new_published=date(2025, 11, 3),
        subject_old=uids(10),
        subject_removed=uids(8),
    ) == (
        "the end mark is missing; uid 9760 stands there twice; "
        "published on 3 November 2025, older than the state of 4 November 2025 that we have; "
        "lost 8 of 10 entries, more than a fifth; "
        "lost 8 of the subject's 10 entries, more than a tenth, without an official notice"
    )


@pytest.mark.parametrize(("new_count", "is_held"), [(801, False), (800, False), (799, True), (0, True)])
def test_a_list_that_lost_more_than_a_fifth_is_held(new_count: int, is_held: bool) -> None:
    assert bool(held(old_count=1000, new_count=new_count)) == is_held


def test_a_count_of_a_part_of_the_list_says_nothing_about_the_whole() -> None:
    assert held(old_count=None, new_count=3) is None


@pytest.mark.parametrize(
    ("listed", "removed", "is_held"),
    [(50, 5, False), (49, 5, True), (20, 4, False), (4, 4, False), (266, 26, False), (266, 27, True)],
)
def test_a_tenth_of_the_subject_and_at_least_five_are_too_many_without_a_notice(
    listed: int, removed: int, is_held: bool
) -> None:
    assert bool(held(subject_old=uids(listed), subject_removed=uids(removed))) == is_held


def test_removals_with_a_notice_do_not_count() -> None:
    assert held(subject_old=uids(20), subject_removed=uids(6), noticed=uids(2)) is None
    assert held(subject_old=uids(20), subject_removed=uids(6), noticed=["0"])


@pytest.mark.parametrize(("published", "is_held"), [(3, True), (4, False), (5, False)])
def test_an_older_publication_is_held(published: int, is_held: bool) -> None:
    reason = held(old_published=date(2025, 11, 4), new_published=date(2025, 11, published))
    assert bool(reason) == is_held


def test_a_removal_is_confirmed_by_a_notice_or_by_a_second_look_and_else_not() -> None:
    notice = record("r-1", official(date(2025, 11, 4)))
    found = confirmations(
        ["44541", "44580", "9760"],
        list_key=SDN,
        notices=[notice],
        since=date(2025, 11, 3),
        second_look={"9760", "32746"},
    )
    assert found == {
        "44541": "the official notice of 4 November 2025",
        "44580": "missing again in a second fetch",
    }


@pytest.mark.parametrize(
    "notice",
    [
        record("r-1", official(date(2023, 1, 1))),
        record("r-1", window(date(2025, 11, 3), date(2025, 11, 4))),
        record("r-1", official(date(2025, 11, 4)), Action.DESIGNATE),
        record("r-1", official(date(2025, 11, 4)), Action.LICENCE),
        record("r-1", official(date(2025, 11, 4)), targets=[Target("BELAVIA")]),
    ],
)
def test_what_is_old_or_says_something_else_confirms_nothing(notice) -> None:
    assert confirmations(["44541"], list_key=SDN, notices=[notice], since=date(2025, 11, 3)) == {}
