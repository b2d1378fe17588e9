"""Digests that were made, and which revision was told by which: each once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.store.codec import maybe_moment, maybe_moment_text, moment_of, moment_text
from tracker.store.transaction import new_id, require_transaction


class Fate(StrEnum):
    """What was told of a revision: that it stands, or that it was withdrawn or merged into another."""

    STANDS = "stands"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class BeginningKind(StrEnum):
    """What begins when it is first seen in the configuration."""

    DIGEST = "digest"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class DigestRow:
    """One digest that was made: for which local date, and of which time (UTC; no start: the first one)."""

    id: int
    digest: str
    local_date: date
    zone: str
    window_start: datetime | None
    window_end: datetime
    subject_line: str


@dataclass(frozen=True, slots=True)
class Untold:
    """A development of which a digest has something to tell.

    `revision` is the present one. `told` is the last revision that this digest told, on the local date
    `told_on`; both None where it told none. `noticed` is the revision that an immediate notice told,
    at `noticed_at`. `known` is the last revision before what is to be told where this digest passed it over
    as no news. With a `fate` other than `stands` what was told is no more. `ended` is what this digest said
    last of one that stands again, on the local date `ended_on`: withdrawn, or merged.
    """

    development: str
    revision: int
    fate: Fate
    told: int | None
    told_on: date | None
    noticed: int | None
    noticed_at: datetime | None
    known: int | None = None
    ended: Fate | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class DigestLine:
    """That a digest tells a revision, or what became of it."""

    development: str
    revision: int
    fate: Fate


def beginning(connection: sqlite3.Connection, kind: BeginningKind, name: str, now: datetime) -> datetime:
    """Since when a digest or a rule is in the configuration; from `now` on, where it is seen first.

    Inside a transaction.
    """
    require_transaction(connection)
    connection.execute(
        "INSERT INTO beginnings (kind, name, since) VALUES (?, ?, ?) ON CONFLICT (kind, name) DO NOTHING",
        (kind.value, name, moment_text(now)),
    )
    row = connection.execute(
        "SELECT since FROM beginnings WHERE kind = ? AND name = ?", (kind.value, name)
    ).fetchone()
    return moment_of(row["since"])


def add_digest(
    connection: sqlite3.Connection,
    name: str,
    *,
    local_date: date,
    zone: str,
    window_start: datetime | None,
    window_end: datetime,
    subject_line: str,
) -> int | None:
    """Stores that a digest is made and returns its number; None where that local date has one already."""
    require_transaction(connection)
    cursor = connection.execute(
        """INSERT INTO digests (digest, local_date, zone, window_start, window_end, subject_line)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (digest, local_date) DO NOTHING""",
        (
            name,
            local_date.isoformat(),
            zone,
            maybe_moment_text(window_start),
            moment_text(window_end),
            subject_line,
        ),
    )
    return new_id(cursor) if cursor.rowcount else None


def latest_digest(connection: sqlite3.Connection, name: str) -> DigestRow | None:
    """The digest of this name with the latest local date."""
    row = connection.execute(
        "SELECT * FROM digests WHERE digest = ? ORDER BY local_date DESC LIMIT 1", (name,)
    ).fetchone()
    return None if row is None else _digest(row)


def digest_on(connection: sqlite3.Connection, name: str, local_date: date) -> DigestRow | None:
    """The digest of this name for one local date."""
    row = connection.execute(
        "SELECT * FROM digests WHERE digest = ? AND local_date = ?", (name, local_date.isoformat())
    ).fetchone()
    return None if row is None else _digest(row)


def add_lines(connection: sqlite3.Connection, name: str, digest: int, lines: Iterable[DigestLine]) -> None:
    """Stores what a digest tells, in the transaction that stores the digest.

    What was told, withdrawn and is told again as it was is one line, of the digest that told it last.
    """
    require_transaction(connection)
    connection.executemany(
        """INSERT INTO digest_lines (digest, development_id, revision, fate, digest_id)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (digest, development_id, revision, fate) DO UPDATE SET digest_id = excluded.digest_id""",
        ((name, line.development, line.revision, line.fate.value, digest) for line in lines),
    )


def untold(connection: sqlite3.Connection, name: str) -> tuple[Untold, ...]:
    """Of which developments the digest of this name has something to tell, in the order of first telling.

    A development that came and went before anybody was told of it is not among them; neither is one of
    which nothing is new but how stored evidence is read, since this digest is made.
    """
    rows = connection.execute(
        """WITH news AS (
          SELECT development_id, revision FROM revisions WHERE NOT is_quiet OR NOT EXISTS (
            SELECT 1 FROM digests WHERE digest = ?1 AND window_end <= revisions.at)
        ), standing AS (
          SELECT developments.rowid AS place, developments.id,
            CASE WHEN withdrawn_at IS NOT NULL THEN 'withdrawn'
              WHEN redirect_to IS NOT NULL THEN 'merged' ELSE 'stands' END AS fate,
            (SELECT max(revision) FROM revisions WHERE development_id = developments.id) AS revision,
            (SELECT max(revision) FROM digest_lines WHERE digest = ?1
              AND development_id = developments.id AND fate = 'stands') AS told,
            (SELECT fate FROM digest_lines WHERE digest = ?1
              AND development_id = developments.id ORDER BY digest_id DESC LIMIT 1) AS last_fate,
            (SELECT max(digest_id) FROM digest_lines WHERE digest = ?1
              AND development_id = developments.id) AS last_digest
          FROM developments
        ), pending AS (
          SELECT standing.*, (SELECT min(revision) FROM news WHERE development_id = standing.id
            AND revision > coalesce(told, 0)) AS next FROM standing
        )
        SELECT standing.*, digests.local_date AS told_on,
          CASE WHEN standing.fate = 'stands' AND last_fate <> 'stands' THEN last_fate END AS ended,
          last.local_date AS last_on, notices.revision AS noticed, min(notices.told_at) AS noticed_at,
          (SELECT max(revision) FROM revisions
            WHERE development_id = standing.id AND revision < next) AS known
        FROM pending AS standing
        LEFT JOIN digest_lines ON digest_lines.digest = ?1 AND digest_lines.development_id = standing.id
          AND digest_lines.revision = standing.told AND digest_lines.fate = 'stands'
        LEFT JOIN digests ON digests.id = digest_lines.digest_id
        LEFT JOIN digests AS last ON last.id = standing.last_digest
        LEFT JOIN notices ON notices.development_id = standing.id
        WHERE CASE standing.fate
          WHEN 'stands' THEN standing.next IS NOT NULL OR standing.last_fate <> 'stands'
          ELSE (standing.told IS NOT NULL OR notices.revision IS NOT NULL)
            AND standing.last_fate IS NOT standing.fate
          END
        GROUP BY standing.id ORDER BY standing.place""",
        (name,),
    )
    return tuple(
        Untold(
            development=row["id"],
            revision=row["revision"],
            fate=Fate(row["fate"]),
            told=row["told"],
            told_on=None if row["told_on"] is None else date.fromisoformat(row["told_on"]),
            noticed=row["noticed"],
            noticed_at=maybe_moment(row["noticed_at"]),
            known=row["known"] if row["told"] is None else None,
            ended=None if row["ended"] is None else Fate(row["ended"]),
            ended_on=None if row["ended"] is None else date.fromisoformat(row["last_on"]),
        )
        for row in rows
    )


def digest_names(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The names of the digests of which one was made."""
    rows = connection.execute("SELECT DISTINCT digest FROM digests ORDER BY digest")
    return tuple(row["digest"] for row in rows)


def told_revisions(connection: sqlite3.Connection) -> frozenset[tuple[str, int]]:
    """What readers have last been told: developments with the revision that a digest or a notice told."""
    rows = connection.execute(
        """SELECT development_id, max(revision) AS revision FROM digest_lines WHERE fate = 'stands'
          GROUP BY digest, development_id
        UNION SELECT development_id, revision FROM notices"""
    )
    return frozenset((row["development_id"], row["revision"]) for row in rows)


def _digest(row: sqlite3.Row) -> DigestRow:
    return DigestRow(
        id=row["id"],
        digest=row["digest"],
        local_date=date.fromisoformat(row["local_date"]),
        zone=row["zone"],
        window_start=maybe_moment(row["window_start"]),
        window_end=moment_of(row["window_end"]),
        subject_line=row["subject_line"],
    )
