"""What is remembered of each source: whether it is armed, when it is due, how it has fared."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.model import Health
from tracker.store.codec import maybe_moment, maybe_moment_text
from tracker.store.transaction import require_transaction


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source's memory. Before `armed_at`, its first success, its absences mean nothing.

    `next_due_at` is the only truth about when it is due; None: now. `failures` counts the visits
    without success since the last one with. `health` stands since `health_since`: health.py writes
    it. `last_changed_at` is when a visit last brought something new.
    """

    name: str
    armed_at: datetime | None = None
    next_due_at: datetime | None = None
    last_checked_at: datetime | None = None
    last_ok_at: datetime | None = None
    failures: int = 0
    health: Health = Health.NEW
    health_since: datetime | None = None
    last_changed_at: datetime | None = None

    @property
    def is_armed(self) -> bool:
        return self.armed_at is not None


def source_row(connection: sqlite3.Connection, name: str) -> SourceRow:
    """What is remembered of the source `name`; a blank memory for one never visited."""
    row = connection.execute("SELECT * FROM sources WHERE name = ?", (name,)).fetchone()
    return SourceRow(name) if row is None else _source(row)


def load_sources(connection: sqlite3.Connection) -> dict[str, SourceRow]:
    """All sources that were ever visited, by name."""
    return {row["name"]: _source(row) for row in connection.execute("SELECT * FROM sources ORDER BY name")}


def save_source(connection: sqlite3.Connection, source: SourceRow) -> None:
    """Remembers `source` as it is handed in."""
    connection.execute(
        """INSERT INTO sources (name, armed_at, next_due_at, last_checked_at, last_ok_at, failures,
          health, health_since, last_changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET armed_at = excluded.armed_at, next_due_at = excluded.next_due_at,
          last_checked_at = excluded.last_checked_at, last_ok_at = excluded.last_ok_at,
          failures = excluded.failures, health = excluded.health, health_since = excluded.health_since,
          last_changed_at = excluded.last_changed_at""",
        (
            source.name,
            maybe_moment_text(source.armed_at),
            maybe_moment_text(source.next_due_at),
            maybe_moment_text(source.last_checked_at),
            maybe_moment_text(source.last_ok_at),
            source.failures,
            source.health.value,
            maybe_moment_text(source.health_since),
            maybe_moment_text(source.last_changed_at),
        ),
    )


def note_visit(
    connection: sqlite3.Connection,
    name: str,
    *,
    at: datetime,
    is_ok: bool,
    next_due_at: datetime | None,
    has_changed: bool = False,
    before: SourceRow | None = None,
) -> SourceRow:
    """Remembers one visit to `name` and returns what is remembered now; the first success arms it.

    `before` is what was remembered, where the same transaction has read it already.
    """
    require_transaction(connection)
    before = before or source_row(connection, name)
    after = replace(before, last_checked_at=at, next_due_at=next_due_at)
    if is_ok:
        after = replace(after, last_ok_at=at, armed_at=before.armed_at or at, failures=0)
    else:
        after = replace(after, failures=before.failures + 1)
    if has_changed:
        after = replace(after, last_changed_at=at)
    save_source(connection, after)
    return after


def put_off(connection: sqlite3.Connection, name: str, next_due_at: datetime) -> None:
    """Moves the next visit to `name` and says nothing about the source: the fault was ours, or its host
    asked us to wait."""
    require_transaction(connection)
    save_source(connection, replace(source_row(connection, name), next_due_at=next_due_at))


def _source(row: sqlite3.Row) -> SourceRow:
    return SourceRow(
        name=row["name"],
        armed_at=maybe_moment(row["armed_at"]),
        next_due_at=maybe_moment(row["next_due_at"]),
        last_checked_at=maybe_moment(row["last_checked_at"]),
        last_ok_at=maybe_moment(row["last_ok_at"]),
        failures=row["failures"],
        health=Health(row["health"]),
        health_since=maybe_moment(row["health_since"]),
        last_changed_at=maybe_moment(row["last_changed_at"]),
    )
