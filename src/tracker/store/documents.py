"""Documents: the text of a page as it was read, with what it states and what was refused in it.

A row for each text that an address had; the same text again makes none. A record that stands in several
versions, or in the same page under two sources, is one record that each of these documents names.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tracker.extract.pages import Rejected
from tracker.model import Document, Reason
from tracker.store.codec import day_of, day_text, moment_of, moment_text, prints_blob, to_json
from tracker.store.transaction import new_id, require_transaction
from tracker.text.prints import prints


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One version of a document, from 1; `snapshot` is the answer that it was read from.

    `publisher` and `publisher_class` are None where they are the source's.
    """

    id: int
    source: str
    version: int
    snapshot: int
    read_at: datetime
    document: Document
    publisher: str | None = None
    publisher_class: str | None = None


def add_document(
    connection: sqlite3.Connection,
    run: int,
    document: Document,
    *,
    source: str,
    url: str,
    snapshot: int,
    now: datetime,
    publisher: str | None = None,
    publisher_class: str | None = None,
) -> int:
    """Stores the next version of the document at `url` and returns its number."""
    require_transaction(connection)
    cursor = connection.execute(
        """INSERT INTO documents (source, url, version, snapshot_id, title, text, language, published,
          is_guessed, run_id, read_at, publisher, publisher_class, prints)
        SELECT ?1, ?2, coalesce(max(version), 0) + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13
        FROM documents WHERE source = ?1 AND url = ?2""",
        (
            source,
            url,
            snapshot,
            document.title,
            document.text,
            document.language,
            day_text(document.published),
            document.is_guessed,
            run,
            moment_text(now),
            publisher,
            publisher_class,
            prints_blob(prints(document.text)),
        ),
    )
    return new_id(cursor)


def add_reading(
    connection: sqlite3.Connection, run: int, document: Document, *, of: StoredDocument, now: datetime
) -> int:
    """Stores that the answer which `of` was read from reads as `document` now, and returns its number.

    It becomes the version after `of`, whose text stays for what was quoted from it; later ones move up.
    """
    require_transaction(connection)
    # Readings that were stored since `of` was loaded may have moved it up.
    (version,) = connection.execute("SELECT version FROM documents WHERE id = ?", (of.id,)).fetchone()
    at = (of.source, of.document.url, version)
    # One after the other, the last first: two versions must not bear one number at any moment.
    later = connection.execute(
        "SELECT id FROM documents WHERE source = ? AND url = ? AND version > ? ORDER BY version DESC", at
    ).fetchall()
    connection.executemany(
        "UPDATE documents SET version = version + 1 WHERE id = ?", ((row["id"],) for row in later)
    )
    cursor = connection.execute(
        """INSERT INTO documents (source, url, version, snapshot_id, title, text, language, published,
          is_guessed, run_id, read_at, publisher, publisher_class, prints)
        VALUES (?1, ?2, ?3 + 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)""",
        (
            *at,
            of.snapshot,
            document.title,
            document.text,
            document.language,
            day_text(document.published),
            document.is_guessed,
            run,
            moment_text(now),
            of.publisher,
            of.publisher_class,
            prints_blob(prints(document.text)),
        ),
    )
    return new_id(cursor)


def replace_statements(
    connection: sqlite3.Connection, document: int, records: Iterable[str], rejected: Iterable[Rejected]
) -> None:
    """Puts these in the place of what a document stated, and of what was refused in it."""
    require_transaction(connection)
    connection.execute("DELETE FROM document_records WHERE document_id = ?", (document,))
    connection.execute("DELETE FROM rejections WHERE document_id = ?", (document,))
    add_statements(connection, document, records, rejected)


