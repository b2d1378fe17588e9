"""Where the files of one database lie, seen from the path of the database itself.

db/belarus.db            the database (and SQLite's own -wal and -shm)
db/belarus.evidence/     fetched bodies, compressed, named by their SHA-256
db/belarus.lock          held by the one process that syncs
db/belarus.sending       held by the one process that sends what is in the outbox
db/backups/              copies made before a migration
"""

from __future__ import annotations

import os
from pathlib import Path

from tracker.errors import StoreError

_RESERVED = frozenset({".evidence", ".lock", ".sending"})


def evidence_folder(database: Path) -> Path:
    """The folder of the bodies that belong to `database`."""
    return database.with_suffix(".evidence")


def lock_file(database: Path) -> Path:
    """The file whose kernel lock the syncing process holds."""
    return database.with_suffix(".lock")


def sending_file(database: Path) -> Path:
    """The file whose kernel lock the sending process holds."""
    return database.with_suffix(".sending")


def backups_folder(database: Path) -> Path:
    """Where `connect` puts the copy that it makes before a migration."""
    return database.parent / "backups"


def refuse_reserved(database: Path) -> None:
    """Raises StoreError where the database's name is that of its own lock or evidence."""
    if database.suffix in _RESERVED:
        raise StoreError(f"{database}: a database must not end in {database.suffix}; name it NAME.db")


def make_private_folder(folder: Path) -> None:
    """Makes `folder` and its missing parents, open to the owner only; an existing one stays as it is.

    Raises OSError. `Path.mkdir(parents=True)` would make the parents with the process's umask.
    """
    if folder.exists():
        return
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)


def make_private_file(path: Path) -> int:
    """Makes a new file that only the owner can read and returns its descriptor, open for writing.

    Raises FileExistsError, OSError.
    """
    return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)


def sync_folder(folder: Path) -> None:
    """Waits until the names in `folder` are on disk: a rename is lasting only after this."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
