"""Steps of health with their reasons, outages of our own, what hosts asked of us, servers' validators."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from store_builders import NOON, hours_later, sha256_of

from tracker.model import Health
from tracker.store.connection import connect, immediate
from tracker.store.health import (
    Transition,
    end_outage,
    load_outages,
    note_health,
    note_outage,
    open_outage,
    transitions,
)
from tracker.store.hosts import all_holding_off, hold_off, host_row, keep_robots, load_robots, robots_row
from tracker.store.sources import note_visit, put_off, source_row
from tracker.store.upgrade import bring_up_to_date
from tracker.store.validators import Validators, forget_validators, keep_validators, validators_of

ORIGIN = "https://list.example"


def test_every_step_is_kept_with_its_reason_and_the_source_remembers_the_last(
    connection: sqlite3.Connection,
) -> None:
    with immediate(connection):
        note_visit(connection, "us_ofac", at=NOON, is_ok=True, next_due_at=hours_later(1), has_changed=True)
        first = note_health(connection, "us_ofac", Health.OK, "first success", at=NOON)
        assert note_health(connection, "us_ofac", Health.OK, None, at=hours_later(1)) is None
        note_visit(connection, "us_ofac", at=hours_later(2), is_ok=False, next_due_at=hours_later(3))
        second = note_health(connection, "us_ofac", Health.BLOCKED, "403", at=hours_later(2))
        other = note_health(connection, "eu_fsf", Health.DISABLED, "moved", at=hours_later(3))
        note_visit(connection, "us_ofac", at=hours_later(4), is_ok=True, next_due_at=None)
    assert first == Transition("us_ofac", NOON, Health.NEW, Health.OK, "first success")
    assert transitions(connection) == (other, second, first)
    assert transitions(connection, "us_ofac", limit=1) == (second,)
    assert transitions(connection, since=hours_later(2)) == (other,)
    remembered = source_row(connection, "us_ofac")
    assert (remembered.health, remembered.health_since) == (Health.BLOCKED, hours_later(2))
    assert (remembered.last_changed_at, remembered.last_ok_at) == (NOON, hours_later(4))
    assert source_row(connection, "eu_fsf").health is Health.DISABLED


def test_a_step_without_a_reason_is_refused(connection: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="has no reason"), immediate(connection):
        note_health(connection, "us_ofac", Health.FAILING, "", at=NOON)
    assert transitions(connection) == ()


def test_an_outage_of_ours_is_told_once_and_ends_once(connection: sqlite3.Connection) -> None:
    with immediate(connection):
        _, is_new = note_outage(connection, at=NOON, hosts=5, offline_hosts=3)
        assert is_new
        outage, is_new = note_outage(connection, at=hours_later(1), hosts=6, offline_hosts=6)
        assert not is_new
    assert open_outage(connection) == outage
    assert (outage.began_at, outage.last_at, outage.hosts, outage.offline_hosts) == (
        NOON,
        hours_later(1),
        6,
        6,
    )
    assert [end_outage(connection, hours_later(hours)) for hours in (2, 3)] == [True, False]
    assert open_outage(connection) is None
    assert load_outages(connection) == (replace(outage, ended_at=hours_later(2)),)


def test_a_visit_put_off_for_our_own_fault_counts_as_no_failure(connection: sqlite3.Connection) -> None:
    with immediate(connection):
        before = note_visit(connection, "us_ofac", at=NOON, is_ok=True, next_due_at=hours_later(1))
        put_off(connection, "us_ofac", hours_later(9))
    assert source_row(connection, "us_ofac") == replace(before, next_due_at=hours_later(9))


def test_a_database_of_before_knows_how_its_sources_fare(database: Path) -> None:
    database.parent.mkdir(parents=True)
    with closing(sqlite3.connect(database, isolation_level=None)) as raw:
        bring_up_to_date(raw, database, NOON, stop_before="m004_pages")
        raw.executescript(
            """INSERT INTO runs (id, started_at, command, version)
              VALUES (1, '2025-11-04T12:00:00.000000Z', 'sync', '0');
            INSERT INTO sources (name, last_checked_at, last_ok_at, failures) VALUES
              ('good', '2025-11-04T12:00:00.000000Z', '2025-11-04T12:00:00.000000Z', 0),
              ('shaky', '2025-11-04T12:00:00.000000Z', '2025-11-03T12:00:00.000000Z', 2),
              ('silent', '2025-11-04T12:00:00.000000Z', NULL, 3), ('waiting', NULL, NULL, 0);
            INSERT INTO checks (run_id, source, at, grade)
              VALUES (1, 'good', '2025-11-04T12:00:00.000000Z', 'unchanged');"""
        )
    with closing(connect(database, now=NOON)) as connection:
        found = {name: source_row(connection, name) for name in ("good", "shaky", "silent", "waiting")}
        looks = connection.execute("SELECT looks, last_at FROM checks").fetchall()
    assert {name: row.health.value for name, row in found.items()} == {
        "good": "ok",
        "shaky": "degraded",
        "silent": "failing",
        "waiting": "new",
    }
    assert (found["good"].health_since, found["waiting"].health_since) == (NOON, None)
    assert [tuple(row) for row in looks] == [(1, None)]


def test_of_two_wishes_to_wait_the_later_one_holds(connection: sqlite3.Connection) -> None:
    assert host_row(connection, "list.example") is None
    hold_off(connection, "list.example", hours_later(2), "503, Retry-After: 7200")
    kept = hold_off(connection, "list.example", hours_later(1), "429, Retry-After: 3600")
    assert (kept.not_before, kept.reason) == (hours_later(2), "503, Retry-After: 7200")
    later = hold_off(connection, "list.example", hours_later(3), "429")
    other = hold_off(connection, "news.example", hours_later(1), "429")
    assert all_holding_off(connection, NOON) == (other, later)
    assert all_holding_off(connection, hours_later(1)) == (later,)
    assert all_holding_off(connection, hours_later(3)) == ()
    assert host_row(connection, "list.example") == later


def test_the_last_copy_of_robots_txt_outlives_failures(connection: sqlite3.Connection) -> None:
    assert robots_row(connection, ORIGIN) is None
    keep_robots(connection, ORIGIN, status=None, body=None, now=NOON)
    unknown = robots_row(connection, ORIGIN)
    assert unknown is not None
    assert (unknown.status, unknown.body, unknown.body_at) == (None, None, None)
    rules = "User-agent: *\nDisallow: /private/ # \u0437\u0430\u043a\u0440\u044b\u0442\u043e \x00"
    keep_robots(connection, ORIGIN, status=200, body=rules, now=hours_later(1))
    keep_robots(connection, ORIGIN, status=503, body=None, now=hours_later(25))
    kept = robots_row(connection, ORIGIN)
    assert kept is not None
    assert (kept.fetched_at, kept.status, kept.body, kept.body_at) == (
        hours_later(25),
        503,
        rules,
        hours_later(1),
    )
    keep_robots(connection, ORIGIN, status=404, body="", now=hours_later(26))
    keep_robots(connection, f"{ORIGIN}:8443", status=200, body=rules, now=NOON)
    assert {origin: row.body for origin, row in load_robots(connection).items()} == {
        ORIGIN: "",
        f"{ORIGIN}:8443": rules,
    }


def test_validators_are_those_of_the_last_answer_that_was_read(connection: sqlite3.Connection) -> None:
    first = Validators('W/"a\\"', "Tue, 4 Nov 2025 12:00:00 GMT", sha256_of(b"a"))
    keep_validators(connection, "us_ofac", "main", first)
    keep_validators(connection, "us_ofac", "alt", Validators(None, "yesterday", sha256_of(b"b")))
    assert validators_of(connection, "us_ofac", "main") == first
    second = Validators('"b"', None, sha256_of(b"c"))
    keep_validators(connection, "us_ofac", "main", second)
    assert validators_of(connection, "us_ofac", "main") == second
    # An answer without any must not be asked about with those of an earlier one.
    keep_validators(connection, "us_ofac", "main", Validators(None, None, sha256_of(b"d")))
    assert validators_of(connection, "us_ofac", "main") is None
    assert validators_of(connection, "us_ofac", "alt") is not None
    forget_validators(connection, "us_ofac")
    assert validators_of(connection, "us_ofac", "alt") is None


def test_health_is_only_changed_with_all_that_belongs_to_it(connection: sqlite3.Connection) -> None:
    for change in (
        lambda: note_health(connection, "us_ofac", Health.OK, "first success", at=NOON),
        lambda: note_outage(connection, at=NOON, hosts=2, offline_hosts=2),
        lambda: put_off(connection, "us_ofac", NOON + timedelta(hours=1)),
    ):
        with pytest.raises(RuntimeError, match="inside immediate"):
            change()
