"""Registers of prisoners: the states that were imported, and the records that they state."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.model import RegisterChanges, RegisterCounts, When
from tracker.store.codec import from_json, moment_of, moment_text, to_json
from tracker.store.records import read_when
from tracker.store.transaction import new_id, require_transaction


@dataclass(frozen=True, slots=True)
class StoredState:
    """One state of a register: of the day `on_date`, and the same file still on `last_date`.

    `snapshot` is that of the body that is kept. `changes` are those since the state before; None: the first.
    """

    register: str
    imported_at: datetime
    on_date: date
    last_date: date
    snapshot: int
    file_sha256: str
    file_size: int
    counts: RegisterCounts
    changes: RegisterChanges | None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A record that a register states of the person `uid`; not `is_said` where it says something else now.

    `when` is the record's.
    """

    record: str
    register: str
    uid: str
    when: When
    is_said: bool


def add_register_state(connection: sqlite3.Connection, run: int, state: StoredState) -> int:
    """Stores a state and returns its number; its snapshot must be there."""
    require_transaction(connection)
    cursor = connection.execute(
        """INSERT INTO register_states (register, run_id, imported_at, on_date, last_date, snapshot_id,
          file_sha256, file_size, counts, changes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            state.register,
            run,
            moment_text(state.imported_at),
            state.on_date.isoformat(),
            state.last_date.isoformat(),
            state.snapshot,
            state.file_sha256,
            state.file_size,
            to_json(state.counts),
            None if state.changes is None else to_json(state.changes),
        ),
    )
    return new_id(cursor)


def see_again(connection: sqlite3.Connection, state: int, day: date) -> None:
    """Notes that the register was still the same on a later day."""
    require_transaction(connection)
    connection.execute("UPDATE register_states SET last_date = ? WHERE id = ?", (day.isoformat(), state))


def register_states(connection: sqlite3.Connection, register: str | None = None) -> tuple[StoredState, ...]:
    """The states of a register, or of all, the first imported first."""
    rows = connection.execute(
        "SELECT * FROM register_states WHERE ?1 IS NULL OR register = ?1 ORDER BY id", (register,)
    )
    return tuple(_state(row) for row in rows)


def add_register_records(
    connection: sqlite3.Connection, register: str, state: int, records: Mapping[str, str]
) -> None:
    """Says which records (uid -> id) a state states; one that was taken back before is said again."""
    require_transaction(connection)
    connection.executemany(
        """INSERT INTO register_records (record_id, register, uid, state_id) VALUES (?, ?, ?, ?)
        ON CONFLICT (record_id) DO UPDATE SET state_id = excluded.state_id, unsaid_state = NULL""",
        ((record, register, uid, state) for uid, record in records.items()),
    )


def unsay_records(connection: sqlite3.Connection, state: int, records: Iterable[str]) -> None:
    """Says that a register does not state these records any more, since a state."""
    require_transaction(connection)
    connection.executemany(
        "UPDATE register_records SET unsaid_state = ? WHERE record_id = ?",
        ((state, record) for record in records),
    )


def stated_records(
    connection: sqlite3.Connection, *, register: str | None = None, records: Iterable[str] | None = None
) -> tuple[Stated, ...]:
    """What registers state: of one register or of all, these records or all, the first stated first."""
    chosen = None if records is None else json.dumps(list(records))
    rows = connection.execute(
        """SELECT register_records.*, on_date, precision, after_date, by_date, basis
        FROM register_records JOIN records ON records.id = record_id
        WHERE (?1 IS NULL OR register = ?1)
          AND (?2 IS NULL OR record_id IN (SELECT value FROM json_each(?2)))
        ORDER BY state_id, record_id""",
        (register, chosen),
    )
    return tuple(
        Stated(row["record_id"], row["register"], row["uid"], read_when(row), row["unsaid_state"] is None)
        for row in rows
    )


def _state(row: sqlite3.Row) -> StoredState:
    return StoredState(
        register=row["register"],
        imported_at=moment_of(row["imported_at"]),
        on_date=date.fromisoformat(row["on_date"]),
        last_date=date.fromisoformat(row["last_date"]),
        snapshot=row["snapshot_id"],
        file_sha256=row["file_sha256"],
        file_size=row["file_size"],
        counts=from_json(RegisterCounts, row["counts"]),
        changes=None if row["changes"] is None else from_json(RegisterChanges, row["changes"]),
        id=row["id"],
    )
