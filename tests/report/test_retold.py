"""What was told before, beside what is true now: taken back aloud only where it was wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import AIRLINE, baseline, development, official, record, source, window
from page_events import claim, release
from tracker.model import (
    Action,
    Comparison,
    CountRelation,
    DateBasis,
    Precision,
    Relation,
    Status,
    Target,
    When,
)
from tracker.report.retold import changes, is_contradicted
from tracker.report.shown import DevelopmentView
from tracker.report.view import view
from tracker.resolve.summary import summarise

SEEN = window(date(2025, 11, 3), date(2025, 11, 5))
OFFICIAL = official(date(2025, 11, 4))
SOMEBODY = Target("Pavel Nebylets")
SOMEBODY_ELSE = Target("Alena Vydumanava")
OTHER = Target("EXAMPLE WORKS LLC", AIRLINE.kind, AIRLINE.list, "1")


def told(when: When = SEEN, relation: Relation = Relation.NEW, **facts: object) -> DevelopmentView:
    made = replace(development(when), **facts)  # type: ignore[arg-type]
    return view(
        made, [record("r-1", when)], Comparison(relation), baseline(), {"us_ofac_sdn": source()}, snapshots={}
    )


CONTRADICTIONS = [
    pytest.param(told(), told(action=Action.EASE), id="eased and still listed, not delisted"),
    pytest.param(told(), told(status=Status.ANNOUNCED), id="only announced"),
    pytest.param(told(), told(targets=(OTHER,)), id="somebody else"),
    pytest.param(told(), told(official(date(2025, 11, 7))), id="a day outside of what was told"),
    pytest.param(told(OFFICIAL), told(official(date(2025, 11, 5))), id="another official day"),
    pytest.param(told(), told(relation=Relation.EARLIER), id="older than the article"),
]
NO_CONTRADICTIONS = [
    pytest.param(told(), told(OFFICIAL), id="the day, within what was told"),
    pytest.param(told(status=Status.ANNOUNCED), told(), id="an announcement come true"),
    pytest.param(told(), told(targets=(AIRLINE, OTHER)), id="a target more"),
    pytest.param(
        told(targets=(AIRLINE, SOMEBODY)),
        told(targets=(AIRLINE, SOMEBODY, SOMEBODY_ELSE)),
        id="another person who is not named",
    ),
    pytest.param(
        told(When(DateBasis.OFFICIAL, on=date(2025, 11, 1), precision=Precision.MONTH)),
        told(OFFICIAL),
        id="the day, where the month was told",
    ),
]


def people(count: int | None = 52, **facts: object) -> DevelopmentView:
    made = release(count, **facts)
    told = replace(made, summary=summarise(made))
    return view(told, [], Comparison(Relation.NEW), baseline(), {}, snapshots={})


AT_LEAST = CountRelation.AT_LEAST
CONTRADICTIONS += [
    pytest.param(people(52), people(50), id="another number of people"),
    pytest.param(people(50), people(52), id="more people than all that were told"),
    pytest.param(people(50, count_relation=AT_LEAST), people(40), id="fewer than at least so many"),
    pytest.param(people(52), people(None), id="a number that nobody says any more"),
    pytest.param(people(kind="pardon"), people(kind="exchange"), id="another kind of release"),
    pytest.param(people(destination=("LT", "UA")), people(destination=("LT",)), id="not taken there"),
    pytest.param(people(parties=("US", "BY")), people(parties=("VA", "BY")), id="another party"),
]
NO_CONTRADICTIONS += [
    pytest.param(people(50, count_relation=AT_LEAST), people(52), id="the number, where at least was told"),
    pytest.param(people(52), people(50, count_relation=AT_LEAST), id="at least so many, where all were told"),
    pytest.param(people(None), people(52), id="a number, where none was told"),
    pytest.param(
        people(), people(counts=(claim(52, "r-1"), claim(50, "r-2"))), id="a number that contradicts"
    ),
    pytest.param(
        people(50),
        people(52, counts=(claim(52, "r-1"), claim(50, "r-2"))),
        id="a number that as many publishers give as the one that was told",
    ),
    pytest.param(people(destination=("LT",)), people(destination=("LT", "UA")), id="a destination more"),
]


@pytest.mark.parametrize(("before", "now"), CONTRADICTIONS)
def test_what_somebody_would_have_to_take_back_is_a_contradiction(
    before: DevelopmentView, now: DevelopmentView
) -> None:
    assert is_contradicted(before, now)


@pytest.mark.parametrize(("before", "now"), NO_CONTRADICTIONS)
def test_what_is_only_known_better_is_a_change(before: DevelopmentView, now: DevelopmentView) -> None:
    assert not is_contradicted(before, now)
    assert changes(before, now)


def test_what_reads_the_same_is_nothing_to_tell() -> None:
    assert changes(told(), told()) == ()
    assert not is_contradicted(told(), told())


DAYS = st.dates(date(2025, 8, 1), date(2025, 12, 31))


@given(DAYS, DAYS, st.integers(0, 20))
def test_a_day_contradicts_an_interval_only_from_outside(day: date, start: date, length: int) -> None:
    end = start + timedelta(days=length)
    assert is_contradicted(told(window(start, end)), told(official(day))) == (not start <= day <= end)
