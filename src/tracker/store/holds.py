"""Holds: a publication of a list that is not believed, kept aside until a person or a better one comes.

At most one is open for a list. The same bytes are told once: what decides is the SHA-256 of each
part, so a list that is served broken for a week is one hold and a week of checks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from tracker.store.codec import maybe_moment, moment_of, moment_text
from tracker.store.transaction import new_id, require_transaction


class Release(StrEnum):
    """Who or what ended a hold: a person accepted it, other bytes are held now, or good ones came."""

    PERSON = "person"
    SUPERSEDED = "superseded"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Hold:
    """One publication held back. `parts` are the snapshots that accepting it would read."""

    id: int
    list: str
    source: str
    reason: str
    held_at: datetime
    parts: Mapping[str, int] = field(default_factory=dict)
    released_at: datetime | None = None
    released_by: Release | None = None


def open_hold(connection: sqlite3.Connection, list_name: str) -> Hold | None:
    """The hold of a list that is open now."""
    row = connection.execute(
        "SELECT * FROM holds WHERE list = ? AND released_at IS NULL", (list_name,)
    ).fetchone()
    return None if row is None else _hold(connection, row)


def open_holds(connection: sqlite3.Connection) -> tuple[Hold, ...]:
    """All holds that are open now, by list."""
    rows = connection.execute("SELECT * FROM holds WHERE released_at IS NULL ORDER BY list").fetchall()
    return tuple(_hold(connection, row) for row in rows)


def hold_of_bytes(connection: sqlite3.Connection, list_name: str, hashes: Mapping[str, str]) -> Hold | None:
    """The last hold of a list, open or released, whose parts have exactly these SHA-256 (part -> hash)."""
    rows = connection.execute("SELECT * FROM holds WHERE list = ? ORDER BY id DESC", (list_name,)).fetchall()
    return next(
        (_hold(connection, row) for row in rows if _hashes(connection, row["id"]) == dict(hashes)), None
    )


def is_accepted(connection: sqlite3.Connection, list_name: str, hashes: Mapping[str, str]) -> bool:
    """Whether a person accepted a hold of exactly these bytes; they are to be believed then."""
    hold = hold_of_bytes(connection, list_name, hashes)
    return hold is not None and hold.released_by is Release.PERSON


def add_hold(
    connection: sqlite3.Connection,
    list_name: str,
    *,
    source: str,
    parts: Mapping[str, int],
    reason: str,
    now: datetime,
) -> tuple[Hold, bool]:
    """Holds the publication made of these snapshots; says also whether it is to be told.

    An open hold of the same bytes stays as it is and is not told again; one of other bytes is
    superseded. Bytes that were held before are held again, untold.
    """
    require_transaction(connection)
    hashes = _hashes_of_snapshots(connection, parts)
    earlier = hold_of_bytes(connection, list_name, hashes)
    if earlier is not None and earlier.released_at is None:
        return earlier, False
    release_hold(connection, list_name, now, by=Release.SUPERSEDED)
    cursor = connection.execute(
        "INSERT INTO holds (list, source, reason, held_at) VALUES (?, ?, ?, ?)",
        (list_name, source, reason, moment_text(now)),
    )
    hold = new_id(cursor)
    connection.executemany(
        "INSERT INTO hold_parts (hold_id, part, snapshot_id) VALUES (?, ?, ?)",
        ((hold, part, snapshot) for part, snapshot in parts.items()),
    )
    return Hold(hold, list_name, source, reason, now, dict(parts)), earlier is None


def release_hold(
    connection: sqlite3.Connection, list_name: str, now: datetime, *, by: Release = Release.PERSON
) -> Hold | None:
    """Ends the open hold of a list and returns it as it is now; None where none was open."""
    require_transaction(connection)
    hold = open_hold(connection, list_name)
    if hold is None:
        return None
    connection.execute(
        "UPDATE holds SET released_at = ?, released_by = ? WHERE id = ?", (moment_text(now), by, hold.id)
    )
    return replace(hold, released_at=now, released_by=by)


def _hashes(connection: sqlite3.Connection, hold: int) -> dict[str, str | None]:
    rows = connection.execute(
        """SELECT hold_parts.part, snapshots.sha256 FROM hold_parts
        JOIN snapshots ON snapshots.id = hold_parts.snapshot_id WHERE hold_id = ?""",
        (hold,),
    )
    return {row["part"]: row["sha256"] for row in rows}


def _hashes_of_snapshots(connection: sqlite3.Connection, parts: Mapping[str, int]) -> dict[str, str]:
    found = {}
    for part, snapshot in parts.items():
        row = connection.execute("SELECT sha256 FROM snapshots WHERE id = ?", (snapshot,)).fetchone()
        if row is None or row["sha256"] is None:
            raise ValueError(f"part {part}: snapshot {snapshot} has no stored body, so it cannot be held")
        found[part] = row["sha256"]
    return found


def _hold(connection: sqlite3.Connection, row: sqlite3.Row) -> Hold:
    parts = connection.execute(
        "SELECT part, snapshot_id FROM hold_parts WHERE hold_id = ? ORDER BY part", (row["id"],)
    )
    by = row["released_by"]
    return Hold(
        id=row["id"],
        list=row["list"],
        source=row["source"],
        reason=row["reason"],
        held_at=moment_of(row["held_at"]),
        parts={part["part"]: part["snapshot_id"] for part in parts},
        released_at=maybe_moment(row["released_at"]),
        released_by=None if by is None else Release(by),
    )
