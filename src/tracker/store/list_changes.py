"""What changed between two states of a list, entry by entry, as it was found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tracker.model import ChangeKind
from tracker.store.codec import plain
from tracker.store.transaction import require_transaction


@dataclass(frozen=True, slots=True)
class StoredChange:
    """One change of one entry; `changes` maps a field to its old and new value, ready for JSON.

    `confirmed_by` says what confirmed a removal: a second fetch, a delta, a notice.
    """

    list: str
    uid: str
    kind: ChangeKind
    from_state: int
    to_state: int
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    only_links: bool = False
    confirmed_by: str | None = None
    id: int | None = None


def add_changes(connection: sqlite3.Connection, changes: Iterable[StoredChange]) -> int:
    """Stores changes in their order and returns how many they were."""
    require_transaction(connection)
    cursor = connection.executemany(
        """INSERT INTO list_changes (list, uid, kind, from_state, to_state, changes, only_links, confirmed_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            (
                change.list,
                change.uid,
                change.kind.value,
                change.from_state,
                change.to_state,
                json.dumps(plain(change.changes), ensure_ascii=False, separators=(",", ":")),
                change.only_links,
                change.confirmed_by,
            )
            for change in changes
        ),
    )
    return max(cursor.rowcount, 0)


def load_changes(
    connection: sqlite3.Connection,
    list_name: str | None = None,
    *,
    uid: str | None = None,
    to_state: int | None = None,
) -> tuple[StoredChange, ...]:
    """The changes of a list, of one of its entries, or of one step, in the order of storing."""
    rows = connection.execute(
        """SELECT * FROM list_changes
        WHERE (?1 IS NULL OR list = ?1) AND (?2 IS NULL OR uid = ?2) AND (?3 IS NULL OR to_state = ?3)
        ORDER BY id""",
        (list_name, uid, to_state),
    )
    return tuple(_change(row) for row in rows)


def confirm_change(connection: sqlite3.Connection, change: int, confirmed_by: str) -> None:
    """Notes what confirmed the change with this number; the first confirmation stays."""
    connection.execute(
        "UPDATE list_changes SET confirmed_by = ? WHERE id = ? AND confirmed_by IS NULL",
        (confirmed_by, change),
    )


def _change(row: sqlite3.Row) -> StoredChange:
    return StoredChange(
        list=row["list"],
        uid=row["uid"],
        kind=ChangeKind(row["kind"]),
        from_state=row["from_state"],
        to_state=row["to_state"],
        changes={name: (old, new) for name, (old, new) in json.loads(row["changes"]).items()},
        only_links=bool(row["only_links"]),
        confirmed_by=row["confirmed_by"],
        id=row["id"],
    )
