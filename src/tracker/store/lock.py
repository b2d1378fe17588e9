"""One syncing process at a time, by a lock of the kernel: it goes when the process goes, however it goes."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import StoreError, SyncBusy
from tracker.store.paths import lock_file, make_private_folder


@contextmanager
def sync_lock(database: Path) -> Iterator[None]:
    """Holds the lock of the one that syncs `database`; never waits for it.

    The file stays when the lock is given back: removing it would let two processes lock two files.
    Raises SyncBusy with the process id of the holder, StoreError where the file cannot be made.
    """
    path = lock_file(database)
    try:
        make_private_folder(path.parent)
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error.strerror}") from error
    try:
        _take(descriptor, database)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        try:
            yield
        finally:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def is_locked(database: Path) -> bool:
    """Whether a process holds the lock at this moment."""
    try:
        descriptor = os.open(lock_file(database), os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise StoreError(f"{lock_file(database)}: cannot be opened: {error.strerror}") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def _take(descriptor: int, database: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
        who = f"process {holder}" if holder.isdigit() else "another process"
        raise SyncBusy(f"{database}: {who} is syncing it; try again when it has finished") from error
