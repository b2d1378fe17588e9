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


def update_record(connection: sqlite3.Connection, record: Record) -> None:
    """Stores what a record says under today's rules, and where; its id stays, and when it was first seen."""
    require_transaction(connection)
    values = _values(record)
    columns = ", ".join(f"{column} = ?" for column in values)
    connection.execute(f"UPDATE records SET {columns} WHERE id = ?", (*values.values(), record.id))
    connection.execute("DELETE FROM record_evidence WHERE record_id = ?", (record.id,))
    _insert_evidence(connection, record)


def load_records(connection: sqlite3.Connection, ids: Iterable[str] | None = None) -> tuple[Record, ...]:
    """The records with these ids, or all, in the order in which they were first seen."""
    ids = None if ids is None else list(ids)
    which, chosen = among(ids, "id")
    evidence = _load_evidence(connection, ids)
    rows = connection.execute(f"SELECT * FROM records {which} ORDER BY rowid", chosen)
    return tuple(_record(row, tuple(evidence[row["id"]])) for row in rows)


def _values(record: Record) -> dict[str, object]:
    """What a record says, by column; all but its id and when it was first seen."""
    when = record.when
    return {
        "type": record.type,
        "status": record.status,
        "action": record.action,
        "source": record.source,
        "authority": record.authority,
        "agency": record.agency,
        "list": record.list,
        "programmes": to_json(record.programmes),
        "still_under": to_json(record.still_under),
        "targets": to_json(record.targets),
        "on_date": day_text(when.on),
        "precision": when.precision,
        "after_date": day_text(when.after),
        "by_date": day_text(when.by),
        "basis": when.basis,
        "instrument": record.instrument,
        "rule": record.rule,
        "confidence": record.confidence,
        "origin": record.origin,
        "summary": record.summary,
        "note": record.note,
        "details": to_json(record.details),
    }


def _insert(connection: sqlite3.Connection, run: int, record: Record, now: datetime) -> bool:
    values = {"id": record.id, **_values(record), "run_id": run, "first_seen_at": moment_text(now)}
    cursor = connection.execute(
        f"""INSERT INTO records ({", ".join(values)}) VALUES ({", ".join("?" * len(values))})
        ON CONFLICT (id) DO NOTHING""",
        tuple(values.values()),
    )
    if cursor.rowcount == 0:
        return False
    _insert_evidence(connection, record)
    return True


def _insert_evidence(connection: sqlite3.Connection, record: Record) -> None:
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


def among(ids: Iterable[str] | None, column: str) -> tuple[str, tuple[str, ...]]:
    """The condition that a column has one of these values, and what it is to be run with; none for all.

    Two statements, not one with "or all": that one would read the whole table for a few rows.
    """
    if ids is None:
        return "", ()
    return f"WHERE {column} IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)


def _load_evidence(
    connection: sqlite3.Connection, records: Iterable[str] | None
) -> defaultdict[str, list[Evidence]]:
    which, chosen = among(records, "record_id")
    rows = connection.execute(f"SELECT * FROM record_evidence {which} ORDER BY record_id, place", chosen)
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
