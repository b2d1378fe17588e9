"""Snapshots, and the rows that say which bodies are stored.

An answer that brought the same as the last one of its grade makes no snapshot: `checks` says that it came.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from tracker.model import Grade, Origin, Snapshot
from tracker.store.codec import moment_of, moment_text, to_json
from tracker.store.transaction import new_id


def add_evidence(
    connection: sqlite3.Connection, sha256: str, *, size: int, stored_size: int, now: datetime
) -> None:
    """Says that the body `sha256` is stored; it must be on disk already. Once is enough.

    One that was released before is needed again: its file stays.
    """
    connection.execute("DELETE FROM released_bodies WHERE sha256 = ?", (sha256,))
    connection.execute(
        """INSERT INTO evidence (sha256, size, stored_size, stored_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (sha256) DO NOTHING""",
        (sha256, size, stored_size, moment_text(now)),
    )


def stored_bodies(connection: sqlite3.Connection) -> dict[str, int]:
    """Every body that a row names: its SHA-256 and its decoded size."""
    rows = connection.execute("SELECT sha256, size FROM evidence ORDER BY sha256")
    return {row["sha256"]: row["size"] for row in rows}


def add_snapshot(connection: sqlite3.Connection, snapshot: Snapshot, *, run: int) -> int:
    """Stores one answer and returns its number. Its body, if it has one, must be in `evidence`."""
    cursor = connection.execute(
        """INSERT INTO snapshots (source, part, run_id, fetched_at, url, final_url, status, headers,
          grade, sha256, size, origin, origin_note, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            snapshot.source,
            snapshot.part,
            run,
            moment_text(snapshot.fetched_at),
            snapshot.url,
            snapshot.final_url,
            snapshot.status,
            to_json(snapshot.headers),
            snapshot.grade.value,
            snapshot.sha256,
            snapshot.size,
            snapshot.origin.value,
            snapshot.origin_note,
            snapshot.reason,
        ),
    )
    return new_id(cursor)


def load_snapshot(connection: sqlite3.Connection, snapshot: int) -> Snapshot | None:
    """The snapshot with this number."""
    row = connection.execute("SELECT * FROM snapshots WHERE id = ?", (snapshot,)).fetchone()
    return None if row is None else _snapshot(row)


def load_snapshots(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Snapshot]:
    """The snapshots with these numbers, by number."""
    rows = connection.execute(
        "SELECT * FROM snapshots WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(ids)),),
    )
    return {row["id"]: _snapshot(row) for row in rows}


def latest_snapshot(
    connection: sqlite3.Connection, source: str, part: str = "main", grade: Grade | None = Grade.OK
) -> Snapshot | None:
    """The last snapshot of one part of a source, of this grade; of any grade where it is None."""
    row = connection.execute(
        """SELECT * FROM snapshots WHERE source = ?1 AND part = ?2 AND (?3 IS NULL OR grade = ?3)
        ORDER BY id DESC LIMIT 1""",
        (source, part, grade),
    ).fetchone()
    return None if row is None else _snapshot(row)


def snapshot_of_body(
    connection: sqlite3.Connection, source: str, part: str, sha256: str, grade: Grade | None = None
) -> Snapshot | None:
    """The last snapshot of one part of a source with exactly these bytes, of this grade or of any."""
    row = connection.execute(
        """SELECT * FROM snapshots
        WHERE sha256 = ?1 AND source = ?2 AND part = ?3 AND (?4 IS NULL OR grade = ?4)
        ORDER BY id DESC LIMIT 1""",
        (sha256, source, part, grade),
    ).fetchone()
    return None if row is None else _snapshot(row)


def _snapshot(row: sqlite3.Row) -> Snapshot:
    return Snapshot(
        source=row["source"],
        part=row["part"],
        fetched_at=moment_of(row["fetched_at"]),
        url=row["url"],
        final_url=row["final_url"],
        status=row["status"],
        headers=tuple((name, value) for name, value in json.loads(row["headers"])),
        grade=Grade(row["grade"]),
        sha256=row["sha256"],
        size=row["size"],
        origin=Origin(row["origin"]),
        origin_note=row["origin_note"],
        reason=row["reason"],
        id=row["id"],
    )
