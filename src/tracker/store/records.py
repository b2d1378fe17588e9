"""Records: what one source says, with the evidence for it. Written once; seen again, it adds nothing."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from tracker.model import (
    Action,
    DateBasis,
    Details,
    Evidence,
    EvidenceRole,
    Origin,
    Precision,
    Record,
    RecordType,
    Status,
    Target,
    When,
)
from tracker.store.codec import day_of, day_text, from_json, moment_of, moment_text, to_json
from tracker.store.transaction import require_transaction


def add_records(
    connection: sqlite3.Connection, run: int, records: Iterable[Record], now: datetime
) -> tuple[Record, ...]:
    """Stores the records that are not there yet, by their id, and returns these in their order."""
    require_transaction(connection)
    return tuple(record for record in records if _insert(connection, run, record, now))


def load_records(connection: sqlite3.Connection, ids: Iterable[str] | None = None) -> tuple[Record, ...]:
    """The records with these ids, or all, in the order in which they were first seen."""
    chosen = None if ids is None else json.dumps(list(ids))
    evidence = _load_evidence(connection, chosen)
    rows = connection.execute(
        """SELECT * FROM records
        WHERE ?1 IS NULL OR id IN (SELECT value FROM json_each(?1)) ORDER BY rowid""",
        (chosen,),
    )
    return tuple(_record(row, tuple(evidence[row["id"]])) for row in rows)


def _insert(connection: sqlite3.Connection, run: int, record: Record, now: datetime) -> bool:
    when = record.when
    cursor = connection.execute(
        """INSERT INTO records (id, type, status, action, source, authority, agency, list, programmes,
          still_under, targets, on_date, precision, after_date, by_date, basis, instrument, rule,
          confidence, origin, summary, note, details, run_id, first_seen_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING""",
        (
            record.id,
            record.type,
            record.status,
            record.action,
            record.source,
            record.authority,
            record.agency,
            record.list,
            to_json(record.programmes),
            to_json(record.still_under),
            to_json(record.targets),
            day_text(when.on),
            when.precision,
            day_text(when.after),
            day_text(when.by),
            when.basis,
            record.instrument,
            record.rule,
            record.confidence,
            record.origin,
            record.summary,
            record.note,
            to_json(record.details),
            run,
            moment_text(now),
        ),
    )
    if cursor.rowcount == 0:
        return False
    connection.executemany(
        """INSERT INTO record_evidence
          (record_id, place, role, sha256, snapshot_id, observed_at, quote, start, length, document_id,
           in_title)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            (
                record.id,
                place,
                each.role,
                each.sha256,
                each.snapshot,
                moment_text(each.observed_at),
                each.quote,
                each.start,
                each.length,
                each.document,
                each.in_title,
            )
            for place, each in enumerate(record.evidence)
        ),
    )
    return True


def _load_evidence(connection: sqlite3.Connection, chosen: str | None) -> defaultdict[str, list[Evidence]]:
    rows = connection.execute(
        """SELECT * FROM record_evidence
        WHERE ?1 IS NULL OR record_id IN (SELECT value FROM json_each(?1)) ORDER BY record_id, place""",
        (chosen,),
    )
    found: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in rows:
        found[row["record_id"]].append(
            Evidence(
                role=EvidenceRole(row["role"]),
                sha256=row["sha256"],
                observed_at=moment_of(row["observed_at"]),
                quote=row["quote"],
                start=row["start"],
                length=row["length"],
                snapshot=row["snapshot_id"],
                document=row["document_id"],
                in_title=bool(row["in_title"]),
            )
        )
    return found


def read_when(row: sqlite3.Row) -> When:
    """The date columns that records and developments share."""
    return When(
        basis=DateBasis(row["basis"]),
        on=day_of(row["on_date"]),
        precision=Precision(row["precision"]),
        after=day_of(row["after_date"]),
        by=day_of(row["by_date"]),
    )


def read_targets(text: str) -> tuple[Target, ...]:
    """The targets column that records and developments share."""
    return from_json(tuple[Target, ...], text)


def _record(row: sqlite3.Row, evidence: tuple[Evidence, ...]) -> Record:
    return Record(
        id=row["id"],
        type=RecordType(row["type"]),
        status=Status(row["status"]),
        source=row["source"],
        authority=row["authority"],
        agency=row["agency"],
        when=read_when(row),
        rule=row["rule"],
        confidence=row["confidence"],
        evidence=evidence,
        origin=Origin(row["origin"]),
        summary=row["summary"],
        action=None if row["action"] is None else Action(row["action"]),
        list=row["list"],
        programmes=tuple(json.loads(row["programmes"])),
        still_under=tuple(json.loads(row["still_under"])),
        targets=read_targets(row["targets"]),
        instrument=row["instrument"],
        note=row["note"],
        details=from_json(Details, row["details"]),
    )
