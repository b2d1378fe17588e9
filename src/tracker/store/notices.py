"""Immediate notices: which rule told which development at once. A rule tells a development once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from tracker.store.codec import moment_text
from tracker.store.transaction import require_transaction


def unnoticed(connection: sqlite3.Connection, rule: str, since: datetime) -> dict[str, int]:
    """The developments that were revised after a time and that the rule has not told: id, revision.

    Those that were withdrawn or merged are not among them, nor those that were only read otherwise.
    """
    rows = connection.execute(
        """SELECT development_id, max(revision) AS revision FROM revisions
        JOIN developments ON developments.id = development_id
        WHERE withdrawn_at IS NULL AND redirect_to IS NULL AND NOT EXISTS (
          SELECT 1 FROM notices WHERE rule = ?1 AND notices.development_id = revisions.development_id)
        GROUP BY development_id HAVING max(at) FILTER (WHERE NOT is_quiet) > ?2
        ORDER BY developments.rowid""",
        (rule, moment_text(since)),
    )
    return {row["development_id"]: row["revision"] for row in rows}


def add_notices(
    connection: sqlite3.Connection, rule: str, told: Iterable[tuple[str, int]], now: datetime
) -> bool:
    """Remembers what a rule tells, as (id, revision); False, and nothing, where one was told meanwhile."""
    require_transaction(connection)
    connection.execute("SAVEPOINT notices_of_a_rule")
    told = list(told)
    cursor = connection.executemany(
        """INSERT INTO notices (rule, development_id, revision, told_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (rule, development_id) DO NOTHING""",
        ((rule, development, revision, moment_text(now)) for development, revision in told),
    )
    is_ours = cursor.rowcount == len(told)
    if not is_ours:
        connection.execute("ROLLBACK TO notices_of_a_rule")
    connection.execute("RELEASE notices_of_a_rule")
    return is_ours
