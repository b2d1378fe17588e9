"""Runs, sources, snapshots, checks, holds, decisions and what the database says about itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_builders import NOON, hours_later, sha256_of, snapshot, store_body

from tracker.model import Decision, DecisionKind, Grade
from tracker.store.checks import Check, add_check, latest_check, load_checks
from tracker.store.connection import connect, immediate
from tracker.store.decisions import add_decision, load_decisions
from tracker.store.holds import Hold, Release, add_hold, is_accepted, open_hold, open_holds, release_hold
from tracker.store.meta import (
    is_demo,
    mark_demo,
    set_subject_name,
    subject_name,
)
from tracker.store.runs import (
    RunOutcome,
    finish_run,
    has_finished_run,
    latest_run,
    load_run,
    mark_interrupted,
    start_run,
)
from tracker.store.snapshots import (
    add_snapshot,
    latest_snapshot,
    load_snapshot,
    load_snapshots,
    snapshot_of_body,
    stored_bodies,
)
from tracker.store.sources import SourceRow, load_sources, note_visit, save_source, source_row


@pytest.mark.parametrize(
    ("exit_code", "outcome"),
    [(0, "reached"), (3, "partly"), (4, "not_reached"), (2, "failed"), (1, "failed")],
)
def test_a_run_ends_as_its_exit_code_says(
    connection: sqlite3.Connection, run: int, exit_code: int, outcome: str
) -> None:
    assert finish_run(connection, run, exit_code=exit_code, now=hours_later(1)) == outcome
    found = load_run(connection, run)
    assert found is not None
    assert (found.started_at, found.finished_at, found.exit_code) == (NOON, hours_later(1), exit_code)
    assert has_finished_run(connection, "sync") == (outcome in {"reached", "partly"})


def test_a_run_that_was_killed_is_found_out_by_the_next_one(connection: sqlite3.Connection, run: int) -> None:
    ended = start_run(connection, command="lists accept", version="0", now=NOON)
    finish_run(connection, ended, exit_code=0, now=NOON)
    assert mark_interrupted(connection, hours_later(9)) == 1
    assert mark_interrupted(connection, hours_later(10)) == 0
    killed = load_run(connection, run)
    assert killed is not None
    assert (killed.outcome, killed.exit_code, killed.finished_at) == (
        RunOutcome.INTERRUPTED,
        None,
        hours_later(9),
    )
    assert not has_finished_run(connection, "sync")
    assert [found and found.id for found in (latest_run(connection), latest_run(connection, "sync"))] == [
        ended,
        run,
    ]
    assert latest_run(connection, "demo") is None


def test_a_source_is_armed_by_its_first_success_and_stays_so(connection: sqlite3.Connection) -> None:
    assert source_row(connection, "us_ofac") == SourceRow("us_ofac")
    with immediate(connection):
        failed = note_visit(connection, "us_ofac", at=hours_later(0), is_ok=False, next_due_at=hours_later(1))
        twice = note_visit(connection, "us_ofac", at=hours_later(1), is_ok=False, next_due_at=None)
        first = note_visit(connection, "us_ofac", at=hours_later(2), is_ok=True, next_due_at=hours_later(4))
        third = note_visit(connection, "us_ofac", at=hours_later(4), is_ok=False, next_due_at=hours_later(5))
        again = note_visit(connection, "us_ofac", at=hours_later(5), is_ok=True, next_due_at=hours_later(7))
    assert (failed.is_armed, failed.failures, twice.failures) == (False, 1, 2)
    assert (first.armed_at, first.failures, third.failures) == (hours_later(2), 0, 1)
    assert again == SourceRow("us_ofac", hours_later(2), hours_later(7), hours_later(5), hours_later(5), 0)
    assert load_sources(connection) == {"us_ofac": again}
    save_source(connection, SourceRow("us_ofac"))
    assert source_row(connection, "us_ofac") == SourceRow("us_ofac")


def test_a_snapshot_comes_back_with_its_headers_as_they_came(
    connection: sqlite3.Connection, run: int
) -> None:
    with immediate(connection):
        good = store_body(connection, run, b"a list")
        refused = replace(
            snapshot(None, None, grade=Grade.OFFLINE), status=None, headers=(), reason="timed out"
        )
        failed = add_snapshot(connection, refused, run=run)
        newer = store_body(connection, run, b"another list")
    assert load_snapshot(connection, good) == replace(snapshot(sha256_of(b"a list"), 6), id=good)
    assert load_snapshot(connection, failed) == replace(refused, id=failed)
    assert load_snapshot(connection, 99) is None
    assert list(load_snapshots(connection, [newer, good])) == [good, newer]
    ok, any_grade = (
        latest_snapshot(connection, "us_ofac", grade=grade) for grade in (Grade.OK, Grade.OFFLINE)
    )
    assert (ok and ok.id, any_grade and any_grade.id) == (newer, failed)
    assert latest_snapshot(connection, "us_ofac", "alt") is None
    same = snapshot_of_body(connection, "us_ofac", "main", sha256_of(b"a list"))
    assert same is not None
    assert same.id == good
    assert snapshot_of_body(connection, "us_ofac", "main", sha256_of(b"a list"), Grade.DRIFTED) is None
    assert stored_bodies(connection) == {sha256_of(b"a list"): 6, sha256_of(b"another list"): 12}


def test_no_snapshot_names_a_body_that_is_not_stored(connection: sqlite3.Connection, run: int) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        add_snapshot(connection, snapshot(sha256_of(b"never stored"), 12), run=run)


def test_a_check_is_kept_as_it_was_handed_in(connection: sqlite3.Connection, run: int) -> None:
    with immediate(connection):
        main = store_body(connection, run, b"a list")
        unchanged = Check(run, "us_ofac", NOON, Grade.UNCHANGED, snapshot=main)
        held = Check(run, "us_ofac", hours_later(1), Grade.OK, held="the end mark is missing", message="held")
        first, second = add_check(connection, unchanged), add_check(connection, held)
    assert latest_check(connection, "us_ofac") == replace(held, id=second)
    assert load_checks(connection, "us_ofac", limit=2)[1] == replace(unchanged, id=first)
    assert latest_check(connection, "eu_fsf") is None


def test_looks_of_one_day_that_find_the_same_are_one_row_with_the_first_and_the_last(
    connection: sqlite3.Connection, run: int
) -> None:
    later_run = start_run(connection, command="sync", version="0", now=hours_later(1))
    with immediate(connection):
        main = store_body(connection, run, b"a list")
        same = Check(run, "us_ofac", NOON, Grade.UNCHANGED, snapshot=main)
        for hours in (0, 1, 2.5):
            add_check(connection, replace(same, at=hours_later(hours), run=later_run if hours else run))
        add_check(connection, replace(same, source="eu_fsf", at=hours_later(3)))
        failed = replace(same, at=hours_later(3), grade=Grade.OFFLINE, snapshot=None, message="timed out")
        add_check(connection, failed)
        add_check(connection, replace(same, at=hours_later(4)))
        add_check(connection, replace(same, at=hours_later(13)))
    tomorrow, after_failure, failure, morning = load_checks(connection, "us_ofac")
    assert (morning.at, morning.last_at, morning.looks, morning.run) == (NOON, hours_later(2.5), 3, run)
    assert (failure.message, failure.looks) == ("timed out", 1)
    assert (after_failure.at, after_failure.until, after_failure.looks) == (hours_later(4),) * 2 + (1,)
    assert (tomorrow.at, tomorrow.looks) == (hours_later(13), 1)


@settings(deadline=None, max_examples=60)
@given(steps=st.lists(st.tuples(st.integers(1, 60 * 30), st.sampled_from("abc")), max_size=30))
def test_no_look_is_lost_and_every_day_keeps_its_first_and_its_last(steps: list[tuple[int, str]]) -> None:
    moment, looks = NOON, []
    for minutes, message in steps:
        moment += timedelta(minutes=minutes)
        looks.append((moment, message))
    with TemporaryDirectory() as folder, closing(connect(Path(folder) / "checks.db")) as connection:
        run = start_run(connection, command="sync", version="0", now=NOON)
        for at, message in looks:
            add_check(connection, Check(run, "us_ofac", at, Grade.OK, message=message))
        rows = load_checks(connection, "us_ofac", limit=1000)[::-1]
    assert sum(row.looks for row in rows) == len(looks)
    kept = [at for row in rows for at in (row.at, row.until)]
    assert kept == sorted(kept)
    for _, of_day in groupby(looks, key=lambda look: look[0].date()):
        times = [at for at, _ in of_day]
        assert {times[0], times[-1]} <= set(kept)
    assert [message for message, _ in groupby(looks, key=lambda look: (look[1], look[0].date()))] == [
        (row.message, row.at.date()) for row in rows
    ]


def hold(connection: sqlite3.Connection, run: int, body: bytes, hours: float) -> tuple[Hold, bool]:
    with immediate(connection):
        parts = {
            "main": store_body(connection, run, body),
            "alt": store_body(connection, run, b"alt", part="alt"),
        }
        return add_hold(
            connection, "us_ofac", source="us_ofac", parts=parts, reason="cut short", now=hours_later(hours)
        )


def test_the_same_bytes_are_held_and_told_once(connection: sqlite3.Connection, run: int) -> None:
    first, is_told = hold(connection, run, b"cut", 0)
    assert is_told
    assert hold(connection, run, b"cut", 1) == (first, False)
    other, is_told = hold(connection, run, b"cut elsewhere", 2)
    assert is_told
    assert open_holds(connection) == (other,)
    again, is_told = hold(connection, run, b"cut", 3)
    assert not is_told
    assert open_hold(connection, "us_ofac") == again
    assert (again.reason, again.held_at, sorted(again.parts)) == (
        "cut short",
        hours_later(3),
        ["alt", "main"],
    )
    ends = connection.execute("SELECT released_by FROM holds ORDER BY id").fetchall()
    assert [row["released_by"] for row in ends] == ["superseded", "superseded", None]


def test_a_hold_that_a_person_released_is_accepted_bytes_and_all(
    connection: sqlite3.Connection, run: int
) -> None:
    held, _ = hold(connection, run, b"cut", 0)
    hashes = {"main": sha256_of(b"cut"), "alt": sha256_of(b"alt")}
    assert not is_accepted(connection, "us_ofac", hashes)
    with immediate(connection):
        released = release_hold(connection, "us_ofac", hours_later(1))
    assert released == replace(held, released_at=hours_later(1), released_by=Release.PERSON)
    assert open_hold(connection, "us_ofac") is None
    assert is_accepted(connection, "us_ofac", hashes)
    assert not is_accepted(connection, "us_ofac", {**hashes, "main": sha256_of(b"other")})
    assert not is_accepted(connection, "us_ofac", {"main": sha256_of(b"cut")})
    assert not is_accepted(connection, "eu_fsf", hashes)
    with immediate(connection):
        assert release_hold(connection, "us_ofac", hours_later(2)) is None


def test_a_good_publication_ends_a_hold_without_accepting_it(
    connection: sqlite3.Connection, run: int
) -> None:
    hold(connection, run, b"cut", 0)
    with immediate(connection):
        release_hold(connection, "us_ofac", hours_later(1), by=Release.CLEARED)
    assert not is_accepted(connection, "us_ofac", {"main": sha256_of(b"cut"), "alt": sha256_of(b"alt")})


def test_an_answer_without_a_body_cannot_be_held(connection: sqlite3.Connection, run: int) -> None:
    empty = add_snapshot(connection, snapshot(None, None, grade=Grade.EMPTY), run=run)
    with pytest.raises(ValueError, match="part main: snapshot 1 has no stored body"), immediate(connection):
        add_hold(connection, "us_ofac", source="us_ofac", parts={"main": empty}, reason="empty", now=NOON)


def test_what_a_person_decided_is_kept(connection: sqlite3.Connection) -> None:
    for number, subject in enumerate(["us_ofac", "eu_fsf"], start=1):
        assert add_decision(connection, DecisionKind.ACCEPT_HOLD, subject, now=NOON, note="seen") == number
    assert load_decisions(connection, DecisionKind.ACCEPT_HOLD, "eu_fsf") == (
        Decision(2, NOON, DecisionKind.ACCEPT_HOLD, "eu_fsf", "seen"),
    )
    assert len(load_decisions(connection)) == 2


def test_a_demo_is_marked_for_good(connection: sqlite3.Connection) -> None:
    assert (subject_name(connection), is_demo(connection)) == (None, False)
    set_subject_name(connection, "belarus")
    mark_demo(connection)
    assert (subject_name(connection), is_demo(connection)) == ("belarus", True)
