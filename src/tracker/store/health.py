"""The health of the sources as it was found, each step with its reason; and the outages of our own line."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from tracker.model import Health
from tracker.store.codec import maybe_moment, moment_of, moment_text
from tracker.store.sources import source_row
from tracker.store.transaction import require_transaction


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of one source from state to state."""

    source: str
    at: datetime
    from_state: Health
    to_state: Health
    reason: str


@dataclass(frozen=True, slots=True)
class Outage:
    """A time in which most hosts could not be reached: one event of ours, none of the sources.

    `hosts` were tried and `offline_hosts` did not answer when it was last found so, at `last_at`.
    """

    began_at: datetime
    last_at: datetime
    hosts: int
    offline_hosts: int
    ended_at: datetime | None = None


def note_health(
    connection: sqlite3.Connection, source: str, to_state: Health, reason: str | None, *, at: datetime
) -> Transition | None:
    """Remembers the state that `health.next_health` gave, and the step to it; None where it is the same.

    Raises ValueError for a step without a reason.
    """
    require_transaction(connection)
    before = source_row(connection, source).health
    if before is to_state:
        return None
    if not reason:
        raise ValueError(f"source {source}: a step from {before.value} to {to_state.value} has no reason")
    moment = moment_text(at)
    connection.execute(
        """INSERT INTO sources (name, health, health_since) VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET health = excluded.health, health_since = excluded.health_since""",
        (source, to_state.value, moment),
    )
    connection.execute(
        """INSERT INTO health_transitions (source, at, from_state, to_state, reason)
        VALUES (?, ?, ?, ?, ?)""",
        (source, moment, before.value, to_state.value, reason),
    )
    return Transition(source, at, before, to_state, reason)


def transitions(
    connection: sqlite3.Connection,
    source: str | None = None,
    *,
    since: datetime | None = None,
    limit: int = 100,
) -> tuple[Transition, ...]:
    """The last steps of a source or of all, the latest first; only those after `since` where it is given."""
    rows = connection.execute(
        """SELECT * FROM health_transitions
        WHERE (?1 IS NULL OR source = ?1) AND (?2 IS NULL OR at > ?2) ORDER BY id DESC LIMIT ?3""",
        (source, None if since is None else moment_text(since), limit),
    )
    return tuple(
        Transition(
            row["source"],
            moment_of(row["at"]),
            Health(row["from_state"]),
            Health(row["to_state"]),
            row["reason"],
        )
        for row in rows
    )


def note_outage(
    connection: sqlite3.Connection, *, at: datetime, hosts: int, offline_hosts: int
) -> tuple[Outage, bool]:
    """Notes that our line is down, and says whether this is a new outage: it is to be told once."""
    require_transaction(connection)
    cursor = connection.execute(
        "UPDATE outages SET last_at = ?, hosts = ?, offline_hosts = ? WHERE ended_at IS NULL",
        (moment_text(at), hosts, offline_hosts),
    )
    is_new = cursor.rowcount == 0
    if is_new:
        connection.execute(
            "INSERT INTO outages (began_at, last_at, hosts, offline_hosts) VALUES (?1, ?1, ?2, ?3)",
            (moment_text(at), hosts, offline_hosts),
        )
    outage = open_outage(connection)
    if outage is None:
        raise RuntimeError("the outage that was just noted is not there")
    return outage, is_new


def end_outage(connection: sqlite3.Connection, at: datetime) -> bool:
    """Notes that hosts can be reached again; says whether an outage was open."""
    cursor = connection.execute("UPDATE outages SET ended_at = ? WHERE ended_at IS NULL", (moment_text(at),))
    return cursor.rowcount > 0


def open_outage(connection: sqlite3.Connection) -> Outage | None:
    """The outage that goes on now."""
    row = connection.execute("SELECT * FROM outages WHERE ended_at IS NULL").fetchone()
    return None if row is None else _outage(row)


def load_outages(connection: sqlite3.Connection, limit: int = 100) -> tuple[Outage, ...]:
    """The last outages, the latest first."""
    rows = connection.execute("SELECT * FROM outages ORDER BY id DESC LIMIT ?", (limit,))
    return tuple(_outage(row) for row in rows)


def _outage(row: sqlite3.Row) -> Outage:
    return Outage(
        began_at=moment_of(row["began_at"]),
        last_at=moment_of(row["last_at"]),
        hosts=row["hosts"],
        offline_hosts=row["offline_hosts"],
        ended_at=maybe_moment(row["ended_at"]),
    )
