"""Documents and what they state are kept; what an older tracker stored comes through unchanged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from store_builders import NOON, comparison, development, record, sha256_of, store_body

from tracker.extract.pages import Rejected
from tracker.model import (
    CountRelation,
    DateBasis,
    Details,
    Document,
    Evidence,
    EvidenceRole,
    Precision,
    Reason,
    Record,
    RecordType,
    Subgroup,
    When,
)
from tracker.store.codec import moment_text, prints_of
from tracker.store.connection import connect
from tracker.store.developments import load_developments, load_revisions, save_development
from tracker.store.documents import (
    add_document,
    add_statements,
    last_document,
    load_documents,
    rejected_in,
    stated_by,
)
from tracker.store.records import add_records, load_records
from tracker.store.runs import start_run
from tracker.store.transaction import immediate
from tracker.store.upgrade import bring_up_to_date
from tracker.text.prints import prints

TOLD = ("records", "record_evidence", "developments", "ties", "revisions")
BODY = b"a page"
URL = "https://news.example/a"
DOCUMENT = Document(
    url=URL,
    title="Six freed",
    text="Six people were freed on Thursday.\n\nMore are asked for.",
    language="en",
    published=date(2025, 11, 4),
    is_guessed=True,
)
REFUSED = Rejected("More are asked for.", "en.release.free-bare", Reason.DEMAND, 36, False)


def stored(connection: sqlite3.Connection, run: int, document: Document, snapshot: int) -> int:
    return add_document(connection, run, document, source="example", url=URL, snapshot=snapshot, now=NOON)


def a_release(document: int, snapshot: int) -> Record:
    return replace(
        record("r-page", sha256_of(BODY)),
        type=RecordType.RELEASE,
        action=None,
        authority=None,
        agency=None,
        when=When(DateBasis.STATED, on=date(2025, 10, 30), precision=Precision.DAY),
        evidence=(
            Evidence(
                role=EvidenceRole.STATES,
                sha256=sha256_of(BODY),
                observed_at=NOON,
                quote="Six freed",
                start=0,
                length=9,
                snapshot=snapshot,
                document=document,
                in_title=True,
            ),
        ),
        details=Details(
            kind="pardon",
            country="BY",
            count=6,
            count_relation=CountRelation.AT_LEAST,
            subgroups=(Subgroup(2, "foreigners"),),
            names=("Jan Prykladny",),
        ),
    )


def test_a_document_comes_back_with_what_it_states_and_what_was_refused(
    connection: sqlite3.Connection, run: int
) -> None:
    with immediate(connection):
        snapshot = store_body(connection, run, BODY)
        number = stored(connection, run, DOCUMENT, snapshot)
        said = a_release(number, snapshot)
        add_records(connection, run, [said], NOON)
        add_statements(connection, number, [said.id], [REFUSED])
    found = last_document(connection, "example", URL)
    assert found is not None
    assert (found.document, found.version, found.snapshot) == (DOCUMENT, 1, snapshot)
    assert load_records(connection) == (said,)
    assert stated_by(connection, number) == (said.id,)
    assert rejected_in(connection, number) == (REFUSED,)


def test_another_text_is_another_version_and_the_earlier_one_stays(
    connection: sqlite3.Connection, run: int
) -> None:
    edited = replace(DOCUMENT, text="Seven people were freed on Thursday.", language=None, published=None)
    with immediate(connection):
        snapshot = store_body(connection, run, BODY)
        for document in (DOCUMENT, edited):
            stored(connection, run, document, snapshot)
    assert [(one.version, one.document) for one in load_documents(connection, "example")] == [
        (1, DOCUMENT),
        (2, edited),
    ]
    assert last_document(connection, "another", URL) is None


def test_a_sanction_without_an_authority_is_refused(connection: sqlite3.Connection, run: int) -> None:
    nobody_s = replace(record("r1", sha256_of(BODY)), authority=None)
    with immediate(connection):
        store_body(connection, run, BODY)
        with pytest.raises(sqlite3.IntegrityError):
            add_records(connection, run, [nobody_s], NOON)


def test_what_a_tracker_stored_that_read_no_pages_is_still_there(database: Path, tmp_path: Path) -> None:
    """Both tables are built anew by the migration: rows, order and what points to them must survive."""
    told = development("d1", ["r2", "r1"])
    today = tmp_path / "today.db"
    columns: dict[str, list[str]] = {}
    database.parent.mkdir(parents=True)
    with closing(sqlite3.connect(database, isolation_level=None)) as older:
        bring_up_to_date(older, database, NOON, stop_before="m006_documents")
        for table in ("runs", "evidence", "snapshots", *TOLD):
            columns[table] = [row[1] for row in older.execute(f"PRAGMA table_info({table})")]
        with closing(connect(today, now=NOON)) as connection:
            run = start_run(connection, command="sync", version="0", now=NOON)
            with immediate(connection):
                store_body(connection, run, BODY)
                add_records(connection, run, [record(name, sha256_of(BODY)) for name in ("r2", "r1")], NOON)
                save_development(connection, run, told, comparison(), NOON)
            expected = load_records(connection), load_developments(connection)
            for table, names in columns.items():
                marks = ", ".join("?" * len(names))
                for row in connection.execute(f"SELECT {', '.join(names)} FROM {table}").fetchall():
                    older.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", tuple(row))
    with closing(connect(database, now=NOON)) as connection:
        assert (load_records(connection), load_developments(connection)) == expected
        assert [one.development for one in load_revisions(connection, "d1")] == [told]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_text_that_was_stored_before_has_its_prints_after_the_migration(database: Path) -> None:
    text = " ".join(f"word{number}" for number in range(60))
    database.parent.mkdir(parents=True)
    with closing(sqlite3.connect(database, isolation_level=None)) as older:
        bring_up_to_date(older, database, NOON, stop_before="m008_near")
        older.row_factory = sqlite3.Row
        with immediate(older):
            run = start_run(older, command="sync", version="0", now=NOON)
            snapshot = store_body(older, run, BODY)
        older.execute(
            """INSERT INTO documents (source, url, version, snapshot_id, text, is_guessed, run_id, read_at)
            VALUES ('paper', 'https://paper.invalid/', 1, ?, ?, 0, ?, ?)""",
            (snapshot, text, run, moment_text(NOON)),
        )
    with closing(connect(database, now=NOON)) as connection:
        (row,) = connection.execute("SELECT prints FROM documents")
    assert prints_of(row["prints"]) == prints(text) != frozenset()
