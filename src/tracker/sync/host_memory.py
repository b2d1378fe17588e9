"""What is remembered of hosts, for one run: read from the database at its start, written back as it goes.

The threads that visit ask and tell this memory; the thread that owns the database writes what is new.
"""

from __future__ import annotations

import sqlite3
import threading
from datetime import datetime

from tracker.fetch.hosts import MemoryOfHosts, RobotsCopy
from tracker.store.hosts import all_holding_off, hold_off, keep_robots, load_robots
from tracker.store.transaction import immediate


class StoredHosts(MemoryOfHosts):
    """A memory of hosts that outlives the process: `write_back` is called by the database's thread."""

    def __init__(self, connection: sqlite3.Connection, now: datetime) -> None:
        super().__init__()
        for origin, row in load_robots(connection).items():
            if row.body is not None and row.status is not None:
                super().keep_robots(origin, RobotsCopy(row.fetched_at, row.status, row.body))
        for host in all_holding_off(connection, now):
            super().hold_off(host.host, host.not_before, host.reason)
        self._news = threading.Lock()
        self._new_robots: dict[str, RobotsCopy] = {}
        self._new_rests: dict[str, tuple[datetime, str]] = {}

    def keep_robots(self, origin: str, copy: RobotsCopy) -> None:
        super().keep_robots(origin, copy)
        with self._news:
            self._new_robots[origin] = copy

    def hold_off(self, host: str, until: datetime, reason: str) -> None:
        super().hold_off(host, until, reason)
        with self._news:
            self._new_rests[host] = (until, reason)

    def write_back(self, connection: sqlite3.Connection) -> None:
        """Writes what came since the last time."""
        with self._news:
            robots, self._new_robots = self._new_robots, {}
            rests, self._new_rests = self._new_rests, {}
        if not robots and not rests:
            return
        with immediate(connection):
            for origin, copy in robots.items():
                keep_robots(connection, origin, status=copy.status, body=copy.body, now=copy.fetched_at)
            for host, (until, reason) in rests.items():
                hold_off(connection, host, until, reason)
