"""Bringing an older database up to date: a backup first, then all migrations in one transaction.

Imported only where a database is behind; it loads sqlite-utils.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from tracker.errors import NewerDatabase, StoreError
from tracker.store.database_copy import copy_database
from tracker.store.migrations import migrations
from tracker.store.paths import backups_folder, make_private_folder
from tracker.store.transaction import immediate, user_version
from tracker.store.version import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION


def bring_up_to_date(
    connection: sqlite3.Connection, path: Path, now: datetime, *, stop_before: str | None = None
) -> None:
    """Applies what is missing. `now` names the backup; `stop_before` (for tests) leaves it behind.

    The write lock is held from before the backup until after the last migration, so of two processes
    that find the database behind only one migrates, and no write falls between copy and change.
    Raises StoreError; the database is then as it was.
    """
    # SQLite allows this only outside of a transaction; a table that is rebuilt needs it off.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        with immediate(connection):
            if user_version(connection) < SCHEMA_VERSION:
                _apply(connection, path, now, stop_before)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _apply(connection: sqlite3.Connection, path: Path, now: datetime, stop_before: str | None) -> None:
    database = Database(connection, recursive_triggers=False, execute_plugins=False)
    applied = [migration.name for migration in migrations.applied(database)]
    unknown = [name for name in applied if name not in MIGRATIONS]
    if unknown:
        raise NewerDatabase(f"{path}: has migrations that this tracker does not know: {', '.join(unknown)}")
    if applied:
        back_up_before(path, migrations.pending(database)[0].name, now)
    migrations.apply(database, stop_before=stop_before)
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = ", ".join(sorted({str(row[0]) for row in broken}))
        raise StoreError(f"{path}: not migrated, since rows would point nowhere: {tables}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(migrations.applied(database))}")


def back_up_before(path: Path, migration: str, now: datetime) -> Path:
    """Copies the database at `path` to backups/ beside it and returns the path of the copy."""
    folder = backups_folder(path)
    moment = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = folder / f"{path.stem}-before-{migration}-{moment}.db"
    try:
        make_private_folder(folder)
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made: {error.strerror}; nothing was migrated") from error
    copy_database(path, copy)
    return copy
