"""The entries of a list's states, read: what each looked like, and from which state on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.model import ListEntry
from tracker.store.entries import decode_entry


@dataclass(frozen=True, slots=True)
class EntryVersion:
    """One entry as it stood from `since_state` on; `start` and `length` lie in that state's body.

    `entry` is None where only its digest was kept.
    """

    uid: str
    since_state: int
    until_state: int | None
    digest: bytes
    start: int
    length: int
    entry: ListEntry | None


def digests(connection: sqlite3.Connection, list_name: str, state: int | None = None) -> dict[str, bytes]:
    """The digest of every entry of a list by uid: as of its last state, or of the one named."""
    cursor = connection.cursor()
    cursor.row_factory = None
    if state is None:
        return dict(
            cursor.execute(
                "SELECT uid, digest FROM list_entries WHERE list = ? AND until_state IS NULL", (list_name,)
            )
        )
    return dict(
        cursor.execute(
            """SELECT uid, digest FROM list_entries
            WHERE list = ?1 AND since_state <= ?2 AND (until_state IS NULL OR until_state > ?2)""",
            (list_name, state),
        )
    )


def kept_entries(
    connection: sqlite3.Connection, list_name: str, uids: Iterable[str] | None = None
) -> dict[str, ListEntry]:
    """The entries of a list's last state that were kept whole, by uid; of `uids` only where given."""
    chosen = None if uids is None else json.dumps(list(uids))
    rows = connection.execute(
        """SELECT uid, entry FROM list_entries
        WHERE list = ?1 AND until_state IS NULL AND entry IS NOT NULL
          AND (?2 IS NULL OR uid IN (SELECT value FROM json_each(?2)))""",
        (list_name, chosen),
    )
    return {row["uid"]: decode_entry(row["entry"]) for row in rows}


def every_kept_entry(connection: sqlite3.Connection) -> Iterator[ListEntry]:
    """Every version of every entry that was kept whole, those that left their list too."""
    rows = connection.execute("SELECT entry FROM list_entries WHERE entry IS NOT NULL ORDER BY list, uid")
    return (decode_entry(row["entry"]) for row in rows)


def entries_at(connection: sqlite3.Connection, list_name: str, state: int) -> dict[str, ListEntry]:
    """The entries of one state of a list that were kept whole, by uid."""
    rows = connection.execute(
        """SELECT uid, entry FROM list_entries
        WHERE list = ?1 AND since_state <= ?2 AND (until_state IS NULL OR until_state > ?2)
          AND entry IS NOT NULL""",
        (list_name, state),
    )
    return {row["uid"]: decode_entry(row["entry"]) for row in rows}


def entry_version(
    connection: sqlite3.Connection, list_name: str, uid: str, state: int
) -> EntryVersion | None:
    """The version of one entry that was valid in `state`; None where it was not on the list."""
    row = connection.execute(
        """SELECT * FROM list_entries
        WHERE list = ?1 AND uid = ?2 AND since_state <= ?3 AND (until_state IS NULL OR until_state > ?3)""",
        (list_name, uid, state),
    ).fetchone()
    return None if row is None else _version(row)


def entry_history(connection: sqlite3.Connection, list_name: str, uid: str) -> tuple[EntryVersion, ...]:
    """Every version of one entry, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM list_entries WHERE list = ? AND uid = ? ORDER BY since_state", (list_name, uid)
    )
    return tuple(_version(row) for row in rows)


def _version(row: sqlite3.Row) -> EntryVersion:
    return EntryVersion(
        uid=row["uid"],
        since_state=row["since_state"],
        until_state=row["until_state"],
        digest=row["digest"],
        start=row["start"],
        length=row["length"],
        entry=None if row["entry"] is None else decode_entry(row["entry"]),
    )


def tracked_uids(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """By list, the uids of which a version was ever kept whole."""
    found: dict[str, list[str]] = {}
    for row in connection.execute(
        "SELECT DISTINCT list, uid FROM list_entries WHERE entry IS NOT NULL ORDER BY list, uid"
    ):
        found.setdefault(row["list"], []).append(row["uid"])
    return found


def versions_mark(connection: sqlite3.Connection) -> str:
    """Another text whenever an entry that is kept whole came, changed or went, on any list."""
    row = connection.execute(
        """SELECT count(*) AS kept, max(since_state) AS since, max(until_state) AS until,
          count(until_state) AS ended FROM list_entries WHERE entry IS NOT NULL"""
    ).fetchone()
    return f"{row['kept']} {row['since']} {row['until']} {row['ended']}"
