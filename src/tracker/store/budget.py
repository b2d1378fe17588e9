"""How much disk the evidence and the database take, how fast that grows, and whether all bodies are whole."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import EvidenceBroken
from tracker.store.codec import moment_of, moment_text

if TYPE_CHECKING:
    from tracker.store.evidence import EvidenceFolder

WINDOW = timedelta(days=30)
# The first sync of every list and page comes at once; what it brings is no growth.
_SETTLED_AFTER = timedelta(days=1)
_SHORTEST_WINDOW = timedelta(days=1)
_NEVER = timedelta(days=36_500)


@dataclass(frozen=True, slots=True)
class Budget:
    """Sizes in bytes. `per_day` is None before two days were observed.

    `limit` is the configured budget; `full_on` the day on which it is reached if all goes on as in
    the last 30 days; None without a limit, without growth, or before growth is known.
    """

    evidence: int
    database: int
    per_day: float | None
    limit: int | None
    full_on: date | None

    @property
    def used(self) -> int:
        return self.evidence + self.database

    @property
    def is_full(self) -> bool:
        return self.limit is not None and self.used >= self.limit


def budget(
    connection: sqlite3.Connection, database: Path, now: datetime, *, limit: int | None = None
) -> Budget:
    """What is used and when `limit` bytes will be. Quick: it reads sizes from rows, not from the disk.

    Growth is that of the bodies stored in the last 30 days, without the day of the first one; the
    database is taken to grow as they do.
    """
    evidence, first_at = _stored(connection)
    taken = _database_bytes(database)
    per_day = _growth_per_day(connection, evidence, taken, first_at, now)
    full_on = _full_on(evidence + taken, per_day, limit, now)
    return Budget(evidence, taken, per_day, limit, full_on)


@dataclass(frozen=True, slots=True)
class BrokenBody:
    """A body that is missing or no longer what its hash says; `snapshots` are the answers that it was."""

    sha256: str
    problem: str
    snapshots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the stored bodies came to. `last` is where the next one may go on; None: at the end."""

    checked: int
    broken: tuple[BrokenBody, ...]
    last: str | None


def verify_all(
    connection: sqlite3.Connection, folder: EvidenceFolder, *, limit: int | None = None, after: str = ""
) -> Verified:
    """Decodes and hashes every body that a row names, at most `limit` of them, in the order of their
    SHA-256 after `after`; reads all of their bytes from the disk."""
    rows = connection.execute(
        "SELECT sha256, size FROM evidence WHERE sha256 > ? ORDER BY sha256 LIMIT ?",
        (after, -1 if limit is None else limit),
    ).fetchall()
    broken = [
        BrokenBody(row["sha256"], problem, _snapshots_of(connection, row["sha256"]))
        for row in rows
        if (problem := _problem(folder, row["sha256"], row["size"])) is not None
    ]
    is_cut = limit is not None and len(rows) == limit and rows != []
    return Verified(len(rows), tuple(broken), rows[-1]["sha256"] if is_cut else None)


def _problem(folder: EvidenceFolder, sha256: str, size: int) -> str | None:
    try:
        found = folder.verify(sha256)
    except EvidenceBroken as error:
        return str(error)
    return None if found == size else f"{folder.path(sha256)}: has {found} bytes, and its row says {size}"


def _snapshots_of(connection: sqlite3.Connection, sha256: str) -> tuple[int, ...]:
    rows = connection.execute("SELECT id FROM snapshots WHERE sha256 = ? ORDER BY id", (sha256,))
    return tuple(row["id"] for row in rows)


def _stored(connection: sqlite3.Connection) -> tuple[int, datetime | None]:
    """The bytes of all stored bodies, those included whose files go soon; and when the first one came."""
    row = connection.execute(
        """SELECT coalesce(sum(stored_size), 0)
          + (SELECT coalesce(sum(stored_size), 0) FROM released_bodies) AS bytes,
          min(stored_at) AS first_at FROM evidence"""
    ).fetchone()
    return row["bytes"], None if row["first_at"] is None else moment_of(row["first_at"])


def _database_bytes(database: Path) -> int:
    """The database with its log, as they are on disk; what is not there takes nothing."""
    files = (database, database.with_name(database.name + "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def _growth_per_day(
    connection: sqlite3.Connection, evidence: int, taken: int, first_at: datetime | None, now: datetime
) -> float | None:
    if first_at is None or evidence == 0:
        return None
    since = max(first_at + _SETTLED_AFTER, now - WINDOW)
    if now - since < _SHORTEST_WINDOW:
        return None
    row = connection.execute(
        "SELECT coalesce(sum(stored_size), 0) AS bytes FROM evidence WHERE stored_at > ?",
        (moment_text(since),),
    ).fetchone()
    came_per_day = float(row["bytes"]) / ((now - since) / timedelta(days=1))
    return came_per_day * (1 + taken / evidence)


def _full_on(used: int, per_day: float | None, limit: int | None, now: datetime) -> date | None:
    if limit is None:
        return None
    if used >= limit:
        return now.date()
    if not per_day or (limit - used) / per_day >= _NEVER.days:
        return None
    return (now + timedelta(days=(limit - used) / per_day)).date()
