"""A demo's database is known as one, resumed where it was broken off, and no other is touched."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.demo.database import note_finished, prepare
from tracker.errors import UsageError
from tracker.store.connection import connect, immediate
from tracker.store.lock import sync_lock
from tracker.store.meta import is_demo, meta_value, set_meta
from tracker.store.paths import evidence_folder
from tracker.store.runs import start_run

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "demo.db"


def leave_a_trace(database: Path) -> None:
    with closing(connect(database)) as connection, immediate(connection):
        set_meta(connection, "trace", "here")
        start_run(connection, command="sync", version="0", now=NOW)
    evidence_folder(database).mkdir(exist_ok=True)
    (evidence_folder(database) / "body").touch()


def has_trace(database: Path) -> bool:
    with closing(connect(database)) as connection:
        return meta_value(connection, "trace") is not None


def test_a_new_database_is_marked_before_anything_is_done(database: Path) -> None:
    assert prepare(database, "archive", 9) == 0
    with closing(connect(database)) as connection:
        assert is_demo(connection)


def test_a_demo_that_was_broken_off_goes_on(database: Path) -> None:
    prepare(database, "archive", 9)
    leave_a_trace(database)
    note_finished(database, 4)
    assert prepare(database, "archive", 9) == 4
    assert has_trace(database)


def test_a_finished_demo_begins_anew(database: Path) -> None:
    prepare(database, "archive", 9)
    leave_a_trace(database)
    note_finished(database, 9)
    assert prepare(database, "archive", 9) == 0
    assert not has_trace(database)
    assert not (evidence_folder(database) / "body").exists()


def test_a_demo_of_another_archive_begins_anew(database: Path) -> None:
    prepare(database, "archive", 9)
    leave_a_trace(database)
    note_finished(database, 4)
    assert prepare(database, "other", 9) == 0
    assert not has_trace(database)


def test_live_observations_are_never_touched(database: Path) -> None:
    leave_a_trace(database)
    with pytest.raises(UsageError, match="live observations"):
        prepare(database, "archive", 9)
    assert has_trace(database)
    assert (evidence_folder(database) / "body").exists()


def test_a_database_that_was_only_made_becomes_the_demos(database: Path) -> None:
    connect(database).close()
    assert prepare(database, "archive", 9) == 0
    with closing(connect(database)) as connection:
        assert is_demo(connection)


def test_the_lock_is_given_back_for_the_sync(database: Path) -> None:
    prepare(database, "archive", 9)
    with sync_lock(database):
        pass
