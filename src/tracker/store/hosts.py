"""What hosts asked of us: not to come before a time, and what their robots.txt allows.

A time to wait is kept for the host alone (`list.example`): who answers 429 or 503 is the machine, on
whatever port and scheme it was asked. A robots.txt is kept for its origin (`https://list.example`, a
port only where it is not the scheme's own), since that is what it holds for: RFC 9309, 2.3.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from tracker.store.codec import maybe_moment, moment_of, moment_text


@dataclass(frozen=True, slots=True)
class HostRow:
    """A host that asked us to wait; `reason` says how, such as `429, Retry-After: 3600`."""

    host: str
    not_before: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class RobotsRow:
    """The robots.txt of one origin, as it was last asked for.

    `status` is that of the last answer, None where none came. `body` is the last copy that we got,
    at `body_at`; it outlives later failures, and is empty where the origin has none (a 4xx).
    """

    origin: str
    fetched_at: datetime
    status: int | None
    body: str | None
    body_at: datetime | None


def host_row(connection: sqlite3.Connection, host: str) -> HostRow | None:
    """What `host` last asked, also if the time has passed; None for one that never did."""
    row = connection.execute("SELECT * FROM hosts WHERE host = ?", (host,)).fetchone()
    return None if row is None else _host(row)


def hold_off(connection: sqlite3.Connection, host: str, until: datetime, reason: str) -> HostRow:
    """Remembers not to visit `host` before `until`, and returns what holds now: the later of two wishes."""
    connection.execute(
        """INSERT INTO hosts (host, not_before, reason) VALUES (?, ?, ?)
        ON CONFLICT (host) DO UPDATE SET not_before = excluded.not_before, reason = excluded.reason
        WHERE excluded.not_before > hosts.not_before""",
        (host, moment_text(until), reason),
    )
    row = connection.execute("SELECT * FROM hosts WHERE host = ?", (host,)).fetchone()
    return _host(row)


def all_holding_off(connection: sqlite3.Connection, now: datetime) -> tuple[HostRow, ...]:
    """The hosts that are not to be visited yet, the first to be free first."""
    rows = connection.execute(
        "SELECT * FROM hosts WHERE not_before > ? ORDER BY not_before, host", (moment_text(now),)
    )
    return tuple(_host(row) for row in rows)


def robots_row(connection: sqlite3.Connection, origin: str) -> RobotsRow | None:
    """What is known of the robots.txt of `origin`; None where it was never asked for."""
    row = connection.execute("SELECT * FROM robots WHERE origin = ?", (origin,)).fetchone()
    return None if row is None else _robots(row)


def load_robots(connection: sqlite3.Connection) -> dict[str, RobotsRow]:
    """All that is known of robots.txt files, by origin."""
    return {row["origin"]: _robots(row) for row in connection.execute("SELECT * FROM robots ORDER BY origin")}


def keep_robots(
    connection: sqlite3.Connection, origin: str, *, status: int | None, body: str | None, now: datetime
) -> None:
    """Remembers an answer to robots.txt. With `body` None (a 5xx, no answer) the earlier copy stays;
    for an origin that has none (a 4xx) hand in an empty text."""
    connection.execute(
        """INSERT INTO robots (origin, fetched_at, status, body, body_at)
        VALUES (?1, ?2, ?3, ?4, CASE WHEN ?4 IS NOT NULL THEN ?2 END)
        ON CONFLICT (origin) DO UPDATE SET fetched_at = excluded.fetched_at, status = excluded.status,
          body = coalesce(excluded.body, robots.body),
          body_at = coalesce(excluded.body_at, robots.body_at)""",
        (origin, moment_text(now), status, body),
    )


def _host(row: sqlite3.Row) -> HostRow:
    return HostRow(row["host"], moment_of(row["not_before"]), row["reason"])


def _robots(row: sqlite3.Row) -> RobotsRow:
    return RobotsRow(
        origin=row["origin"],
        fetched_at=moment_of(row["fetched_at"]),
        status=row["status"],
        body=row["body"],
        body_at=maybe_moment(row["body_at"]),
    )
