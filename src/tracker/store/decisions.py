"""What a person decided. Stored for good: no later run may overrule it, and what is undone is kept too."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from tracker.model import Decision, DecisionKind
from tracker.store.codec import maybe_moment, moment_of, moment_text, to_json
from tracker.store.transaction import new_id


def add_decision(
    connection: sqlite3.Connection,
    kind: DecisionKind,
    subject: str,
    *,
    now: datetime,
    note: str | None = None,
    who: str | None = None,
    one: Sequence[str] = (),
    other: Sequence[str] = (),
) -> int:
    """Stores a decision and returns its number."""
    cursor = connection.execute(
        "INSERT INTO decisions (at, kind, subject, note, who, one, other) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (moment_text(now), kind.value, subject, note, who, to_json(tuple(one)), to_json(tuple(other))),
    )
    return new_id(cursor)


def undo_decision(
    connection: sqlite3.Connection, decision: int, *, now: datetime, who: str | None, why: str | None
) -> bool:
    """Takes a decision back, and says whether there was one that stood."""
    cursor = connection.execute(
        """UPDATE decisions SET undone_at = ?, undone_by = ?, undone_why = ?
        WHERE id = ? AND undone_at IS NULL""",
        (moment_text(now), who, why, decision),
    )
    return cursor.rowcount == 1


def load_decision(connection: sqlite3.Connection, decision: int) -> Decision | None:
    """The decision with this number, also where it was undone."""
    row = connection.execute("SELECT * FROM decisions WHERE id = ?", (decision,)).fetchone()
    return None if row is None else _decision(row)


def load_decisions(
    connection: sqlite3.Connection,
    kind: DecisionKind | None = None,
    subject: str | None = None,
    *,
    with_undone: bool = False,
) -> tuple[Decision, ...]:
    """The decisions of one kind, about one subject, or all that stand; the oldest first."""
    rows = connection.execute(
        """SELECT * FROM decisions WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR subject = ?2)
          AND (?3 OR undone_at IS NULL) ORDER BY id""",
        (kind, subject, with_undone),
    )
    return tuple(_decision(row) for row in rows)


def _decision(row: sqlite3.Row) -> Decision:
    return Decision(
        id=row["id"],
        at=moment_of(row["at"]),
        kind=DecisionKind(row["kind"]),
        subject=row["subject"],
        note=row["note"],
        who=row["who"],
        one=tuple(json.loads(row["one"])),
        other=tuple(json.loads(row["other"])),
        undone_at=maybe_moment(row["undone_at"]),
        undone_by=row["undone_by"],
        undone_why=row["undone_why"],
    )
