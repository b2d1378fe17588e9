from __future__ import annotations

import os
import re
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from store_builders import NOON

from tracker.errors import NewerDatabase, StoreError
from tracker.store.connection import connect, immediate
from tracker.store.evidence import EvidenceFolder
from tracker.store.lock import sync_lock
from tracker.store.meta import meta_value, set_meta
from tracker.store.paths import evidence_folder, lock_file
from tracker.store.transaction import user_version
from tracker.store.upgrade import bring_up_to_date
from tracker.store.version import MIGRATIONS, SCHEMA_VERSION

ONE_LINE = re.compile(r"[^\n]+")


def run_python(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def make_older(database: Path, stop_before: str) -> None:
    """A database as a tracker left it that did not know the migration `stop_before` yet."""
    database.parent.mkdir(parents=True)
    with closing(sqlite3.connect(database, isolation_level=None)) as raw:
        bring_up_to_date(raw, database, NOON, stop_before=stop_before)
        raw.execute("INSERT INTO meta (key, value) VALUES ('subject', 'belarus')")


@pytest.mark.parametrize("is_new", [True, False])
def test_readers_need_not_wait_and_rows_cannot_point_nowhere(database: Path, is_new: bool) -> None:
    if not is_new:
        connect(database).close()
    with closing(connect(database)) as connection:
        check_settings(connection)


def check_settings(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    with pytest.raises(sqlite3.IntegrityError), immediate(connection):
        connection.execute("INSERT INTO list_state_parts VALUES (1, 'main', 1)")


def test_only_the_owner_can_read_what_is_stored_whatever_the_umask(database: Path) -> None:
    before = os.umask(0)
    try:
        with closing(connect(database)) as connection, sync_lock(database), immediate(connection):
            set_meta(connection, "subject", "belarus")
            with EvidenceFolder(evidence_folder(database)).writer() as writer:
                writer.write(b"a body")
                kept = writer.keep()
            files = {path for path in database.parent.rglob("*") if path.is_file()}
            folders = {path for path in database.parent.rglob("*") if path.is_dir()} | {database.parent}
            wal, shm = (database.with_name(database.name + end) for end in ("-wal", "-shm"))
            body = EvidenceFolder(evidence_folder(database)).path(kept.sha256)
            assert {database, wal, shm, lock_file(database), body} <= files
            assert {rights(path) for path in files} == {0o600}
            assert {rights(path) for path in folders} == {0o700}
    finally:
        os.umask(before)


def test_a_database_that_others_could_read_is_closed_to_them(database: Path) -> None:
    connect(database).close()
    database.chmod(0o644)
    connect(database).close()
    assert rights(database) == 0o600


def test_what_stands_is_opened_without_loading_the_migrations(database: Path) -> None:
    connect(database).close()
    code = (
        "import sys, pathlib; from tracker.store.connection import connect;"
        "connect(pathlib.Path(sys.argv[1])).close(); print('sqlite_utils' in sys.modules)"
    )
    out, err = run_python(code, database).communicate()
    assert (out.strip(), err) == ("False", "")


@pytest.mark.parametrize(("read_only", "create"), [(True, True), (False, False)])
def test_a_database_that_must_be_there_is_not_made(database: Path, read_only: bool, create: bool) -> None:
    with pytest.raises(StoreError, match="there is no such database; `tracker sync` makes it"):
        connect(database, read_only=read_only, create=create)
    assert not database.parent.exists()


def test_a_first_start_that_was_killed_leaves_nothing_in_the_way(database: Path) -> None:
    database.parent.mkdir()
    database.touch()
    with pytest.raises(StoreError, match="holds nothing yet"):
        connect(database, create=False)
    with closing(connect(database)) as connection:
        assert user_version(connection) == SCHEMA_VERSION
    assert not (database.parent / "backups").exists()


def test_what_is_no_database_of_ours_is_refused_in_one_line_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.db"
    text.write_bytes(b"These are notes, and not short ones. " * 40)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as raw:
        raw.execute("CREATE TABLE bookmarks (url TEXT)")
    for path, why in [(text, "not a database"), (other, "another program"), (tmp_path, "is a folder")]:
        before = None if path.is_dir() else path.read_bytes()
        for read_only in (False, True):
            with pytest.raises(StoreError, match=why) as caught:
                connect(path, read_only=read_only)
            assert ONE_LINE.fullmatch(str(caught.value))
        assert before is None or path.read_bytes() == before


@pytest.mark.parametrize("suffix", ["lock", "sending"])
def test_a_database_cannot_be_called_like_its_own_lock(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(StoreError, match=rf"must not end in \.{suffix}"):
        connect(tmp_path / f"belarus.{suffix}")


def test_a_place_where_no_folder_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="Not a directory"):
        connect(tmp_path / "file" / "belarus.db")


def test_reading_only_changes_nothing(database: Path) -> None:
    connect(database).close()
    with (
        closing(connect(database, read_only=True)) as connection,
        pytest.raises(StoreError, match="cannot be written"),
        immediate(connection),
    ):
        set_meta(connection, "subject", "belarus")


def test_an_older_database_is_copied_and_then_brought_up_to_date(database: Path) -> None:
    make_older(database, MIGRATIONS[-1])
    with pytest.raises(StoreError, match="made by an older tracker"):
        connect(database, read_only=True)
    with closing(connect(database, now=NOON)) as connection:
        assert user_version(connection) == SCHEMA_VERSION
        assert meta_value(connection, "subject") == "belarus"
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    [copy] = (database.parent / "backups").iterdir()
    assert copy.name == f"belarus-before-{MIGRATIONS[-1]}-20251104T120000Z.db"
    assert (rights(copy), rights(copy.parent)) == (0o600, 0o700)
    with closing(sqlite3.connect(copy)) as raw:
        assert user_version(raw) == SCHEMA_VERSION - 1
        assert raw.execute("SELECT value FROM meta").fetchall() == [("belarus",)]


def test_a_migration_that_fails_leaves_the_database_as_it_was(database: Path) -> None:
    make_older(database, MIGRATIONS[1])
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("CREATE TABLE ties (in_the_way TEXT)")
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        connect(database, now=NOON)
    with closing(sqlite3.connect(database)) as raw:
        assert user_version(raw) == 1
        assert raw.execute("SELECT name FROM sqlite_master WHERE name = 'list_states'").fetchall() == []


def test_a_newer_database_is_refused(database: Path) -> None:
    with closing(connect(database)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    for read_only in (False, True):
        with pytest.raises(NewerDatabase, match="made by a newer tracker"):
            connect(database, read_only=read_only)


def test_a_migration_of_another_branch_is_refused(database: Path) -> None:
    make_older(database, MIGRATIONS[-1])
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("UPDATE _sqlite_migrations SET name = 'm002_other' WHERE name = ?", (MIGRATIONS[1],))
        raw.commit()
    with pytest.raises(NewerDatabase, match="m002_other"):
        connect(database)


def test_a_running_tracker_stops_writing_once_a_newer_one_has_migrated(database: Path) -> None:
    with closing(connect(database)) as running, closing(connect(database)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        with pytest.raises(NewerDatabase), immediate(running):
            set_meta(running, "subject", "belarus")
        assert not running.in_transaction


def test_a_full_disk_is_told_in_one_line_and_undoes_the_transaction(connection: sqlite3.Connection) -> None:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    def write_too_much() -> None:
        with immediate(connection):
            set_meta(connection, "first", "small")
            set_meta(connection, "second", "x" * 1_000_000)

    with pytest.raises(StoreError, match="the disk is full") as caught:
        write_too_much()
    assert ONE_LINE.fullmatch(str(caught.value))
    assert meta_value(connection, "first") is None
    with immediate(connection):
        set_meta(connection, "first", "small")


def test_what_is_raised_inside_undoes_all_of_it(connection: sqlite3.Connection) -> None:
    with suppress(KeyError), immediate(connection):
        set_meta(connection, "subject", "belarus")
        raise KeyError("somewhere")
    assert meta_value(connection, "subject") is None


COUNTER = """
import pathlib, sys
from tracker.store.connection import connect, immediate
from tracker.store.meta import meta_value, set_meta
print("imported", flush=True)
sys.stdin.readline()
connection = connect(pathlib.Path(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    with immediate(connection):
        set_meta(connection, "count", str(int(meta_value(connection, "count") or 0) + 1))
"""


def test_processes_that_start_together_make_one_database_and_lose_no_write(tmp_path: Path) -> None:
    """About one start in 200 said "locked" at once: of several switches to WAL, SQLite lets none wait."""
    for attempt in range(5):
        database = tmp_path / f"{attempt}.db"
        processes = [run_python(COUNTER, database, 10) for _ in range(6)]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "imported\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        assert [process.communicate()[1] for process in processes] == [""] * 6
        with closing(connect(database)) as connection:
            assert meta_value(connection, "count") == "60"
            applied = connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0]
            assert applied == SCHEMA_VERSION
