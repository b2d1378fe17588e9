"""What the database says about itself: its subject, and whether it is a demo's and at which hour."""

from __future__ import annotations

import sqlite3

_SUBJECT = "subject"
_DEMO = "demo"


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
