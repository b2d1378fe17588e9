"""Troubles of the tracker itself, each from its beginning to its end; told, like those of sources."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.store.codec import maybe_moment, moment_of, moment_text
from tracker.store.transaction import require_transaction


class IncidentKind(StrEnum):
    """What is wrong; the incident's `subject` says where."""

    VISIT = "visit"  # an error of ours in the visit to a source
    HANG = "hang"  # a visit to a source that does not come to an end
    STORE = "store"  # the database or the evidence cannot be used: the file
    JOB = "job"  # a job of the daemon fails: its name
    CONFIGURATION = "configuration"  # it could not be loaded, and the old one stays: the subject
    ZONE = "zone"  # there is no data of a time zone: its name


@dataclass(frozen=True, slots=True)
class Incident:
    """One trouble; `times` it was seen, last at `last_at`; it goes on until `ended_at`."""

    kind: IncidentKind
    subject: str
    message: str
    began_at: datetime
    last_at: datetime
    times: int
    ended_at: datetime | None = None


def note_incident(
    connection: sqlite3.Connection, kind: IncidentKind, subject: str, message: str, at: datetime
) -> bool:
    """Notes a trouble; says whether it is a new one, and not the one that is open already, once more."""
    require_transaction(connection)
    cursor = connection.execute(
        """UPDATE incidents SET message = ?, last_at = ?, times = times + 1
        WHERE kind = ? AND subject = ? AND ended_at IS NULL""",
        (message, moment_text(at), kind.value, subject),
    )
    if cursor.rowcount:
        return False
    connection.execute(
        """INSERT INTO incidents (kind, subject, message, began_at, last_at, times)
        VALUES (?1, ?2, ?3, ?4, ?4, 1)""",
        (kind.value, subject, message, moment_text(at)),
    )
    return True


def end_incident(connection: sqlite3.Connection, kind: IncidentKind, subject: str, at: datetime) -> bool:
    """Notes that a trouble is over; says whether it was open."""
    cursor = connection.execute(
        "UPDATE incidents SET ended_at = ? WHERE kind = ? AND subject = ? AND ended_at IS NULL",
        (moment_text(at), kind.value, subject),
    )
    return cursor.rowcount == 1


def open_incidents(connection: sqlite3.Connection) -> tuple[Incident, ...]:
    """The troubles that go on, the oldest first."""
    rows = connection.execute("SELECT * FROM incidents WHERE ended_at IS NULL ORDER BY id")
    return tuple(_incident(row) for row in rows)


def incidents_since(connection: sqlite3.Connection, since: datetime) -> tuple[Incident, ...]:
    """The troubles that were seen or ended after `since`, the oldest first."""
    rows = connection.execute(
        "SELECT * FROM incidents WHERE last_at > ?1 OR ended_at > ?1 ORDER BY id", (moment_text(since),)
    )
    return tuple(_incident(row) for row in rows)


def _incident(row: sqlite3.Row) -> Incident:
    return Incident(
        kind=IncidentKind(row["kind"]),
        subject=row["subject"],
        message=row["message"],
        began_at=moment_of(row["began_at"]),
        last_at=moment_of(row["last_at"]),
        times=row["times"],
        ended_at=maybe_moment(row["ended_at"]),
    )
