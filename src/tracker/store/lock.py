"""One syncing and one sending process at a time, by locks of the kernel: a lock goes when its process
goes, however it goes."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import OutboxBusy, StoreError, SyncBusy
from tracker.store.paths import lock_file, make_private_folder, sending_file

_TRIES = 20
_MOMENT_S = 0.01


@contextmanager
def sync_lock(database: Path) -> Iterator[None]:
    """Holds the lock of the one that syncs `database`; never waits for it.

    Raises SyncBusy with the process id of the holder, StoreError where the file cannot be made.
    """
    with _held(lock_file(database)) as holder:
        if holder is not None:
            raise SyncBusy(f"{database}: {holder} is syncing it; try again when it has finished")
        yield


@contextmanager
def sending_lock(database: Path) -> Iterator[None]:
    """Holds the lock of the one that sends what is in the outbox of `database`; never waits for it.

    Raises OutboxBusy with the process id of the holder, StoreError where the file cannot be made.
    """
    with _held(sending_file(database)) as holder:
        if holder is not None:
            raise OutboxBusy(f"{database}: {holder} is sending its outbox; what is due leaves with it")
        yield


@contextmanager
def _held(path: Path) -> Iterator[str | None]:
    """Holds the lock on a file, or says who does (`process 4711`).

    The file stays when the lock is given back: removing it would let two processes lock two files.
    """
    try:
        make_private_folder(path.parent)
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error.strerror}") from error
    try:
        holder = _take(descriptor)
        if holder is not None:
            yield holder
            return
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        try:
            yield None
        finally:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def is_locked(database: Path) -> bool:
    """Whether a process holds the lock of the one that syncs, at this moment."""
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


def _take(descriptor: int) -> str | None:
    """Takes the lock, or says who has it.

    Whoever holds it for long has written its number; `is_locked` has it for a moment, and has not.
    """
    for _ in range(_TRIES):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
            if holder.isdigit():
                return f"process {holder}"
            time.sleep(_MOMENT_S)
        else:
            return None
    return "another process"
