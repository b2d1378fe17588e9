"""The states of a list: one row for each publication of it that was observed, and what was seen when."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from tracker.model import Origin, Snapshot
from tracker.store.codec import day_of, moment_of, moment_text
from tracker.store.snapshots import load_snapshots


@dataclass(frozen=True, slots=True)
class StateRow:
    """One state of a list, without its entries.

    `covers`: the programmes for which it is complete; None: all. `entries` counts all entries of
    the publication, `subject_entries` those of the subject. `observed_at` is when it was fetched,
    or the day that a rebuilt or published state stands for.
    """

    id: int
    list: str
    source: str
    format: str
    reader: int
    published_on: date | None
    observed_at: datetime
    origin: Origin
    origin_note: str | None
    covers: tuple[str, ...] | None
    declared: int | None
    entries: int
    subject_entries: int
    is_baseline: bool


@dataclass(frozen=True, slots=True)
class AsOf:
    """What is known of a list at one moment.

    `state` was seen at `before`, the last observation not later than the moment; the next one,
    `after`, saw `next_state`. Where the two states differ, the change lies somewhere between the
    two observations. None: there was no observation on that side. Of the looks of one day that
    found the same, the first and the last are known (checks.py).
    """

    moment: datetime
    state: StateRow | None
    before: datetime | None
    after: datetime | None
    next_state: StateRow | None


def latest_state(connection: sqlite3.Connection, list_name: str) -> StateRow | None:
    """The last state of a list, which may be its baseline."""
    row = connection.execute(
        "SELECT * FROM list_states WHERE list = ? ORDER BY id DESC LIMIT 1", (list_name,)
    ).fetchone()
    return None if row is None else _state(row)


def load_state(connection: sqlite3.Connection, state: int) -> StateRow | None:
    """The state with this number."""
    row = connection.execute("SELECT * FROM list_states WHERE id = ?", (state,)).fetchone()
    return None if row is None else _state(row)


def newest_state(connection: sqlite3.Connection) -> int | None:
    """The number of the state that was observed last, of whatever list."""
    found: int | None = connection.execute("SELECT max(id) FROM list_states").fetchone()[0]
    return found


def load_states(connection: sqlite3.Connection, list_name: str | None = None) -> tuple[StateRow, ...]:
    """All states of a list, or of all lists, in the order in which they were stored."""
    rows = connection.execute(
        "SELECT * FROM list_states WHERE ?1 IS NULL OR list = ?1 ORDER BY id", (list_name,)
    )
    return tuple(_state(row) for row in rows)


def state_parts(connection: sqlite3.Connection, state: int) -> dict[str, Snapshot]:
    """The snapshots that a state was read from, by part."""
    rows = connection.execute(
        "SELECT part, snapshot_id FROM list_state_parts WHERE state_id = ? ORDER BY part", (state,)
    ).fetchall()
    snapshots = load_snapshots(connection, (row["snapshot_id"] for row in rows))
    return {row["part"]: snapshots[row["snapshot_id"]] for row in rows}


def as_of(connection: sqlite3.Connection, list_name: str, moment: datetime) -> AsOf:
    """The state of a list at `moment`, and between which observations that lies."""
    before = _observation(connection, list_name, moment, _LAST_BEFORE)
    after = _observation(connection, list_name, moment, _FIRST_AFTER)
    return AsOf(
        moment=moment,
        state=None if before is None else load_state(connection, before[0]),
        before=None if before is None else before[1],
        after=None if after is None else after[1],
        next_state=None if after is None else load_state(connection, after[0]),
    )


_OBSERVATIONS = """WITH observations (state_id, at) AS (
  SELECT id, observed_at FROM list_states WHERE list = ?1
  UNION ALL
  SELECT checks.state_id, checks.at FROM checks
  JOIN list_states ON list_states.id = checks.state_id WHERE list_states.list = ?1
  UNION ALL
  SELECT checks.state_id, checks.last_at FROM checks
  JOIN list_states ON list_states.id = checks.state_id
  WHERE list_states.list = ?1 AND checks.last_at IS NOT NULL
)
"""
_LAST_BEFORE = (
    _OBSERVATIONS
    + "SELECT state_id, at FROM observations WHERE at <= ?2 ORDER BY at DESC, state_id DESC LIMIT 1"
)
_FIRST_AFTER = (
    _OBSERVATIONS + "SELECT state_id, at FROM observations WHERE at > ?2 ORDER BY at, state_id LIMIT 1"
)


def _observation(
    connection: sqlite3.Connection, list_name: str, moment: datetime, query: str
) -> tuple[int, datetime] | None:
    row = connection.execute(query, (list_name, moment_text(moment))).fetchone()
    return None if row is None else (row["state_id"], moment_of(row["at"]))


def _state(row: sqlite3.Row) -> StateRow:
    covers = row["covers"]
    return StateRow(
        id=row["id"],
        list=row["list"],
        source=row["source"],
        format=row["format"],
        reader=row["reader"],
        published_on=day_of(row["published_on"]),
        observed_at=moment_of(row["observed_at"]),
        origin=Origin(row["origin"]),
        origin_note=row["origin_note"],
        covers=None if covers is None else tuple(json.loads(covers)),
        declared=row["declared"],
        entries=row["entries"],
        subject_entries=row["subject_entries"],
        is_baseline=bool(row["is_baseline"]),
    )
