"""What documents state when they are read again, put in the place of what they stated before.

Nothing is deleted that was told or quoted: a record that today's rules do not find stays, and no document
states it any more; a text that is read otherwise stands beside the one that was read before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from tracker.extract.page_records import page_records
from tracker.extract.pages import Rejected
from tracker.model import Details, Record
from tracker.store.documents import (
    StoredDocument,
    add_reading,
    rejected_in,
    replace_statements,
    stated_by,
)
from tracker.store.records import add_records, load_records, update_record
from tracker.store.statements import stating
from tracker.store.transaction import require_transaction
from tracker.sync.documents import origination_of
from tracker.sync.rereading import Reread

# Where it was read is no part of what a record says; the words for it follow from the rest.
_NOT_COMPARED = frozenset({"id", "evidence", "details", "summary"})


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that is read otherwise: as it is now, and which of its fields are others."""

    record: Record
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """What the pages state by today's rules and did not before, no longer state, or state otherwise.

    `considered` are the ids of all records that the documents state or stated.
    """

    added: tuple[Record, ...] = ()
    gone: tuple[Record, ...] = ()
    changed: tuple[RecordChange, ...] = ()
    other_texts: int = 0
    considered: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changed or self.other_texts)


def store_rereads(
    connection: sqlite3.Connection,
    run: int,
    rereads: Sequence[Reread],
    documents: Iterable[StoredDocument],
    now: datetime,
) -> RecordDifference:
    """Stores what is read otherwise, and says what that is. `documents` are all that are stored.

    A record is what the first of the documents that state it says. One that also stands in a document
    which was not read again stays as it is.
    """
    require_transaction(connection)
    answers = {one.id: (one.source, one.document.url, one.snapshot) for one in documents}
    reread = {answers[one.stored.id] for one in rereads}
    own = {number for number, answer in answers.items() if answer in reread}
    before = {number: stated_by(connection, number) for number in own}
    fresh, statements = _read(connection, run, rereads, now)
    names = {*fresh, *(name for stated in before.values() for name in stated)}
    was_current = _current(connection, names)
    known = {record.id: record for record in load_records(connection, names)}
    add_records(connection, run, (one for name, one in fresh.items() if name not in known), now)
    changed = []
    for name, record in fresh.items():
        old = known.get(name)
        if old is None or old == record or _home(old) not in own:
            continue
        update_record(connection, record)
        if others := _other_fields(old, record):
            changed.append(RecordChange(record, others))
    for number, (stated, rejected) in statements.items():
        if stated != before.get(number, ()) or rejected != rejected_in(connection, number):
            replace_statements(connection, number, stated, rejected)
    is_current = _current(connection, names)
    return RecordDifference(
        added=tuple(record for name, record in fresh.items() if name in is_current - was_current),
        gone=tuple(record for name, record in known.items() if name in was_current - is_current),
        changed=tuple(changed),
        other_texts=sum(one.is_another_text for one in rereads),
        considered=frozenset(names),
    )


_Statements = dict[int, tuple[tuple[str, ...], tuple[Rejected, ...]]]


def _read(
    connection: sqlite3.Connection, run: int, rereads: Iterable[Reread], now: datetime
) -> tuple[dict[str, Record], _Statements]:
    """The records that the documents state, and what each of them states and refuses; where a text is
    another, it is stored, and what was read before states nothing."""
    fresh: dict[str, Record] = {}
    statements: _Statements = {}
    for one in rereads:
        number = one.stored.id
        if one.is_another_text:
            statements[number] = (), ()
            number = add_reading(connection, run, one.document, of=one.stored, now=now)
        records = page_records(
            one.extraction.records,
            one.source,
            origination_of(one.document, number, one.snapshot, one.stored.snapshot),
        )
        statements[number] = tuple(record.id for record in records), one.extraction.rejected
        for record in records:
            fresh.setdefault(record.id, record)
    return fresh, statements


def _current(connection: sqlite3.Connection, records: Iterable[str]) -> frozenset[str]:
    """Those of the records that a page states at present."""
    pages = stating(connection, records)
    return frozenset(name for name, stated in pages.items() if any(one.is_current for one in stated))


def _home(record: Record) -> int | None:
    """The document that a record was read from."""
    return next((piece.document for piece in record.evidence), None)


def _other_fields(old: Record, new: Record) -> tuple[str, ...]:
    found = [
        each.name
        for each in fields(Record)
        if each.name not in _NOT_COMPARED and getattr(old, each.name) != getattr(new, each.name)
    ]
    return (
        *found,
        *(each.name for each in fields(Details) if _detail(old, each.name) != _detail(new, each.name)),
    )


def _detail(record: Record, name: str) -> object:
    return getattr(record.details, name)