def add_statements(
    connection: sqlite3.Connection, document: int, records: Iterable[str], rejected: Iterable[Rejected]
) -> None:
    """Stores which records (by id, in the text's order) a document states, and what was refused in it."""
    require_transaction(connection)
    connection.executemany(
        "INSERT INTO document_records (document_id, place, record_id) VALUES (?, ?, ?)",
        ((document, place, record) for place, record in enumerate(records)),
    )
    connection.executemany(
        """INSERT INTO rejections (document_id, place, rule, reason, quote, start, in_title)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        (
            (document, place, one.rule, one.reason, one.quote, one.start, one.is_title)
            for place, one in enumerate(rejected)
        ),
    )


def last_document(connection: sqlite3.Connection, source: str, url: str) -> StoredDocument | None:
    """The document at `url` as it was read last."""
    row = connection.execute(
        "SELECT * FROM documents WHERE source = ? AND url = ? ORDER BY version DESC LIMIT 1", (source, url)
    ).fetchone()
    return None if row is None else read_document_row(row)


def document_before(connection: sqlite3.Connection, stored: StoredDocument) -> StoredDocument | None:
    """What was read at its address from the answer before that of `stored`."""
    row = connection.execute(
        """SELECT * FROM documents WHERE source = ? AND url = ? AND version < ? AND snapshot_id <> ?
        ORDER BY version DESC LIMIT 1""",
        (stored.source, stored.document.url, stored.version, stored.snapshot),
    ).fetchone()
    return None if row is None else read_document_row(row)


def document_with(connection: sqlite3.Connection, document: int) -> StoredDocument:
    """The version of a document with this number. Raises KeyError where there is none."""
    row = connection.execute("SELECT * FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        raise KeyError(document)
    return read_document_row(row)


def load_documents(connection: sqlite3.Connection, source: str | None = None) -> tuple[StoredDocument, ...]:
    """Every version of every document, of one source or of all, the first read first."""
    rows = connection.execute(
        "SELECT * FROM documents WHERE ?1 IS NULL OR source = ?1 ORDER BY id", (source,)
    )
    return tuple(read_document_row(row) for row in rows)


def documents_by_id(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, StoredDocument]:
    """The documents with these numbers, by number; one that there is not is left out."""
    rows = connection.execute(
        "SELECT * FROM documents WHERE id IN (SELECT value FROM json_each(?))", (to_json(sorted(numbers)),)
    )
    return {row["id"]: read_document_row(row) for row in rows}


def stated_by(connection: sqlite3.Connection, document: int) -> tuple[str, ...]:
    """The ids of the records that a document states, in the order of its text."""
    rows = connection.execute(
        "SELECT record_id FROM document_records WHERE document_id = ? ORDER BY place", (document,)
    )
    return tuple(row["record_id"] for row in rows)


def records_on_pages(connection: sqlite3.Connection, urls: Iterable[str]) -> tuple[str, ...]:
    """The ids of the records that any version of the pages at these addresses states, under any source."""
    rows = connection.execute(
        """SELECT DISTINCT record_id FROM document_records
        JOIN documents ON documents.id = document_records.document_id
        WHERE url IN (SELECT value FROM json_each(?)) ORDER BY record_id""",
        (json.dumps(list(urls)),),
    )
    return tuple(row["record_id"] for row in rows)


def rejected_in(connection: sqlite3.Connection, document: int) -> tuple[Rejected, ...]:
    """What was refused in a document, with the reasons."""
    rows = connection.execute("SELECT * FROM rejections WHERE document_id = ? ORDER BY place", (document,))
    return tuple(map(_rejected, rows))


def unclear_in_documents(
    connection: sqlite3.Connection, since: datetime | None = None
) -> tuple[tuple[StoredDocument, Rejected], ...]:
    """What readers of official notices did not understand, in the last version of each document; with `since`
    only in those that were read later."""
    rows = connection.execute(
        """SELECT documents.*, rule, reason, quote, start, in_title FROM rejections
        JOIN documents ON documents.id = document_id
        WHERE reason = 'unclear' AND (?1 IS NULL OR read_at > ?1) AND NOT EXISTS (
          SELECT 1 FROM documents AS later WHERE later.source = documents.source
          AND later.url = documents.url AND later.version > documents.version)
        ORDER BY documents.id, place""",
        (None if since is None else moment_text(since),),
    )
    return tuple((read_document_row(row), _rejected(row)) for row in rows)


def _rejected(row: sqlite3.Row) -> Rejected:
    return Rejected(row["quote"], row["rule"], Reason(row["reason"]), row["start"], bool(row["in_title"]))


def read_document_row(row: sqlite3.Row) -> StoredDocument:
    """The document of a row of the table `documents`."""
    return StoredDocument(
        id=row["id"],
        source=row["source"],
        version=row["version"],
        snapshot=row["snapshot_id"],
        read_at=moment_of(row["read_at"]),
        document=Document(
            url=row["url"],
            title=row["title"],
            text=row["text"],
            language=row["language"],
            published=day_of(row["published"]),
            is_guessed=bool(row["is_guessed"]),
        ),
        publisher=row["publisher"],
        publisher_class=row["publisher_class"],
    )
