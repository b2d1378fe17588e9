"""Troubles that cannot be written down when they are there: told as soon as they can."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.daemon.troubles import Troubles
from tracker.errors import StoreError
from tracker.store.connection import connect
from tracker.store.incidents import IncidentKind, incidents_since, open_incidents

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=1)
STORE = IncidentKind.STORE


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(tmp_path / "belarus.db")) as opened:
        yield opened


def test_a_full_disk_is_told_when_there_is_room_again(connection: sqlite3.Connection) -> None:
    troubles = Troubles(connection)
    [[pages]] = connection.execute("PRAGMA page_count")
    connection.execute(f"PRAGMA max_page_count = {pages}")
    troubles.note(STORE, "belarus.db", "the disk is full", NOON)
    # So long a message that the database would have to grow.
    troubles.note(IncidentKind.JOB, "outbox", "x" * 100_000, NOON)
    with pytest.raises(StoreError, match="disk is full"):
        troubles.write(connection)
    assert open_incidents(connection) == ()
    troubles.end(STORE, "belarus.db", LATER)
    connection.execute("PRAGMA max_page_count = 1000000")
    troubles.write(connection)
    told = {one.kind: one for one in incidents_since(connection, NOON - timedelta(hours=1))}
    assert (told[STORE].message, told[STORE].began_at, told[STORE].ended_at) == (
        "the disk is full",
        NOON,
        LATER,
    )
    assert told[IncidentKind.JOB].ended_at is None


def test_a_trouble_of_the_last_process_is_ended_by_this_one(connection: sqlite3.Connection) -> None:
    before = Troubles(connection)
    before.note(STORE, "belarus.db", "busy", NOON)
    before.write(connection)
    after = Troubles(connection)
    after.end(STORE, "belarus.db", LATER)
    after.write(connection)
    assert open_incidents(connection) == ()


def test_what_was_no_trouble_has_no_end_to_be_written(connection: sqlite3.Connection) -> None:
    troubles = Troubles(connection)
    before = connection.total_changes
    troubles.end(STORE, "belarus.db", NOON)
    troubles.write(connection)
    assert connection.total_changes == before
