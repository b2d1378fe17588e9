"""The process that runs as a daemon, and when its last tick was finished."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.store.codec import moment_of, moment_text

# A tick waits at most so long for the database before it is over (connection.BUSY_TIMEOUT_S, and a little).
_LONGEST_TICK = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Daemon:
    """The daemon as it said itself; `tick_s` are the seconds between two of its ticks."""

    pid: int
    started_at: datetime
    tick_s: float
    ticked_at: datetime

    def is_alive(self, now: datetime) -> bool:
        """Whether it ticked so lately that it will hear a request."""
        return now - self.ticked_at <= 2 * timedelta(seconds=self.tick_s) + _LONGEST_TICK


def note_daemon(connection: sqlite3.Connection, daemon: Daemon) -> None:
    """Says who is the daemon now, in the place of whoever was."""
    connection.execute(
        """INSERT INTO daemon (id, pid, started_at, tick_s, ticked_at) VALUES (1, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET pid = excluded.pid, started_at = excluded.started_at,
          tick_s = excluded.tick_s, ticked_at = excluded.ticked_at""",
        (daemon.pid, moment_text(daemon.started_at), daemon.tick_s, moment_text(daemon.ticked_at)),
    )


def note_tick(connection: sqlite3.Connection, at: datetime) -> None:
    """Notes that a tick was finished."""
    connection.execute("UPDATE daemon SET ticked_at = ?", (moment_text(at),))


def forget_daemon(connection: sqlite3.Connection) -> None:
    """Says that no daemon runs: it ended by itself, or the lock was free."""
    connection.execute("DELETE FROM daemon")


def load_daemon(connection: sqlite3.Connection) -> Daemon | None:
    """The daemon that runs, as far as the database knows: a killed one still stands here."""
    row = connection.execute("SELECT * FROM daemon").fetchone()
    if row is None:
        return None
    return Daemon(row["pid"], moment_of(row["started_at"]), row["tick_s"], moment_of(row["ticked_at"]))
