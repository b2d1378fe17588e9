"""Checks: that a source was looked at, when, and what it was found to equal. Proof of "unchanged" too.

Looks that found the same, one after the other on one day (of UTC), are one row: the first look, the
last one, and how many there were. So a source that is looked at every ten minutes and never changes
costs one row a day, and the day's first and last look are exact.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from tracker.model import Grade
from tracker.store.codec import maybe_moment, moment_of, moment_text
from tracker.store.transaction import new_id


@dataclass(frozen=True, slots=True)
class Check:
    """One look at one source, or all those of a day that found the same one after the other.

    `snapshot` and `state` are those that the answer made or, unchanged, equals. `held` says why
    it was held; `message` what else is to be said. `at` and `run` are those of the first look;
    `last_at` is the last one's time, None where there was but one.
    """

    run: int
    source: str
    at: datetime
    grade: Grade
    snapshot: int | None = None
    state: int | None = None
    held: str | None = None
    message: str | None = None
    id: int | None = None
    last_at: datetime | None = None
    looks: int = 1

    @property
    def until(self) -> datetime:
        """The time of the last look."""
        return self.last_at or self.at


def add_check(connection: sqlite3.Connection, check: Check) -> int:
    """Stores one look and returns the number of its row, which may be that of the looks before it."""
    before = latest_check(connection, check.source)
    if before is not None and before.id is not None and _goes_on(before, check):
        connection.execute(
            "UPDATE checks SET last_at = ?, looks = looks + 1 WHERE id = ?",
            (moment_text(check.at), before.id),
        )
        return before.id
    cursor = connection.execute(
        """INSERT INTO checks (run_id, source, at, grade, snapshot_id, state_id, held, message)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            check.run,
            check.source,
            moment_text(check.at),
            check.grade.value,
            check.snapshot,
            check.state,
            check.held,
            check.message,
        ),
    )
    return new_id(cursor)


def _goes_on(before: Check, check: Check) -> bool:
    """Whether `check` found the same as the looks `before`, on the same day."""
    return (
        _found(before) == _found(check)
        and before.at.astimezone(UTC).date() == check.at.astimezone(UTC).date()
        and before.until <= check.at
    )


def _found(check: Check) -> tuple[object, ...]:
    return (check.grade, check.snapshot, check.state, check.held, check.message)


def disown_checks(connection: sqlite3.Connection, source: str, part: str, *, since: datetime) -> None:
    """Looks after `since` that rest on answers of this part of a source no longer prove a state."""
    connection.execute(
        """UPDATE checks SET state_id = NULL WHERE source = ?1 AND at > ?2
          AND snapshot_id IN (SELECT id FROM snapshots WHERE source = ?1 AND part = ?3)""",
        (source, moment_text(since), part),
    )


def latest_check(connection: sqlite3.Connection, source: str) -> Check | None:
    """The last check of a source."""
    found = load_checks(connection, source, limit=1)
    return found[0] if found else None


def load_checks(connection: sqlite3.Connection, source: str, limit: int = 100) -> tuple[Check, ...]:
    """The last checks of a source, the latest first."""
    rows = connection.execute(
        "SELECT * FROM checks WHERE source = ? ORDER BY id DESC LIMIT ?", (source, limit)
    )
    return tuple(_check(row) for row in rows)


def _check(row: sqlite3.Row) -> Check:
    return Check(
        run=row["run_id"],
        source=row["source"],
        at=moment_of(row["at"]),
        grade=Grade(row["grade"]),
        snapshot=row["snapshot_id"],
        state=row["state_id"],
        held=row["held"],
        message=row["message"],
        id=row["id"],
        last_at=maybe_moment(row["last_at"]),
        looks=row["looks"],
    )


def good_looks(connection: sqlite3.Connection, sources: Iterable[str]) -> tuple[datetime, ...]:
    """When one of these sources gave a good answer that was not held, in order; of the looks of a day that
    found the same the first and the last."""
    rows = connection.execute(
        """SELECT at, coalesce(last_at, at) AS last_at FROM checks
        WHERE source IN (SELECT value FROM json_each(?)) AND grade IN ('ok', 'unchanged') AND held IS NULL""",
        (json.dumps(list(sources)),),
    )
    return tuple(sorted({moment_of(row[key]) for row in rows for key in ("at", "last_at")}))
