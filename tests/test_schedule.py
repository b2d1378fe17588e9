"""When a source is due, and how seldom one is asked that keeps failing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tracker.schedule import is_due, next_due, wait_after

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("every", "failures", "hours"),
    [(2, 0, 2), (2, 1, 4), (2, 2, 8), (2, 3, 16), (2, 4, 24), (2, 400, 24), (24, 3, 24), (168, 2, 168)],
)
def test_a_source_that_fails_is_asked_ever_more_seldom_but_once_a_day(every, failures, hours) -> None:
    assert wait_after(every * HOUR, failures) == hours * HOUR


def test_a_source_is_due_when_it_has_rested() -> None:
    due = next_due(every=2 * HOUR, last_checked=NOW, failures=0, now=NOW)
    assert due == NOW + 2 * HOUR
    assert not is_due(due, due - timedelta(seconds=1))
    assert is_due(due, due)


def test_a_source_that_was_never_visited_is_due_now() -> None:
    assert is_due(next_due(every=HOUR, last_checked=None, failures=0, now=NOW), NOW)
    assert is_due(None, NOW)


def test_a_source_that_was_missed_for_days_is_due_at_once_and_only_once() -> None:
    missed = next_due(every=HOUR, last_checked=NOW - timedelta(days=9), failures=0, now=NOW)
    assert is_due(missed, NOW)
    assert not is_due(next_due(every=HOUR, last_checked=NOW, failures=0, now=NOW), NOW)


def test_a_clock_that_was_set_back_does_not_silence_a_source() -> None:
    last_year_ahead = NOW + timedelta(days=365)
    assert next_due(every=HOUR, last_checked=last_year_ahead, failures=0, now=NOW) == NOW + HOUR
