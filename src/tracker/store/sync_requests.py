"""What `tracker sync` asks of a running daemon, and what came of it: two processes that meet in one row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.store.codec import maybe_moment, moment_of, moment_text
from tracker.store.transaction import new_id


@dataclass(frozen=True, slots=True)
class SyncRequest:
    """One request: the sources by name (all enabled ones, where empty), or of these the due ones.

    `taken_at` and `run` are None until the daemon takes it; `outcomes` is JSON of the one who answers.
    `refused` says why it is not done: with `taken_at`, in the daemon's configuration; else it was
    broken off, or taken back.
    """

    id: int
    asked_at: datetime
    names: tuple[str, ...]
    due_only: bool
    taken_at: datetime | None = None
    run: int | None = None
    finished_at: datetime | None = None
    refused: str | None = None
    outcomes: str | None = None


def add_request(
    connection: sqlite3.Connection, names: Sequence[str], *, due_only: bool, now: datetime
) -> int:
    """Asks, and returns the request's number."""
    cursor = connection.execute(
        "INSERT INTO sync_requests (asked_at, names, due_only) VALUES (?, ?, ?)",
        (moment_text(now), json.dumps(list(names)), int(due_only)),
    )
    return new_id(cursor)


def load_request(connection: sqlite3.Connection, request: int) -> SyncRequest | None:
    """The request with this number."""
    row = connection.execute("SELECT * FROM sync_requests WHERE id = ?", (request,)).fetchone()
    return None if row is None else _request(row)


def open_requests(connection: sqlite3.Connection) -> tuple[SyncRequest, ...]:
    """Those that nobody has taken yet, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM sync_requests WHERE taken_at IS NULL AND finished_at IS NULL ORDER BY id"
    )
    return tuple(_request(row) for row in rows)


def take_request(connection: sqlite3.Connection, request: int, run: int, now: datetime) -> None:
    """Notes which run does it."""
    connection.execute(
        "UPDATE sync_requests SET taken_at = ?, run_id = ? WHERE id = ?", (moment_text(now), run, request)
    )


def refuse_request(connection: sqlite3.Connection, request: int, why: str, now: datetime) -> bool:
    """Notes why it is not done; False where it was taken already."""
    cursor = connection.execute(
        """UPDATE sync_requests SET taken_at = ?1, finished_at = ?1, refused = ?2
        WHERE id = ?3 AND taken_at IS NULL AND finished_at IS NULL""",
        (moment_text(now), why, request),
    )
    return cursor.rowcount == 1


def finish_request(connection: sqlite3.Connection, run: int, outcomes: str, now: datetime) -> bool:
    """Notes what came of the request that `run` did, if it did one."""
    cursor = connection.execute(
        "UPDATE sync_requests SET finished_at = ?, outcomes = ? WHERE run_id = ? AND finished_at IS NULL",
        (moment_text(now), outcomes, run),
    )
    return cursor.rowcount == 1


def break_off_requests(connection: sqlite3.Connection, why: str, now: datetime) -> int:
    """Notes that nobody will do the requests that are not finished, taken or not; returns how many."""
    cursor = connection.execute(
        "UPDATE sync_requests SET finished_at = ?, refused = ? WHERE finished_at IS NULL",
        (moment_text(now), why),
    )
    return cursor.rowcount


def _request(row: sqlite3.Row) -> SyncRequest:
    return SyncRequest(
        id=row["id"],
        asked_at=moment_of(row["asked_at"]),
        names=tuple(json.loads(row["names"])),
        due_only=bool(row["due_only"]),
        taken_at=maybe_moment(row["taken_at"]),
        run=row["run_id"],
        finished_at=maybe_moment(row["finished_at"]),
        refused=row["refused"],
        outcomes=row["outcomes"],
    )
