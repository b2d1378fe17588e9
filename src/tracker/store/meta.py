"""What the database says about itself: its subject, and whether it is a demo's and at which hour."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from tracker.store.codec import moment_of, moment_text

_SUBJECT = "subject"
_DEMO = "demo"
_DEMO_CLOCK = "demo_clock"


def meta_value(connection: sqlite3.Connection, key: str) -> str | None:
    """What stands under `key`, or None."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row["value"])


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Puts `value` under `key`, whatever stood there."""
    connection.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def subject_name(connection: sqlite3.Connection) -> str | None:
    """The subject that the database is about, or None before its first sync."""
    return meta_value(connection, _SUBJECT)


def set_subject_name(connection: sqlite3.Connection, name: str) -> None:
    """Says which subject the database is about."""
    set_meta(connection, _SUBJECT, name)


def is_demo(connection: sqlite3.Connection) -> bool:
    """Whether the database came from the demo: no live source and no mail may use it."""
    return meta_value(connection, _DEMO) is not None


def mark_demo(connection: sqlite3.Connection) -> None:
    """Marks the database as the demo's, for good."""
    set_meta(connection, _DEMO, "yes")


def demo_clock(connection: sqlite3.Connection) -> datetime | None:
    """The moment to which the demo has moved its clock, or None."""
    text = meta_value(connection, _DEMO_CLOCK)
    return None if text is None else moment_of(text)


def set_demo_clock(connection: sqlite3.Connection, moment: datetime) -> None:
    """Moves the demo's clock."""
    set_meta(connection, _DEMO_CLOCK, moment_text(moment))
