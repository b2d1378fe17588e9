"""Bodies that no row needs any more, and the deletion of their files after a day.

The one place where anything that was fetched is ever deleted: the bodies in the middle of a stretch of
the same text (stretches.py). In the transaction that replaces such a body its row goes and its name
comes into `released_bodies`; the file goes in a later run, a day or more after the commit. So a kill
loses nothing, and a backup that began before still finds every body that it names.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from tracker.store.codec import moment_text
from tracker.store.evidence import EvidenceFolder
from tracker.store.transaction import immediate, require_transaction

# Longer than any backup takes that began before the body was released.
KEPT_AFTER_RELEASE = timedelta(days=1)
# In one transaction: each costs a sync of its folder, and others wait meanwhile.
_AT_ONCE = 20


def release_snapshot(connection: sqlite3.Connection, snapshot: int, now: datetime) -> bool:
    """Deletes a snapshot that no other row names, and releases its body if no other row names that.

    What names it is known by the database's foreign keys, so by every table that there will ever be.
    Says whether the snapshot is gone.
    """
    require_transaction(connection)
    row = connection.execute("SELECT sha256 FROM snapshots WHERE id = ?", (snapshot,)).fetchone()
    if row is None or not _deleted(connection, "DELETE FROM snapshots WHERE id = ?", snapshot):
        return False
    sha256 = row["sha256"]
    if sha256 is not None:
        _release_body(connection, sha256, now)
    return True


def delete_released(connection: sqlite3.Connection, folder: EvidenceFolder, now: datetime) -> int:
    """Deletes the files of bodies that were released a day ago or earlier; returns how many.

    The files go under the write lock: a visit that brings such a body again names it before, and it
    stays, or finds it missing after and fails once. Only for the holder of the sync lock.
    """
    before, deleted = moment_text(now - KEPT_AFTER_RELEASE), 0
    while True:
        with immediate(connection):
            rows = connection.execute(
                "SELECT sha256 FROM released_bodies WHERE released_at <= ? ORDER BY sha256 LIMIT ?",
                (before, _AT_ONCE),
            ).fetchall()
            for row in rows:
                folder.remove(row["sha256"])
                connection.execute("DELETE FROM released_bodies WHERE sha256 = ?", (row["sha256"],))
        deleted += len(rows)
        if len(rows) < _AT_ONCE:
            return deleted


def _release_body(connection: sqlite3.Connection, sha256: str, now: datetime) -> None:
    stored = connection.execute("SELECT stored_size FROM evidence WHERE sha256 = ?", (sha256,)).fetchone()
    if _deleted(connection, "DELETE FROM evidence WHERE sha256 = ?", sha256):
        connection.execute(
            "INSERT INTO released_bodies (sha256, stored_size, released_at) VALUES (?, ?, ?)",
            (sha256, stored["stored_size"], moment_text(now)),
        )


def _deleted(connection: sqlite3.Connection, statement: str, key: int | str) -> bool:
    """Whether the row could go; one that another row names stays, and the transaction goes on."""
    try:
        connection.execute(statement, (key,))
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            raise
        return False
    return True
