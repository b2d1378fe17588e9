"""Leases, requests, incidents, the daemon's own row."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from tracker.store.daemons import Daemon, forget_daemon, load_daemon, note_daemon, note_tick
from tracker.store.incidents import (
    IncidentKind,
    end_incident,
    incidents_since,
    note_incident,
    open_incidents,
)
from tracker.store.leases import Lease, end_lease, end_leases, lease, load_leases
from tracker.store.runs import start_run
from tracker.store.sync_requests import (
    add_request,
    break_off_requests,
    finish_request,
    load_request,
    open_requests,
    refuse_request,
    take_request,
)
from tracker.store.transaction import immediate

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def runs(connection: sqlite3.Connection) -> tuple[int, int]:
    with immediate(connection):
        first = start_run(connection, command="run", version="1", now=NOON)
        return first, start_run(connection, command="sync", version="1", now=NOON)


def test_a_source_is_leased_once_and_given_back_by_its_run_alone(
    connection: sqlite3.Connection, runs: tuple[int, int]
) -> None:
    first, second = runs
    with immediate(connection):
        assert lease(connection, Lease("page", first, NOON, LATER))
        assert not lease(connection, Lease("page", second, NOON, LATER))
        assert not end_lease(connection, "page", second)
        assert load_leases(connection) == {"page": Lease("page", first, NOON, LATER)}
        assert end_lease(connection, "page", first)
        assert not end_lease(connection, "page", first)
        assert lease(connection, Lease("page", second, NOON, LATER))
        assert lease(connection, Lease("list", first, NOON, LATER))
        assert end_leases(connection, first) == 1
        assert set(load_leases(connection)) == {"page"}
        assert end_leases(connection) == 1


def test_an_incident_is_open_once_however_often_it_is_seen(connection: sqlite3.Connection) -> None:
    kind = IncidentKind.STORE
    with immediate(connection):
        assert note_incident(connection, kind, "tracker.db", "the disk is full", NOON)
        assert not note_incident(connection, kind, "tracker.db", "the disk is full still", LATER)
        [incident] = open_incidents(connection)
        assert (incident.message, incident.began_at, incident.last_at, incident.times) == (
            "the disk is full still",
            NOON,
            LATER,
            2,
        )
        assert end_incident(connection, kind, "tracker.db", LATER)
        assert not end_incident(connection, kind, "tracker.db", LATER)
        assert open_incidents(connection) == ()
        assert note_incident(connection, kind, "tracker.db", "again", LATER)
    assert [one.message for one in incidents_since(connection, NOON)] == ["the disk is full still", "again"]
    assert incidents_since(connection, LATER) == ()


def test_a_request_is_taken_done_or_refused_once(
    connection: sqlite3.Connection, runs: tuple[int, int]
) -> None:
    _, run = runs
    with immediate(connection):
        first = add_request(connection, ["page"], due_only=False, now=NOON)
        second = add_request(connection, [], due_only=True, now=NOON)
        assert [(one.id, one.names, one.due_only) for one in open_requests(connection)] == [
            (first, ("page",), False),
            (second, (), True),
        ]
        take_request(connection, first, run, NOON)
        assert not refuse_request(connection, first, "too late", NOON)
        assert refuse_request(connection, second, "no such source", NOON)
        assert open_requests(connection) == ()
        assert finish_request(connection, run, "{}", LATER)
        assert not finish_request(connection, run, "{}", LATER)
    done, refused = load_request(connection, first), load_request(connection, second)
    assert done is not None
    assert refused is not None
    assert (done.run, done.finished_at, done.outcomes) == (run, LATER, "{}")
    assert (refused.run, refused.refused) == (None, "no such source")


def test_what_a_daemon_leaves_undone_is_broken_off_and_never_taken_up(
    connection: sqlite3.Connection, runs: tuple[int, int]
) -> None:
    with immediate(connection):
        taken = add_request(connection, [], due_only=False, now=NOON)
        take_request(connection, taken, runs[0], NOON)
        waiting = add_request(connection, [], due_only=False, now=NOON)
        assert break_off_requests(connection, "the daemon ended", LATER) == 2
        assert open_requests(connection) == ()
        assert not refuse_request(connection, waiting, "x", LATER)


def test_a_daemon_that_ticked_lately_is_alive(connection: sqlite3.Connection) -> None:
    with immediate(connection):
        note_daemon(connection, Daemon(77, NOON, 15.0, NOON))
        note_tick(connection, LATER)
        found = load_daemon(connection)
        assert found == Daemon(77, NOON, 15.0, LATER)
        assert found.is_alive(LATER + timedelta(seconds=60))
        assert not found.is_alive(LATER + timedelta(seconds=61))
        forget_daemon(connection)
        assert load_daemon(connection) is None
