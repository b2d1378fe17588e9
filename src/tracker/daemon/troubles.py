"""The daemon's own troubles on their way to `incidents`: kept in memory while nothing can be written."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass
from datetime import datetime

from tracker.store.incidents import IncidentKind, end_incident, note_incident, open_incidents
from tracker.store.transaction import immediate


@dataclass(frozen=True, slots=True)
class _News:
    """What is to be written of one trouble: it was seen, and (or) it is over."""

    message: str | None
    seen_at: datetime | None
    ended_at: datetime | None = None


class Troubles:
    """Used by all threads of the daemon; written by whoever has a connection that works.

    A trouble that was seen and ended before anything could be written is told all the same.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._lock = threading.Lock()
        self._open = {(one.kind, one.subject) for one in open_incidents(connection)}
        self._news: dict[tuple[IncidentKind, str], _News] = {}

    def note(self, kind: IncidentKind, subject: str, message: str, at: datetime) -> None:
        """It is so (still)."""
        with self._lock:
            self._open.add((kind, subject))
            self._news[kind, subject] = _News(message, at)

    def end(self, kind: IncidentKind, subject: str, at: datetime) -> None:
        """It is over, if it ever was."""
        with self._lock:
            key = (kind, subject)
            if key not in self._open:
                return
            self._open.discard(key)
            known = self._news.get(key, _News(None, None))
            self._news[key] = _News(known.message, known.seen_at, at)

    def write(self, connection: sqlite3.Connection) -> None:
        """Writes what is new. Raises StoreError; then it is still to be written."""
        with self._lock:
            news = dict(self._news)
        if not news:
            return
        with immediate(connection):
            for (kind, subject), one in news.items():
                if one.message is not None and one.seen_at is not None:
                    note_incident(connection, kind, subject, one.message, one.seen_at)
                if one.ended_at is not None:
                    end_incident(connection, kind, subject, one.ended_at)
        with self._lock:
            for key, one in news.items():
                if self._news.get(key) is one:
                    del self._news[key]
