"""What was told before, beside what is true now: taken back aloud only where it was wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import AIRLINE, baseline, development, official, record, source, window
from tracker.model import (
    Action,
    Comparison,
    DateBasis,
    Details,
    Precision,
    RecordType,
    Relation,
    Status,
    Target,
    When,
)
from tracker.report.retold import changes, is_contradicted
from tracker.report.shown import DevelopmentView
from tracker.report.view import view

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


def freed(count: int) -> DevelopmentView:
    return told(
        type=RecordType.RELEASE,
        action=None,
        targets=(),
        details=Details(count=count),
        summary=f"{count} freed",
    )


CONTRADICTIONS = [
    pytest.param(told(), told(action=Action.EASE), id="eased and still listed, not delisted"),
    pytest.param(told(), told(status=Status.ANNOUNCED), id="only announced"),
    pytest.param(told(), told(targets=(OTHER,)), id="somebody else"),
    pytest.param(told(), told(official(date(2025, 11, 7))), id="a day outside of what was told"),
    pytest.param(told(OFFICIAL), told(official(date(2025, 11, 5))), id="another official day"),
    pytest.param(told(), told(relation=Relation.EARLIER), id="older than the article"),
    pytest.param(freed(52), freed(14), id="fewer people freed"),
]
NO_CONTRADICTIONS = [
    pytest.param(told(), told(OFFICIAL), id="the day, within what was told"),
    pytest.param(told(status=Status.ANNOUNCED), told(), id="an announcement come true"),
    pytest.param(told(), told(targets=(AIRLINE, OTHER)), id="a target more"),
    pytest.param(freed(14), freed(52), id="more people freed"),
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
