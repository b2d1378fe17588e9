"""Runs: one row for each command that wrote, from its start to its end or to the kill."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.store.codec import maybe_moment, moment_of, moment_text
from tracker.store.transaction import new_id


class RunOutcome(StrEnum):
    """How a run ended. `interrupted` is found out by the next one."""

    REACHED = "reached"
    PARTLY = "partly"
    NOT_REACHED = "not_reached"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


_OF_EXIT_CODE = {0: RunOutcome.REACHED, 3: RunOutcome.PARTLY, 4: RunOutcome.NOT_REACHED}


@dataclass(frozen=True, slots=True)
class Run:
    """One run; `finished_at` and `outcome` are None while it goes on."""

    id: int
    started_at: datetime
    command: str
    version: str
    finished_at: datetime | None = None
    exit_code: int | None = None
    outcome: RunOutcome | None = None


def start_run(connection: sqlite3.Connection, *, command: str, version: str, now: datetime) -> int:
    """Notes that a run began and returns its number."""
    cursor = connection.execute(
        "INSERT INTO runs (started_at, command, version) VALUES (?, ?, ?)",
        (moment_text(now), command, version),
    )
    return new_id(cursor)


def finish_run(connection: sqlite3.Connection, run: int, *, exit_code: int, now: datetime) -> RunOutcome:
    """Notes how a run ended; the outcome follows from the exit code (README, The commands)."""
    outcome = _OF_EXIT_CODE.get(exit_code, RunOutcome.FAILED)
    connection.execute(
        "UPDATE runs SET finished_at = ?, exit_code = ?, outcome = ? WHERE id = ?",
        (moment_text(now), exit_code, outcome.value, run),
    )
    return outcome


def mark_interrupted(connection: sqlite3.Connection, now: datetime) -> int:
    """Marks the runs that never finished and returns how many; called by the holder of the sync lock.

    `finished_at` becomes the moment at which it was found out.
    """
    cursor = connection.execute(
        "UPDATE runs SET finished_at = ?, outcome = ? WHERE finished_at IS NULL",
        (moment_text(now), RunOutcome.INTERRUPTED.value),
    )
    return cursor.rowcount


def latest_run(connection: sqlite3.Connection, command: str | None = None) -> Run | None:
    """The run that began last, of `command` or of any."""
    row = connection.execute(
        "SELECT * FROM runs WHERE ?1 IS NULL OR command = ?1 ORDER BY id DESC LIMIT 1", (command,)
    ).fetchone()
    return None if row is None else _run(row)


def load_run(connection: sqlite3.Connection, run: int) -> Run | None:
    """The run with this number."""
    row = connection.execute("SELECT * FROM runs WHERE id = ?", (run,)).fetchone()
    return None if row is None else _run(row)


def has_finished_run(connection: sqlite3.Connection, *commands: str) -> bool:
    """Whether a run of one of `commands` ever came to an end in which a source was reached."""
    row = connection.execute(
        """SELECT 1 FROM runs
        WHERE command IN (SELECT value FROM json_each(?)) AND outcome IN (?, ?) LIMIT 1""",
        (json.dumps(commands), RunOutcome.REACHED.value, RunOutcome.PARTLY.value),
    ).fetchone()
    return row is not None


def _run(row: sqlite3.Row) -> Run:
    return Run(
        id=row["id"],
        started_at=moment_of(row["started_at"]),
        command=row["command"],
        version=row["version"],
        finished_at=maybe_moment(row["finished_at"]),
        exit_code=row["exit_code"],
        outcome=None if row["outcome"] is None else RunOutcome(row["outcome"]),
    )
