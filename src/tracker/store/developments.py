"""Developments, the records they rest on, and every revision of them that was ever told.

The row in `developments` is what is true now; a row in `revisions` is what stood at one time. An id
is permanent: a merged development redirects, a withdrawn one stays as a tombstone.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tracker.model import (
    Action,
    Comparison,
    CountClaim,
    Details,
    Development,
    Origin,
    RecordType,
    Status,
    Tie,
)
from tracker.store.codec import day_text, from_json, maybe_moment, moment_of, moment_text, to_json
from tracker.store.records import among, read_targets, read_when
from tracker.store.transaction import require_transaction


@dataclass(frozen=True, slots=True)
class StoredDevelopment:
    """A development as it stands now; `revision` counts from 1, `first_at` is when it was first told."""

    development: Development
    comparison: Comparison
    revision: int
    first_at: datetime
    last_at: datetime
    redirect_to: str | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it is told under its own id: neither merged into another nor withdrawn."""
        return self.redirect_to is None and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Revision:
    """A development as it stood from `at` until the next revision."""

    number: int
    run: int
    at: datetime
    development: Development
    comparison: Comparison


def save_development(
    connection: sqlite3.Connection, run: int, development: Development, comparison: Comparison, now: datetime
) -> int | None:
    """Stores a development and returns the number of its new revision; None where nothing changed."""
    require_transaction(connection)
    content, compared = to_json(development), to_json(comparison)
    last = connection.execute(
        """SELECT revision, content, comparison FROM revisions
        WHERE development_id = ? ORDER BY revision DESC LIMIT 1""",
        (development.id,),
    ).fetchone()
    if last is not None and (last["content"], last["comparison"]) == (content, compared):
        return None
    revision = 1 if last is None else int(last["revision"]) + 1
    _upsert(connection, run, development, comparison)
    _replace_ties(connection, development)
    connection.execute(
        """INSERT INTO revisions (development_id, revision, run_id, at, content, comparison)
        VALUES (?, ?, ?, ?, ?, ?)""",
        (development.id, revision, run, moment_text(now), content, compared),
    )
    return revision


def load_developments(
    connection: sqlite3.Connection, ids: Iterable[str] | None = None
) -> tuple[StoredDevelopment, ...]:
    """The developments with these ids, or all, in the order in which they were first told.

    Redirected and withdrawn ones are among them, and say so.
    """
    ids = None if ids is None else list(ids)
    ties = _load_ties(connection, ids)
    which, chosen = among(ids, "developments.id")
    rows = connection.execute(
        f"""SELECT developments.*, max(revisions.revision) AS revision,
          min(revisions.at) AS first_at, max(revisions.at) AS last_at
        FROM developments JOIN revisions ON revisions.development_id = developments.id
        {which} GROUP BY developments.id ORDER BY developments.rowid""",
        chosen,
    )
    return tuple(_stored(row, tuple(ties[row["id"]])) for row in rows)


def load_development(connection: sqlite3.Connection, development: str) -> StoredDevelopment | None:
    """The development with this id, itself, also where it redirects."""
    found = load_developments(connection, [development])
    return found[0] if found else None


def development_with(connection: sqlite3.Connection, record: str) -> str | None:
    """The id of the development that has this record now; None where none has."""
    row = connection.execute(
        """SELECT development_id FROM ties JOIN developments ON developments.id = development_id
        WHERE record_id = ? AND redirect_to IS NULL ORDER BY withdrawn_at IS NOT NULL, developments.rowid
        LIMIT 1""",
        (record,),
    ).fetchone()
    return None if row is None else str(row["development_id"])


def load_revisions(connection: sqlite3.Connection, development: str) -> tuple[Revision, ...]:
    """Every revision of one development, the first first."""
    rows = connection.execute(
        "SELECT * FROM revisions WHERE development_id = ? ORDER BY revision", (development,)
    )
    return tuple(
        Revision(
            number=row["revision"],
            run=row["run_id"],
            at=moment_of(row["at"]),
            development=from_json(Development, row["content"]),
            comparison=from_json(Comparison, row["comparison"]),
        )
        for row in rows
    )


def revised_in(connection: sqlite3.Connection, run: int) -> tuple[str, ...]:
    """The ids of the developments that got a revision in one run, in the order of telling."""
    rows = connection.execute(
        """SELECT DISTINCT development_id FROM revisions
        JOIN developments ON developments.id = development_id
        WHERE run_id = ? ORDER BY developments.rowid""",
        (run,),
    )
    return tuple(row["development_id"] for row in rows)


def quieten(connection: sqlite3.Connection, run: int, developments: Iterable[str]) -> None:
    """Marks the revisions that these got in one run as no news: stored evidence was only read otherwise."""
    require_transaction(connection)
    connection.executemany(
        "UPDATE revisions SET is_quiet = 1 WHERE run_id = ? AND development_id = ?",
        ((run, one) for one in developments),
    )


