"""What is remembered about hosts from visit to visit: their robots.txt, and until when they want rest."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RobotsCopy:
    """A robots.txt as it was read: when (UTC), with which status, and its text (empty unless 2xx)."""

    fetched_at: datetime
    status: int
    body: str


class HostMemory(Protocol):
    """Where a run keeps and finds it. Called from several threads at once.

    An `origin` is scheme, name and port (`https://example.org`, the port only where it is not the
    scheme's own); a `host` is the name alone, in small letters.
    """

    def robots(self, origin: str) -> RobotsCopy | None:
        """The copy that was kept last, however old."""
        ...

    def keep_robots(self, origin: str, copy: RobotsCopy) -> None:
        """Takes the place of the copy before."""
        ...

    def not_before(self, host: str) -> datetime | None:
        """Until when (UTC) the host is left alone; a time that is past counts as None."""
        ...

    def hold_off(self, host: str, until: datetime, reason: str) -> None:
        """From now on the host is left alone until then."""
        ...


class MemoryOfHosts:
    """A memory that ends with the process: for one-off commands and tests."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._robots: dict[str, RobotsCopy] = {}
        self._rests: dict[str, tuple[datetime, str]] = {}

    def robots(self, origin: str) -> RobotsCopy | None:
        with self._lock:
            return self._robots.get(origin)

    def keep_robots(self, origin: str, copy: RobotsCopy) -> None:
        with self._lock:
            self._robots[origin] = copy

    def not_before(self, host: str) -> datetime | None:
        with self._lock:
            until, _ = self._rests.get(host, (None, ""))
            return until

    def hold_off(self, host: str, until: datetime, reason: str) -> None:
        with self._lock:
            self._rests[host] = (until, reason)
