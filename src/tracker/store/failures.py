"""SQLite's failures that an operator can do something about, as one line each.

Others (a constraint, a wrong statement) are faults of ours and keep their traceback.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import StoreError

_TOLD = {
    sqlite3.SQLITE_NOTADB: "is not a database; give the path of another with --db",
    sqlite3.SQLITE_CORRUPT: "is damaged; `tracker restore` brings back a backup",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; the folder or its rights are not as they should be",
    sqlite3.SQLITE_READONLY: "cannot be written; look at the rights of the file and of its folder",
    sqlite3.SQLITE_PERM: "cannot be written; look at the rights of the file and of its folder",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; what was not finished was undone",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error",
    sqlite3.SQLITE_BUSY: "is in use by another process for too long; try again",
    sqlite3.SQLITE_LOCKED: "is in use by another process for too long; try again",
}
_PRIMARY = 0xFF


@contextmanager
def told_plainly(database: Path | str) -> Iterator[None]:
    """Turns what SQLite raises about the file itself into a StoreError of one line."""
    try:
        yield
    except sqlite3.Error as error:
        # Errors of the Python module itself, such as a use from another thread, carry no code.
        code = getattr(error, "sqlite_errorcode", None)
        reason = _TOLD.get(code & _PRIMARY) if isinstance(code, int) else None
        if reason is None:
            raise
        raise StoreError(f"{database}: {reason} ({error})") from error
