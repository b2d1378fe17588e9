"""A consistent copy of the database by SQLite's own backup, also while others write to it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from tracker.errors import StoreError
from tracker.store.failures import told_plainly
from tracker.store.paths import make_private_file, sync_folder


def copy_database(path: Path, copy: Path) -> None:
    """Copies the database at `path` to the new file `copy`: one file, private, synced to disk.

    The copy holds every transaction that was committed when it began, and none that was not. It
    appears under its name when it is complete. Raises StoreError.
    """
    part = copy.with_name(copy.name + ".part")
    try:
        part.unlink(missing_ok=True)
        os.close(make_private_file(part))
        _fill(path, part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(copy)
        sync_folder(copy.parent)
    except OSError as error:
        raise StoreError(f"{copy}: cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def _fill(path: Path, part: Path) -> None:
    with (
        told_plainly(path),
        closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(part, isolation_level=None)) as target,
    ):
        with told_plainly(part):
            source.backup(target)
            # The header says WAL, as the source's does; a copy should be one file without company.
            target.execute("PRAGMA journal_mode = DELETE")
        told = [str(row[0]) for row in target.execute("PRAGMA quick_check")]
    if told != ["ok"]:
        raise StoreError(f"{path}: is damaged, so no copy was made: {told[0]}")
