"""Which digest is due: the latest hour that has passed without one, once for each local date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tracker.model import Configuration, Digest
from tracker.schedule import LocalHour
from tracker.store.digests import BeginningKind, beginning, latest_digest
from tracker.store.transaction import immediate

# Up to here a digest is on time. After it, the machine slept or was off: the sources come first.
_ON_TIME = timedelta(minutes=5)
# So long a late digest waits for the sources.
_PATIENCE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Slot:
    """A digest that is due, for which local date, and since when (UTC)."""

    digest: Digest
    local_date: date
    since: datetime

    def waits(self, now: datetime, seen_at: datetime, *, is_idle: bool) -> bool:
        """Whether it should wait for sources that are due as well: it is late, they are not read yet.

        `seen_at` is when it was first found due, `is_idle` whether no source is due or being visited.
        """
        return seen_at - self.since > _ON_TIME and not is_idle and now - seen_at < _PATIENCE


def local_today(configuration: Configuration, now: datetime) -> date:
    """The day that it is for the readers."""
    return now.astimezone(ZoneInfo(configuration.subject.zone)).date()


def due_slots(connection: sqlite3.Connection, configuration: Configuration, now: datetime) -> Iterator[Slot]:
    """The digests that are due at `now` (UTC). Several hours that were missed make one digest.

    An hour that had passed before the digest was in the configuration is not late. Raises
    ZoneInfoNotFoundError where the machine does not know the subject's zone.
    """
    zone = ZoneInfo(configuration.subject.zone)
    for digest in configuration.digests:
        with immediate(connection):
            since = beginning(connection, BeginningKind.DIGEST, digest.name, now)
        day, moment = LocalHour(digest.at, zone, digest.days).last_until(now)
        last = latest_digest(connection, digest.name)
        if moment >= since and (last is None or last.local_date < day):
            yield Slot(digest, day, moment)