def redirect_development(connection: sqlite3.Connection, development: str, to: str | None) -> None:
    """Lets an id lead to another, as after a merge; None: it stands for itself again."""
    connection.execute("UPDATE developments SET redirect_to = ? WHERE id = ?", (to, development))


def withdraw_development(connection: sqlite3.Connection, development: str, now: datetime, why: str) -> None:
    """Marks a development as withdrawn; its row and revisions stay. The first withdrawal gives the time,
    the last one the reason."""
    connection.execute(
        """UPDATE developments SET withdrawn_at = coalesce(withdrawn_at, ?), withdrawn_why = ?
        WHERE id = ?""",
        (moment_text(now), why, development),
    )


def restore_development(connection: sqlite3.Connection, development: str) -> None:
    """Takes a withdrawal back."""
    connection.execute(
        "UPDATE developments SET withdrawn_at = NULL, withdrawn_why = NULL WHERE id = ?", (development,)
    )


def _upsert(
    connection: sqlite3.Connection, run: int, development: Development, comparison: Comparison
) -> None:
    when = development.when
    connection.execute(
        """INSERT INTO developments (id, type, status, action, authority, agency, list, targets, programmes,
          still_under, on_date, precision, after_date, by_date, basis, origin, summary, relation,
          comparison, first_run, instrument, details, counts, voices, confidence)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET type = excluded.type, status = excluded.status,
          action = excluded.action, authority = excluded.authority, agency = excluded.agency,
          list = excluded.list, targets = excluded.targets, programmes = excluded.programmes,
          still_under = excluded.still_under, on_date = excluded.on_date,
          precision = excluded.precision, after_date = excluded.after_date,
          by_date = excluded.by_date, basis = excluded.basis, origin = excluded.origin,
          summary = excluded.summary, relation = excluded.relation,
          comparison = excluded.comparison, instrument = excluded.instrument,
          details = excluded.details, counts = excluded.counts, voices = excluded.voices,
          confidence = excluded.confidence""",
        (
            development.id,
            development.type,
            development.status,
            development.action,
            development.authority,
            development.agency,
            development.list,
            to_json(development.targets),
            to_json(development.programmes),
            to_json(development.still_under),
            day_text(when.on),
            when.precision,
            day_text(when.after),
            day_text(when.by),
            when.basis,
            development.origin,
            development.summary,
            comparison.relation,
            to_json(comparison),
            run,
            development.instrument,
            to_json(development.details),
            to_json(development.counts),
            development.voices,
            development.confidence,
        ),
    )


def _replace_ties(connection: sqlite3.Connection, development: Development) -> None:
    connection.execute("DELETE FROM ties WHERE development_id = ?", (development.id,))
    connection.executemany(
        """INSERT INTO ties (development_id, place, record_id, score, reason, to_record)
        VALUES (?, ?, ?, ?, ?, ?)""",
        (
            (development.id, place, tie.record, tie.score, tie.reason, tie.to)
            for place, tie in enumerate(development.ties)
        ),
    )


def _load_ties(
    connection: sqlite3.Connection, developments: Iterable[str] | None
) -> defaultdict[str, list[Tie]]:
    which, chosen = among(developments, "development_id")
    rows = connection.execute(f"SELECT * FROM ties {which} ORDER BY development_id, place", chosen)
    found: defaultdict[str, list[Tie]] = defaultdict(list)
    for row in rows:
        found[row["development_id"]].append(
            Tie(row["record_id"], row["score"], row["reason"], row["to_record"])
        )
    return found


def _stored(row: sqlite3.Row, ties: tuple[Tie, ...]) -> StoredDevelopment:
    development = Development(
        id=row["id"],
        type=RecordType(row["type"]),
        status=Status(row["status"]),
        action=None if row["action"] is None else Action(row["action"]),
        authority=row["authority"],
        agency=row["agency"],
        list=row["list"],
        targets=read_targets(row["targets"]),
        programmes=tuple(json.loads(row["programmes"])),
        still_under=tuple(json.loads(row["still_under"])),
        when=read_when(row),
        ties=ties,
        origin=Origin(row["origin"]),
        summary=row["summary"],
        instrument=row["instrument"],
        details=from_json(Details, row["details"]),
        counts=from_json(tuple[CountClaim, ...], row["counts"]),
        voices=row["voices"],
        confidence=row["confidence"],
    )
    return StoredDevelopment(
        development=development,
        comparison=from_json(Comparison, row["comparison"]),
        revision=row["revision"],
        first_at=moment_of(row["first_at"]),
        last_at=moment_of(row["last_at"]),
        redirect_to=row["redirect_to"],
        withdrawn_at=maybe_moment(row["withdrawn_at"]),
        withdrawn_why=row["withdrawn_why"],
    )


def count_developments(connection: sqlite3.Connection) -> int:
    """How many developments stand: those that redirect or were withdrawn are not counted."""
    row = connection.execute(
        "SELECT count(*) FROM developments WHERE redirect_to IS NULL AND withdrawn_at IS NULL"
    ).fetchone()
    return int(row[0])
