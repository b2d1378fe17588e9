"""The one way to change the database: a short transaction that takes the write lock at once.

A deferred transaction that reads and then writes fails at once with "locked", whatever the busy
time-out is, as soon as somebody else wrote in between; BEGIN IMMEDIATE waits its turn instead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from tracker.errors import NewerDatabase
from tracker.store.failures import told_plainly
from tracker.store.version import SCHEMA_VERSION


def file_of(connection: sqlite3.Connection) -> str:
    """The path of the database that `connection` has open, for messages."""
    return str(connection.execute("PRAGMA database_list").fetchone()[2])


def user_version(connection: sqlite3.Connection) -> int:
    """How many migrations the database has been through."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def immediate(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All that is written inside is committed together, or not at all if anything is raised.

    No network inside. Raises StoreError where the lock does not come, the disk is full or the file
    cannot be written, and NewerDatabase where a newer tracker migrated the database meanwhile.
    """
    database = file_of(connection)
    with told_plainly(database):
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = user_version(connection)
            if version > SCHEMA_VERSION:
                raise newer_database(database, version)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            # SQLite itself undoes the transaction on a full disk; a second ROLLBACK would hide why.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def newer_database(database: str, version: int) -> NewerDatabase:
    """The refusal of a database that has been through migrations unknown to this tracker."""
    return NewerDatabase(
        f"{database}: made by a newer tracker (schema {version}, this one knows {SCHEMA_VERSION});"
        " install that version or name another database with --db"
    )


def require_transaction(connection: sqlite3.Connection) -> None:
    """Raises RuntimeError outside of a transaction: half of a change must never be committed."""
    if not connection.in_transaction:
        raise RuntimeError("this changes several rows: call it inside immediate(connection)")


def new_id(cursor: sqlite3.Cursor) -> int:
    """The number of the row that the cursor's INSERT made."""
    if cursor.lastrowid is None:
        raise RuntimeError("the statement made no row")
    return cursor.lastrowid
