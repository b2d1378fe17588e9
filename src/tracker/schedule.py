"""When a source is due. The answer is stored as `next_due_at`, which is the only truth about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

# A source that keeps failing is asked ever more seldom, but once a day at the least.
LONGEST_WAIT = timedelta(hours=24)


def wait_after(every: timedelta, failures: int) -> timedelta:
    """How long to rest after a visit: `every`, doubled for each failure in a row, up to a day.

    A source that rests longer than a day anyway keeps its own interval.
    """
    longest = max(every, LONGEST_WAIT)
    wait = every
    for _ in range(failures):
        if wait >= longest:
            break
        wait *= 2
    return min(wait, longest)


def next_due(*, every: timedelta, last_checked: datetime | None, failures: int, now: datetime) -> datetime:
    """When a source is due next. All times are aware and in UTC.

    One that was never visited is due now. A last visit that lies in the future, because the clock
    was set back, counts as one of now. No jitter: it makes intervals drift.
    """
    if last_checked is None:
        return now
    return min(last_checked, now) + wait_after(every, failures)


def is_due(next_due_at: datetime | None, now: datetime) -> bool:
    """Whether a source is due; one without a stored time always is."""
    return next_due_at is None or next_due_at <= now


def next_recheck(first_kept_at: datetime, recheck: Iterable[timedelta], now: datetime) -> datetime | None:
    """When a followed page that was first kept at `first_kept_at` is looked at again; None: no more.

    `recheck` are times after the first look, such as 1, 6 and 24 hours. Those that have passed by
    `now`, because nothing ran then, are one look and not several.
    """
    return min((first_kept_at + after for after in recheck if first_kept_at + after > now), default=None)
