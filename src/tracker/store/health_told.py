"""What each digest last said about the health of a source or a list: it says the same again only late."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from tracker.report.health_news import HealthTold
from tracker.store.codec import moment_of, moment_text
from tracker.store.transaction import require_transaction


def load_health_told(connection: sqlite3.Connection, digest: str) -> dict[str, HealthTold]:
    """What the digest of this name last said of each subject (a source's name, or `list:NAME`)."""
    rows = connection.execute("SELECT * FROM health_told WHERE digest = ? ORDER BY subject", (digest,))
    return {
        row["subject"]: HealthTold(row["state"], moment_of(row["since"]), moment_of(row["told_at"]))
        for row in rows
    }


def save_health_told(connection: sqlite3.Connection, digest: str, told: Mapping[str, HealthTold]) -> None:
    """Remembers what a digest says now, in place of all that it said before."""
    require_transaction(connection)
    connection.execute("DELETE FROM health_told WHERE digest = ?", (digest,))
    connection.executemany(
        "INSERT INTO health_told (digest, subject, state, since, told_at) VALUES (?, ?, ?, ?, ?)",
        (
            (digest, subject, one.state, moment_text(one.since), moment_text(one.told_at))
            for subject, one in told.items()
        ),
    )
