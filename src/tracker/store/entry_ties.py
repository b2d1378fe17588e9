"""Which entries of different lists are one target: derived, and replaced as a whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from tracker.model import EntryKey, EntryTie, TieStanding
from tracker.store.transaction import require_transaction


def replace_ties(connection: sqlite3.Connection, ties: Iterable[EntryTie]) -> None:
    """Puts `ties` in the place of all that there are."""
    require_transaction(connection)
    connection.execute("DELETE FROM entry_ties")
    connection.executemany(
        """INSERT INTO entry_ties (one_list, one_uid, other_list, other_uid, standing, score, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        ((*one.one, *one.other, one.standing.value, one.score, one.reason) for one in ties),
    )


def load_ties(connection: sqlite3.Connection) -> tuple[EntryTie, ...]:
    """All ties, in the order of their keys."""
    rows = connection.execute("SELECT * FROM entry_ties ORDER BY one_list, one_uid, other_list, other_uid")
    return tuple(
        EntryTie(
            EntryKey(row["one_list"], row["one_uid"]),
            EntryKey(row["other_list"], row["other_uid"]),
            TieStanding(row["standing"]),
            row["score"],
            row["reason"],
        )
        for row in rows
    )
