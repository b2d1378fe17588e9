"""What a person decided. Stored for good: no later run may overrule it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.store.codec import moment_of, moment_text
from tracker.store.transaction import new_id


class DecisionKind(StrEnum):
    """What can be decided: that a held publication is believed."""

    ACCEPT_HOLD = "accept_hold"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; `subject` names what it is about, such as `us_ofac` (a list)."""

    id: int
    at: datetime
    kind: DecisionKind
    subject: str
    note: str | None = None


def add_decision(
    connection: sqlite3.Connection,
    kind: DecisionKind,
    subject: str,
    *,
    now: datetime,
    note: str | None = None,
) -> int:
    """Stores a decision and returns its number."""
    cursor = connection.execute(
        "INSERT INTO decisions (at, kind, subject, note) VALUES (?, ?, ?, ?)",
        (moment_text(now), kind.value, subject, note),
    )
    return new_id(cursor)


def load_decisions(
    connection: sqlite3.Connection, kind: DecisionKind | None = None, subject: str | None = None
) -> tuple[Decision, ...]:
    """The decisions of one kind, about one subject, or all; the oldest first."""
    rows = connection.execute(
        """SELECT * FROM decisions
        WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR subject = ?2) ORDER BY id""",
        (kind, subject),
    )
    return tuple(
        Decision(row["id"], moment_of(row["at"]), DecisionKind(row["kind"]), row["subject"], row["note"])
        for row in rows
    )
