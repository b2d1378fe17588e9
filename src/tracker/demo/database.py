"""The demo's database: marked as one, resumed where it was broken off, made anew when it was finished.

The mark is set before anything else is written, so that a demo that was killed is known as one.
Live sources and mail are refused on a marked database, and the demo on any other.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import StoreError, UsageError
from tracker.store.connection import connect, immediate
from tracker.store.lock import sync_lock
from tracker.store.meta import is_demo, mark_demo, meta_value, set_meta
from tracker.store.paths import evidence_folder
from tracker.store.runs import latest_run

_STEPS, _ARCHIVE = "demo_steps", "demo_archive"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the demo of an archive (by its key) has come: how many steps are finished."""

    archive: str
    steps: int


def is_demos(database: Path) -> bool:
    """Whether it is a demo's; of one that is not there, or cannot be opened as it is, nobody knows so."""
    try:
        with closing(connect(database, read_only=True)) as connection:
            return is_demo(connection)
    except StoreError:
        return False


def prepare(database: Path, archive: str, steps: int) -> int:
    """Makes `database` ready for the demo of the archive with this key; how many steps are finished.

    A demo of the same archive that was broken off goes on; a finished one, or another archive's, is
    thrown away with its evidence and begins anew. Raises UsageError for a database that is no demo's,
    StoreError as `connect` does, SyncBusy while another process is syncing it.
    """
    with sync_lock(database):
        with closing(connect(database)) as connection:
            if (progress := _progress(connection, database)) is None:
                _begin(connection, archive)
                return 0
            if progress.archive == archive and progress.steps < steps:
                return progress.steps
        _remove(database)
        with closing(connect(database)) as connection:
            _begin(connection, archive)
    return 0


def note_finished(database: Path, steps: int) -> None:
    """Notes that so many steps are finished."""
    with closing(connect(database, create=False)) as connection, immediate(connection):
        set_meta(connection, _STEPS, str(steps))


def _progress(connection: sqlite3.Connection, database: Path) -> Progress | None:
    """How far the demo in the database is; None for a database in which nothing was done yet."""
    if is_demo(connection):
        return Progress(meta_value(connection, _ARCHIVE) or "", int(meta_value(connection, _STEPS) or 0))
    if latest_run(connection) is not None:
        raise UsageError(
            f"{database}: holds live observations, which the demo never touches; "
            "name another file with --db, and the demo makes it"
        )
    return None


def _begin(connection: sqlite3.Connection, archive: str) -> None:
    with immediate(connection):
        mark_demo(connection)
        set_meta(connection, _ARCHIVE, archive)
        set_meta(connection, _STEPS, "0")


def _remove(database: Path) -> None:
    """Takes away a demo's database and evidence; never called for another.

    The database goes first: one without its log is complete (the last connection was closed), and a
    log without its database is thrown away by SQLite.
    """
    for name in (database, Path(f"{database}-wal"), Path(f"{database}-shm")):
        name.unlink(missing_ok=True)
    evidence = evidence_folder(database)
    if evidence.exists():
        shutil.rmtree(evidence)
