"""Simulated reports in a database, as pages and lists bring them there: documents, records, evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from tracker.model import Document, Grade, Record, RecordType, Snapshot
from tracker.resolve.saying import Saying
from tracker.store.documents import add_document, add_statements
from tracker.store.records import add_records
from tracker.store.runs import start_run
from tracker.store.snapshots import add_evidence, add_snapshot

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
_SOURCE = "press"
_BODY = "0" * 64
_WORDS_A_PRINT = 10
_SENTENCES = {
    RecordType.RELEASE: (
        "Belarus freed prisoners in exchange for US sanctions relief.",
        "Belarus freed prisoners after talks with the US on Thursday.",
        "They were freed on Thursday.",
    ),
    RecordType.SANCTION: (
        "In return, the United States lifted the measure.",
        "The US acted in exchange for the release of prisoners.",
        "The measure was published on Thursday.",
    ),
    RecordType.CONTACT: ("The two sides spoke about prisoners and about sanctions.",),
}


def begin(connection: sqlite3.Connection) -> int:
    """A run, a body and a snapshot to rest everything on; inside a transaction. Returns the run's number."""
    run = start_run(connection, command="sync", version="0", now=NOON)
    add_evidence(connection, _BODY, size=100, stored_size=50, now=NOON)
    url = "https://press.invalid/"
    answer = Snapshot(_SOURCE, "main", NOON, url, url, 200, (), Grade.OK, _BODY, 100)
    add_snapshot(connection, answer, run=run)
    return run


def store_reports(connection: sqlite3.Connection, run: int, sayings: Iterable[Saying]) -> list[str]:
    """Stores each as its page or its list would, and returns the ids of the records."""
    return [_store(connection, run, number, saying) for number, saying in enumerate(sayings)]


def _store(connection: sqlite3.Connection, run: int, number: int, saying: Saying) -> str:
    now = NOON + timedelta(seconds=number)
    if saying.address is None:
        add_records(connection, run, [saying.record], now)
        return saying.id
    text = _text(saying)
    document = add_document(
        connection,
        run,
        Document(url=saying.address, title="A report", text=text, language="en", published=None),
        source=_SOURCE,
        url=saying.address,
        snapshot=1,
        now=now,
        publisher=saying.voice,
        publisher_class="official" if saying.is_official else "independent",
    )
    add_records(connection, run, [_of_page(saying.record, document, text)], now)
    add_statements(connection, document, [saying.id], ())
    return saying.id


def _of_page(record: Record, document: int, text: str) -> Record:
    """The record with a sentence of its page as evidence; one that others do not have word for word."""
    sentence = Random(record.id).choice(_SENTENCES[record.type])
    quote = f"{sentence} {text[:80]}"
    evidence = tuple(replace(piece, quote=quote, document=document, snapshot=1) for piece in record.evidence)
    return replace(record, rule="en.simulated", evidence=evidence)


def _text(saying: Saying) -> str:
    """Some words for each print: whose prints are mostly another's has mostly that one's words."""
    return " ".join(
        f"{word:x}"
        for one in sorted(saying.prints)
        for dice in (Random(one),)
        for word in (dice.getrandbits(24) for _ in range(_WORDS_A_PRINT))
    )
