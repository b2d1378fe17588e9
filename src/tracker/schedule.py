"""When a source or a digest is due. The answer for a source is stored as `next_due_at`, its only truth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from hashlib import blake2b

from tracker.model import Source, Weekday

# A source that keeps failing is asked ever more seldom, but once a day at the least.
LONGEST_WAIT = timedelta(hours=24)
# Clocks are corrected by less than this without anybody having set them back.
_CLOCK_STEP = timedelta(hours=1)


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


def next_due(
    source: Source, *, last_checked: datetime | None, failures: int, now: datetime, zone: tzinfo = UTC
) -> datetime:
    """When a source is due next. All times are aware and in UTC; `zone` is the subject's.

    One that was never visited is due now. A last visit that lies in the future, because the clock
    was set back, counts as one of now. A source with an hour is due when that comes next, failures or
    not; any other when it has rested.
    """
    if last_checked is None:
        return now
    checked = min(last_checked, now)
    if source.at is None:
        rested = checked + wait_after(source.every, failures)
        return rested + spread(source.name, checked, source.jitter)
    # A visit that came sooner than its hour, by the jitter, was the one of that hour.
    hour = LocalHour(source.at, zone, source.days).next_after(checked + source.jitter)
    return hour + spread(source.name, hour, source.jitter)


def is_due(next_due_at: datetime | None, now: datetime, last_checked: datetime | None = None) -> bool:
    """Whether a source is due; one without a stored time always is.

    A last visit that lies well in the future tells that the clock was set back: the stored time was
    reckoned by another clock and would keep the source silent until then.
    """
    if next_due_at is None or next_due_at <= now:
        return True
    return last_checked is not None and last_checked - now > _CLOCK_STEP


@dataclass(frozen=True, slots=True)
class LocalHour:
    """An hour of the day in one zone, on some days of the week (on all, where `days` is empty)."""

    at: time
    zone: tzinfo
    days: tuple[Weekday, ...] = ()

    def on(self, day: date) -> datetime | None:
        """That hour of a local day, in UTC; None where the day is none of `days`.

        Each day has it once: of an hour that comes twice the first counts, one that a change of the
        clocks leaves out comes as much later as the clocks were moved.
        """
        if self.days and tuple(Weekday)[day.weekday()] not in self.days:
            return None
        return datetime.combine(day, self.at, tzinfo=self.zone).astimezone(UTC)

    def next_after(self, moment: datetime) -> datetime:
        """The first such hour after `moment` (UTC)."""
        day = moment.astimezone(self.zone).date() - timedelta(days=1)
        while True:
            found = self.on(day)
            if found is not None and found > moment:
                return found
            day += timedelta(days=1)

    def last_until(self, moment: datetime) -> tuple[date, datetime]:
        """The latest such hour that has come by `moment` (UTC), with its local day."""
        day = moment.astimezone(self.zone).date() + timedelta(days=1)
        while True:
            found = self.on(day)
            if found is not None and found <= moment:
                return day, found
            day -= timedelta(days=1)


def spread(name: str, moment: datetime, jitter: timedelta) -> timedelta:
    """Up to `jitter` sooner or later, as the name and the moment have it; evenly, so that nothing drifts."""
    digest = blake2b(f"{name} {moment.isoformat()}".encode(), digest_size=8).digest()
    share = int.from_bytes(digest, "big") / 2**63 - 1
    return jitter * share


def next_recheck(first_kept_at: datetime, recheck: Iterable[timedelta], now: datetime) -> datetime | None:
    """When a followed page that was first kept at `first_kept_at` is looked at again; None: no more.

    `recheck` are times after the first look, such as 1, 6 and 24 hours. Those that have passed by
    `now`, because nothing ran then, are one look and not several.
    """
    return min((first_kept_at + after for after in recheck if first_kept_at + after > now), default=None)
