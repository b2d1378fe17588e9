"""Stretches: a page whose bytes change at every visit while its text stays the same.

Of each stretch the first and the last body are kept, and how often the text was seen: the two bodies
prove when it stood there, what lay between them would prove nothing more. Snapshots in the middle are
deleted, with their bodies, unless another row names them; a check names the stretch's first snapshot.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.store.codec import moment_of, moment_text
from tracker.store.released import release_snapshot
from tracker.store.transaction import new_id, require_transaction


@dataclass(frozen=True, slots=True)
class Stretch:
    """One text of one part of a source, from `began_at` to `last_at`, seen in `looks` visits.

    `first_snapshot` and `last_snapshot` are the same where the bytes never changed.
    """

    id: int
    source: str
    part: str
    text_digest: str
    began_at: datetime
    last_at: datetime
    looks: int
    first_snapshot: int
    last_snapshot: int

    @property
    def is_new(self) -> bool:
        """Whether this text was seen only once so far: what was read before it, if anything, changed."""
        return self.looks == 1


def open_stretch(connection: sqlite3.Connection, source: str, part: str) -> Stretch | None:
    """The stretch in which one part of a source is now (`part`: as in snapshots)."""
    row = connection.execute(
        "SELECT * FROM stretches WHERE source = ? AND part = ? ORDER BY id DESC LIMIT 1", (source, part)
    ).fetchone()
    return None if row is None else _stretch(row)


def load_stretches(connection: sqlite3.Connection, source: str, part: str) -> tuple[Stretch, ...]:
    """All stretches of one part of a source, the first one first."""
    rows = connection.execute(
        "SELECT * FROM stretches WHERE source = ? AND part = ? ORDER BY id", (source, part)
    )
    return tuple(_stretch(row) for row in rows)


def note_text(
    connection: sqlite3.Connection, source: str, part: str, *, text_digest: str, snapshot: int, at: datetime
) -> Stretch:
    """Notes which text a stored snapshot has, and returns the stretch that it belongs to.

    Another text than the last one begins a stretch. The same text goes on with the stretch: the
    snapshot becomes its last, and the one that was its last is let go. For an answer that was the
    same to the byte (or a 304) hand in the snapshot that it equals.
    """
    require_transaction(connection)
    going_on = open_stretch(connection, source, part)
    if going_on is None or going_on.text_digest != text_digest:
        return _begin(connection, source, part, text_digest, snapshot, at)
    longer = replace(going_on, last_at=at, looks=going_on.looks + 1, last_snapshot=snapshot)
    connection.execute(
        "UPDATE stretches SET last_at = ?, looks = ?, last_snapshot_id = ? WHERE id = ?",
        (moment_text(at), longer.looks, snapshot, longer.id),
    )
    # A lower number was stored before this stretch began: it is not ours to let go.
    if going_on.last_snapshot != snapshot and going_on.last_snapshot > going_on.first_snapshot:
        release_snapshot(connection, going_on.last_snapshot, at)
    return longer


def _begin(
    connection: sqlite3.Connection, source: str, part: str, text_digest: str, snapshot: int, at: datetime
) -> Stretch:
    moment = moment_text(at)
    cursor = connection.execute(
        """INSERT INTO stretches (source, part, text_digest, began_at, last_at, looks, first_snapshot_id,
          last_snapshot_id) VALUES (?1, ?2, ?3, ?4, ?4, 1, ?5, ?5)""",
        (source, part, text_digest, moment, snapshot),
    )
    return Stretch(new_id(cursor), source, part, text_digest, at, at, 1, snapshot, snapshot)


def _stretch(row: sqlite3.Row) -> Stretch:
    return Stretch(
        id=row["id"],
        source=row["source"],
        part=row["part"],
        text_digest=row["text_digest"],
        began_at=moment_of(row["began_at"]),
        last_at=moment_of(row["last_at"]),
        looks=row["looks"],
        first_snapshot=row["first_snapshot_id"],
        last_snapshot=row["last_snapshot_id"],
    )
