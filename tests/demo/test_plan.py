"""The visits follow from what is known of the days, and claim nothing more exact."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.demo.chain import Occasion
from tracker.demo.plan import BAD_ANSWERS, plan_visits

ARTICLE = date(2025, 7, 31)


def occasion(earliest: date, latest: date, uid: str = "1") -> Occasion:
    return Occasion("d", "delisting", f"X ({uid})", "s", earliest, latest, (uid,))


def days_of(occasions: list[Occasion]) -> list[date]:
    return [visit.on for visit in plan_visits(ARTICLE, occasions, []) if visit.bad is None]


@st.composite
def windows(draw: st.DrawFn) -> list[Occasion]:
    starts = draw(st.lists(st.integers(2, 400), min_size=1, max_size=6))
    return [
        occasion(
            ARTICLE + timedelta(start), ARTICLE + timedelta(start + draw(st.integers(0, 3))), str(number)
        )
        for number, start in enumerate(starts)
    ]


@settings(deadline=None)
@given(windows())
def test_no_visit_falls_into_an_interval_whose_ends_only_are_known(occasions: list[Occasion]) -> None:
    for visit in plan_visits(ARTICLE, occasions, []):
        assert not [one for one in occasions if one.earliest <= visit.on < one.latest]


@settings(deadline=None)
@given(windows())
def test_every_change_is_seen_on_the_last_day_it_may_have_happened_or_when_that_is_clear(
    occasions: list[Occasion],
) -> None:
    days = days_of(occasions)
    for one in occasions:
        first_missing = min(day for day in days if day >= one.latest)
        between = [other for other in occasions if other.earliest <= one.latest < other.latest]
        assert first_missing == one.latest or between


def test_an_interval_is_visited_on_the_day_before_it_and_on_its_last_day() -> None:
    days = days_of([occasion(date(2025, 8, 21), date(2025, 8, 22))])
    assert {date(2025, 8, 20), date(2025, 8, 22)} <= set(days)
    assert date(2025, 8, 21) not in days


def test_a_known_day_is_visited_on_that_day_only() -> None:
    assert date(2025, 11, 4) in days_of([occasion(date(2025, 11, 4), date(2025, 11, 4))])
    assert date(2025, 11, 3) not in days_of([occasion(date(2025, 11, 4), date(2025, 11, 4))])


def test_each_bad_answer_stands_in_a_gap_and_the_next_day_is_visited() -> None:
    visits = plan_visits(
        ARTICLE,
        [
            occasion(date(2025, 10, 1), date(2025, 10, 1), "1"),
            occasion(date(2026, 3, 1), date(2026, 3, 1), "2"),
        ],
        [(date(2026, 3, 2), "a publication")],
    )
    bad = [(number, visit) for number, visit in enumerate(visits) if visit.bad]
    assert sorted(visit.bad or "" for _, visit in bad) == sorted(BAD_ANSWERS)
    for number, visit in bad:
        assert visits[number + 1].on == visit.on + timedelta(1)
        assert visits[number + 1].bad is None
