from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tracker.errors import OutboxBusy, StoreError, SyncBusy
from tracker.store.lock import is_locked, sending_lock, sync_lock

HOLD = """
import pathlib, sys
from tracker.store.lock import is_locked, sync_lock
with sync_lock(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_told_who_syncs_and_a_killed_one_holds_nothing(database: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with (
            pytest.raises(SyncBusy, match=f"process {process.pid} is syncing") as caught,
            sync_lock(database),
        ):
            raise AssertionError("two hold one lock")
        assert caught.value.exit_code == 4
        process.kill()
    with sync_lock(database):
        pass


def test_the_lock_can_be_taken_again_and_only_once_at_a_time(database: Path) -> None:
    with sync_lock(database), pytest.raises(SyncBusy), sync_lock(database):
        raise AssertionError("taken twice")
    with sync_lock(database):
        pass


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "belarus.lock").mkdir()
    with pytest.raises(StoreError, match="Is a directory"), sync_lock(tmp_path / "belarus.db"):
        raise AssertionError("nothing to lock")


def test_one_sends_while_another_syncs_but_two_never_send(database: Path) -> None:
    with (
        sync_lock(database),
        sending_lock(database),
        pytest.raises(OutboxBusy) as caught,
        sending_lock(database),
    ):
        raise AssertionError("two hold one lock")
    assert f"process {os.getpid()} is sending its outbox" in str(caught.value)
    with sending_lock(database):
        pass


def test_a_question_whether_it_is_locked_refuses_nobody(database: Path) -> None:
    """The question holds the lock for a moment itself, and a sync that began just then was refused."""
    with sync_lock(database):
        assert is_locked(database)
    is_over = threading.Event()

    def ask() -> None:
        while not is_over.is_set():
            is_locked(database)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for _ in range(100):
            with sync_lock(database):
                pass
    finally:
        is_over.set()
        asking.join()
    assert not is_locked(database)
