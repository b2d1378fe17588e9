"""Opening the database: the only place where a connection is made.

What is set, and why:

- WAL: readers do not wait for the one that syncs, nor it for them.
- synchronous=FULL: a commit returns when the log is on disk. NORMAL would survive a killed process
  too, but after a power cut the last commits could be gone although a mail had left, and the same
  thing would be told twice. It costs one fsync a transaction, and there is one transaction a source.
- foreign_keys=ON: off by default in SQLite, also under sqlite-utils.
- isolation_level=None: no transaction begins behind our back; `immediate` begins them.
"""

from __future__ import annotations

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

from tracker.errors import StoreError
from tracker.store.failures import told_plainly
from tracker.store.paths import make_private_file, make_private_folder, refuse_reserved
from tracker.store.transaction import immediate, newer_database, user_version
from tracker.store.version import APPLICATION_ID, SCHEMA_VERSION

__all__ = ["connect", "immediate"]

BUSY_TIMEOUT_S = 20.0
_WAL_AGAIN_S = 0.01
_PRIMARY = 0xFF
_OLDEST_SQLITE = (3, 38, 0)


def connect(
    path: Path, *, read_only: bool = False, create: bool = True, now: datetime | None = None
) -> sqlite3.Connection:
    """The database at `path`, ready for use, made or migrated where needed.

    A database that is behind is copied to backups/ beside it (named by `now`, by default the present
    moment) and then migrated, in one transaction. With `read_only` nothing is made, migrated or
    written. The connection belongs to the thread that asked for it.

    Raises NewerDatabase for one that a newer tracker migrated, and StoreError for one that is not
    there, is not a database of ours, is behind (with `read_only`) or cannot be written.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old; 3.38 or newer is needed")
    refuse_reserved(path)
    if not _is_there(path):
        if read_only or not create:
            raise StoreError(f"{path}: there is no such database; `tracker sync` makes it")
        _make_empty(path)
    mode = "ro" if read_only else "rw"
    with told_plainly(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None
        )
        try:
            _set_up(connection, path, read_only)
            _bring_up_to_date(connection, path, read_only, create, now)
        except BaseException:
            connection.close()
            raise
    return connection


def _is_there(path: Path) -> bool:
    try:
        if path.is_dir():
            raise StoreError(f"{path}: is a folder; name a file in it, such as {path / 'tracker.db'}")
        return path.exists()
    except OSError as error:
        raise StoreError(f"{path}: cannot be opened: {error.strerror}") from error


def _make_empty(path: Path) -> None:
    """An empty private file: SQLite gives its -wal and -shm the rights of the database itself.

    Never opens a file that is already there: closing it again would drop the POSIX locks that other
    connections of this process hold on it.
    """
    try:
        make_private_folder(path.parent)
        os.close(make_private_file(path))
    except FileExistsError:
        return  # another process was faster; both go on to the same file
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error.strerror}") from error


def _set_up(connection: sqlite3.Connection, path: Path, read_only: bool) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
        return
    _refuse_foreign(connection, path)
    _close_to_others(path)
    if _set_wal(connection) != "wal":
        raise StoreError(f"{path}: this file system cannot hold it (SQLite's WAL is refused)")


def _set_wal(connection: sqlite3.Connection) -> str:
    """Switches to WAL and returns the mode that stands now.

    SQLite's own time-out does not hold here: where another process makes the same switch, it says
    "locked" at once.
    """
    deadline = monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            return str(connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(_WAL_AGAIN_S)


def _close_to_others(path: Path) -> None:
    try:
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        raise StoreError(f"{path}: others can read it and it cannot be closed: {error.strerror}") from error


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Raises StoreError for a database that another program made; an empty one is nobody's yet."""
    # One statement: between two another process could make it ours.
    application, tables = connection.execute(
        "SELECT application_id, (SELECT count(*) FROM sqlite_master) FROM pragma_application_id"
    ).fetchone()
    if application != APPLICATION_ID and (application or tables):
        raise StoreError(f"{path}: is a database of another program; give the path of another with --db")


def _bring_up_to_date(
    connection: sqlite3.Connection, path: Path, read_only: bool, create: bool, now: datetime | None
) -> None:
    version = user_version(connection)
    if version == SCHEMA_VERSION:
        _refuse_foreign(connection, path)
        return
    if version > SCHEMA_VERSION:
        raise newer_database(str(path), version)
    if version == 0 and (read_only or not create):
        _refuse_foreign(connection, path)
        raise StoreError(f"{path}: holds nothing yet; `tracker sync` fills it")
    if read_only:
        raise StoreError(
            f"{path}: made by an older tracker (schema {version} of {SCHEMA_VERSION});"
            " `tracker sync` brings it up to date and makes a backup first"
        )
    from tracker.store.upgrade import bring_up_to_date

    bring_up_to_date(connection, path, now or datetime.now(UTC))
