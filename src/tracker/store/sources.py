"""What is remembered of each source: whether it is armed, when it is due, how it has fared."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.store.codec import maybe_moment, maybe_moment_text
from tracker.store.transaction import require_transaction


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source's memory. Before `armed_at`, its first success, its absences mean nothing.

    `next_due_at` is the only truth about when it is due; None: now. `failures` counts the visits
    without success since the last one with.
    """

    name: str
    armed_at: datetime | None = None
    next_due_at: datetime | None = None
    last_checked_at: datetime | None = None
    last_ok_at: datetime | None = None
    failures: int = 0

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
        """INSERT INTO sources (name, armed_at, next_due_at, last_checked_at, last_ok_at, failures)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET armed_at = excluded.armed_at, next_due_at = excluded.next_due_at,
          last_checked_at = excluded.last_checked_at, last_ok_at = excluded.last_ok_at,
          failures = excluded.failures""",
        (
            source.name,
            maybe_moment_text(source.armed_at),
            maybe_moment_text(source.next_due_at),
            maybe_moment_text(source.last_checked_at),
            maybe_moment_text(source.last_ok_at),
            source.failures,
        ),
    )


def note_visit(
    connection: sqlite3.Connection, name: str, *, at: datetime, is_ok: bool, next_due_at: datetime | None
) -> SourceRow:
    """Remembers one visit to `name` and returns what is remembered now; the first success arms it."""
    require_transaction(connection)
    before = source_row(connection, name)
    after = replace(before, last_checked_at=at, next_due_at=next_due_at)
    if is_ok:
        after = replace(after, last_ok_at=at, armed_at=before.armed_at or at, failures=0)
    else:
        after = replace(after, failures=before.failures + 1)
    save_source(connection, after)
    return after


def _source(row: sqlite3.Row) -> SourceRow:
    return SourceRow(
        name=row["name"],
        armed_at=maybe_moment(row["armed_at"]),
        next_due_at=maybe_moment(row["next_due_at"]),
        last_checked_at=maybe_moment(row["last_checked_at"]),
        last_ok_at=maybe_moment(row["last_ok_at"]),
        failures=row["failures"],
    )
