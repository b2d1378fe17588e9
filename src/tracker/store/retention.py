"""What is let go in time: bad answers, runs and requests that nothing names. Facts and their proof stay."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from tracker.model import Grade
from tracker.store.codec import moment_text
from tracker.store.released import release_snapshot
from tracker.store.transaction import immediate, require_transaction

# In one transaction; others write too.
_AT_ONCE = 200
# The last runs are shown, and say whether there ever was one.
_RUNS_KEPT = 100
_GOOD = (Grade.OK.value, Grade.UNCHANGED.value)


def release_bad_answers(connection: sqlite3.Connection, before: datetime, now: datetime) -> int:
    """Lets go the snapshots of bad answers that came before a time, with their bodies; returns how many.

    The checks that name one stay, with grade and message. One that anything else names stays itself.
    """
    rows = connection.execute(
        "SELECT id FROM snapshots WHERE fetched_at < ? AND grade NOT IN (?, ?) ORDER BY id",
        (moment_text(before), *_GOOD),
    ).fetchall()
    ids = [int(row["id"]) for row in rows]
    released = 0
    for start in range(0, len(ids), _AT_ONCE):
        with immediate(connection):
            released += sum(_release(connection, one, now) for one in ids[start : start + _AT_ONCE])
    return released


def delete_old_runs(connection: sqlite3.Connection, before: datetime) -> int:
    """Deletes finished requests, and runs that no row names, from before a time; returns how many runs."""
    with immediate(connection):
        connection.execute(
            "DELETE FROM sync_requests WHERE finished_at IS NOT NULL AND asked_at < ?", (moment_text(before),)
        )
        named = " ".join(
            f'AND id NOT IN (SELECT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL)'
            for table, column in _naming(connection, "runs")
        )
        cursor = connection.execute(
            f"""DELETE FROM runs WHERE finished_at IS NOT NULL AND started_at < ?
            AND id NOT IN (SELECT id FROM runs ORDER BY id DESC LIMIT ?) {named}""",
            (moment_text(before), _RUNS_KEPT),
        )
    return cursor.rowcount


def _release(connection: sqlite3.Connection, snapshot: int, now: datetime) -> bool:
    require_transaction(connection)
    connection.execute("SAVEPOINT one_snapshot")
    connection.execute("UPDATE checks SET snapshot_id = NULL WHERE snapshot_id = ?", (snapshot,))
    is_gone = release_snapshot(connection, snapshot, now)
    if not is_gone:
        connection.execute("ROLLBACK TO one_snapshot")
    connection.execute("RELEASE one_snapshot")
    return is_gone


def _naming(connection: sqlite3.Connection, target: str) -> list[tuple[str, str]]:
    """The tables and columns whose foreign keys name rows of `target`, of all that there will ever be."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return [
        (table["name"], key["from"])
        for table in tables
        for key in connection.execute(f'PRAGMA foreign_key_list("{table["name"]}")')
        if key["table"] == target
    ]
