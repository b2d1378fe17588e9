"""When a source is due, and how seldom one is asked that keeps failing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tracker.model import Source, SourceKind, Weekday
from tracker.schedule import is_due, next_due, wait_after

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
VILNIUS, MINSK = ZoneInfo("Europe/Vilnius"), ZoneInfo("Europe/Minsk")
SOURCE = Source(
    name="example",
    title="Example",
    kind=SourceKind.PAGE,
    url="https://page.example/",
    enabled=True,
    every=HOUR,
    publisher_class="independent",
    languages=("en",),
    terms="invented",
)


@pytest.mark.parametrize(
    ("every", "failures", "hours"),
    [(2, 0, 2), (2, 1, 4), (2, 2, 8), (2, 3, 16), (2, 4, 24), (2, 400, 24), (24, 3, 24), (168, 2, 168)],
)
def test_a_source_that_fails_is_asked_ever_more_seldom_but_once_a_day(every, failures, hours) -> None:
    assert wait_after(every * HOUR, failures) == hours * HOUR
    source = replace(SOURCE, every=every * HOUR)
    assert next_due(source, last_checked=NOW, failures=failures, now=NOW) == NOW + hours * HOUR


def test_a_source_is_due_when_it_has_rested() -> None:
    due = next_due(replace(SOURCE, every=2 * HOUR), last_checked=NOW, failures=0, now=NOW)
    assert due == NOW + 2 * HOUR
    assert not is_due(due, due - timedelta(seconds=1))
    assert is_due(due, due)


def test_a_source_that_was_never_visited_is_due_now() -> None:
    assert is_due(next_due(SOURCE, last_checked=None, failures=0, now=NOW), NOW)
    assert is_due(None, NOW)


def test_a_source_that_was_missed_for_days_is_due_at_once_and_only_once() -> None:
    missed = next_due(SOURCE, last_checked=NOW - timedelta(days=9), failures=0, now=NOW)
    assert is_due(missed, NOW)
    assert not is_due(next_due(SOURCE, last_checked=NOW, failures=0, now=NOW), NOW)


def test_a_clock_that_was_set_back_does_not_silence_a_source() -> None:
    last_year_ahead = NOW + timedelta(days=365)
    assert next_due(SOURCE, last_checked=last_year_ahead, failures=0, now=NOW) == NOW + HOUR
    # What was reckoned by the clock of before is not waited for.
    assert is_due(last_year_ahead + HOUR, NOW, last_checked=last_year_ahead)
    # A clock that was put right by minutes is no reason to visit anybody twice.
    assert not is_due(NOW + HOUR, NOW, last_checked=NOW + timedelta(minutes=2))


def test_jitter_spreads_the_visits_and_does_not_drift() -> None:
    jitter = timedelta(minutes=10)
    names = [f"source_{number}" for number in range(40)]
    drifts = []
    for name in names:
        source, at = replace(SOURCE, name=name, jitter=jitter), NOW
        for _ in range(240):
            due = next_due(source, last_checked=at, failures=0, now=at)
            assert abs(due - at - HOUR) <= jitter
            at = due
        drifts.append((at - NOW - 240 * HOUR).total_seconds())
    # As often early as late; a jitter that is only ever added is 20 hours late by then.
    assert abs(sum(drifts) / len(drifts)) < jitter.total_seconds() * 5
    assert min(drifts) < 0 < max(drifts)
    firsts = {
        next_due(replace(SOURCE, name=name, jitter=jitter), last_checked=NOW, failures=0, now=NOW)
        for name in names
    }
    assert len(firsts) == len(names)


def visits_of_a_year(source: Source, zone: ZoneInfo, *, late: timedelta = timedelta()) -> list[datetime]:
    """Its visits in 2026, each `late` after it was due."""
    at, found = datetime(2025, 12, 31, 12, tzinfo=UTC), []
    while True:
        due = next_due(source, last_checked=at, failures=0, now=at, zone=zone)
        if due.astimezone(zone).year > 2026:
            return found
        if due.astimezone(zone).year == 2026:
            found.append(due)
        at = due + late


@pytest.mark.parametrize("zone", [VILNIUS, MINSK], ids=str)
@pytest.mark.parametrize("hour", [time(0, 0), time(3, 0), time(3, 30), time(7, 0), time(23, 59)], ids=str)
def test_a_source_with_an_hour_is_visited_once_each_local_day(zone: ZoneInfo, hour: time) -> None:
    found = visits_of_a_year(replace(SOURCE, at=hour), zone, late=timedelta(seconds=15))
    assert [at.astimezone(zone).date().timetuple().tm_yday for at in found] == list(range(1, 366))


@pytest.mark.parametrize("zone", [VILNIUS, MINSK], ids=str)
def test_jitter_around_an_hour_makes_no_second_visit_and_leaves_none_out(zone: ZoneInfo) -> None:
    source = replace(SOURCE, at=time(12, 0), jitter=timedelta(minutes=20))
    found = visits_of_a_year(source, zone, late=timedelta(seconds=15))
    assert [at.astimezone(zone).date().timetuple().tm_yday for at in found] == list(range(1, 366))
    assert {at.astimezone(zone).hour for at in found} == {11, 12}


def test_an_hour_that_does_not_exist_or_comes_twice_is_one_visit_at_its_place() -> None:
    found = visits_of_a_year(replace(SOURCE, at=time(3, 30)), VILNIUS)
    spring = [at for at in found if at.astimezone(VILNIUS).date() == date(2026, 3, 29)]
    autumn = [at for at in found if at.astimezone(VILNIUS).date() == date(2026, 10, 25)]
    # The clocks go from 03:00 to 04:00, and from 04:00 back to 03:00.
    assert spring == [datetime(2026, 3, 29, 1, 30, tzinfo=UTC)]
    assert autumn == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


def test_a_source_is_visited_on_its_days_only() -> None:
    found = visits_of_a_year(replace(SOURCE, at=time(7, 0), days=(Weekday.MON, Weekday.FRI)), MINSK)
    assert {at.astimezone(MINSK).weekday() for at in found} == {0, 4}
    assert len(found) == 104


def test_a_source_with_an_hour_that_failed_is_asked_again_at_the_next_one() -> None:
    due = next_due(replace(SOURCE, at=time(7, 0)), last_checked=NOW, failures=9, now=NOW, zone=MINSK)
    assert due == datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
