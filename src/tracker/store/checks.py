"""Checks: that a source was looked at, when, and what it was found to equal. Proof of "unchanged" too."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from tracker.model import Grade
from tracker.store.codec import moment_of, moment_text
from tracker.store.transaction import new_id


@dataclass(frozen=True, slots=True)
class Check:
    """One look at one source.

    `snapshot` and `state` are those that the answer made or, unchanged, equals. `held` says why
    it was held; `message` what else is to be said.
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


def add_check(connection: sqlite3.Connection, check: Check) -> int:
    """Stores one check and returns its number."""
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
    )
