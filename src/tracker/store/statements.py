"""Which pages state a record, and whether they do so still; by which keys records find one another."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.store.codec import prints_of
from tracker.store.transaction import require_transaction


@dataclass(frozen=True, slots=True)
class Stating:
    """One version of a page that states a record, or from which it was read once, where none states it.

    It is not `is_current` where a later version is there, the page was withdrawn, or today's rules find the
    record in it no more. `publisher` and `publisher_class` are None where they are the source's.
    """

    document: int
    source: str
    url: str
    publisher: str | None
    publisher_class: str | None
    prints: frozenset[int]
    is_current: bool


def stating(connection: sqlite3.Connection, records: Iterable[str]) -> Mapping[str, tuple[Stating, ...]]:
    """The versions of pages that state each of these records, the first read first; none of a list's."""
    rows = connection.execute(
        """WITH pages (record_id, document_id, states) AS (
          SELECT record_id, document_id, 1 FROM document_records
          WHERE record_id IN (SELECT value FROM json_each(?1))
          UNION ALL SELECT record_id, document_id, 0 FROM record_evidence
          WHERE record_id IN (SELECT value FROM json_each(?1)) AND document_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM document_records AS stated
              WHERE stated.record_id = record_evidence.record_id)
        )
        SELECT record_id, documents.id, source, url, publisher, publisher_class, prints,
          states AND NOT EXISTS (SELECT 1 FROM documents AS later WHERE later.source = documents.source
            AND later.url = documents.url AND later.version > documents.version)
          AND NOT EXISTS (SELECT 1 FROM links WHERE links.source = documents.source
            AND links.url = documents.url AND links.state = 'withdrawn')
          AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.source = documents.source
            AND posts.permalink = documents.url AND posts.state = 'withdrawn') AS is_current
        FROM pages JOIN documents ON documents.id = document_id ORDER BY documents.id""",
        (json.dumps(list(records)),),
    )
    found: defaultdict[str, list[Stating]] = defaultdict(list)
    for row in rows:
        found[row["record_id"]].append(
            Stating(
                row["id"],
                row["source"],
                row["url"],
                row["publisher"],
                row["publisher_class"],
                prints_of(row["prints"]),
                bool(row["is_current"]),
            )
        )
    return {record: tuple(pages) for record, pages in found.items()}


def stated_at(connection: sqlite3.Connection, source: str, url: str) -> tuple[str, ...]:
    """The ids of the records that any version of the page at `url` states."""
    rows = connection.execute(
        """SELECT DISTINCT record_id FROM document_records
        JOIN documents ON documents.id = document_records.document_id
        WHERE source = ? AND url = ? ORDER BY record_id""",
        (source, url),
    )
    return tuple(row["record_id"] for row in rows)


def set_keys(connection: sqlite3.Connection, record: str, keys: Iterable[str]) -> None:
    """Puts a record under these keys, and under no others."""
    require_transaction(connection)
    connection.execute("DELETE FROM record_keys WHERE record_id = ?", (record,))
    connection.executemany(
        "INSERT INTO record_keys (key, record_id) VALUES (?, ?)", ((key, record) for key in sorted(keys))
    )


def records_under(connection: sqlite3.Connection, keys: Iterable[str]) -> frozenset[str]:
    """The ids of the records that stand under one of these keys."""
    rows = connection.execute(
        "SELECT DISTINCT record_id FROM record_keys WHERE key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(keys)),),
    )
    return frozenset(row["record_id"] for row in rows)


def records_tied_with(connection: sqlite3.Connection, records: Iterable[str]) -> frozenset[str]:
    """The ids of the records that share a development with one of these, or one that leads to the same."""
    rows = connection.execute(
        """WITH RECURSIVE own (id) AS (
          SELECT development_id FROM ties WHERE record_id IN (SELECT value FROM json_each(?))
          UNION SELECT coalesce(developments.redirect_to, other.id) FROM own
            JOIN developments ON developments.id = own.id
            LEFT JOIN developments AS other ON other.redirect_to = own.id
            WHERE coalesce(developments.redirect_to, other.id) IS NOT NULL
        )
        SELECT DISTINCT record_id FROM ties WHERE development_id IN (SELECT id FROM own)""",
        (json.dumps(list(records)),),
    )
    return frozenset(row["record_id"] for row in rows)


def developments_of(connection: sqlite3.Connection, records: Iterable[str]) -> tuple[str, ...]:
    """The ids of the developments that have or had one of these records, the first told first."""
    rows = connection.execute(
        """SELECT DISTINCT developments.id FROM ties JOIN developments ON developments.id = development_id
        WHERE record_id IN (SELECT value FROM json_each(?)) ORDER BY developments.rowid""",
        (json.dumps(list(records)),),
    )
    return tuple(row["id"] for row in rows)
