"""What a model thinks of documents, where one is asked for a second opinion: for a reviewer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.store.codec import moment_of, moment_text
from tracker.store.documents import StoredDocument, read_document_row
from tracker.store.transaction import require_transaction


@dataclass(frozen=True, slots=True)
class StoredOpinion:
    """One opinion; `failure`: why it was of no use. `disagreements` as `disagreement_json` has them."""

    document: int
    model: str
    asked_at: datetime
    failure: str | None
    disagreements: tuple[Mapping[str, Any], ...]


def without_opinion(
    connection: sqlite3.Connection, since: datetime, limit: int
) -> tuple[StoredDocument, ...]:
    """Documents that were read since a moment and that nobody was asked about, the newest first."""
    rows = connection.execute(
        """SELECT * FROM documents WHERE read_at >= ? AND language IS NOT NULL AND published IS NOT NULL
          AND id NOT IN (SELECT document_id FROM opinions) ORDER BY id DESC LIMIT ?""",
        (moment_text(since), limit),
    )
    return tuple(read_document_row(row) for row in rows)


def add_opinion(
    connection: sqlite3.Connection,
    document: int,
    *,
    model: str,
    now: datetime,
    failure: str | None = None,
    disagreements: Sequence[Mapping[str, object]] = (),
) -> None:
    """Stores what a model thinks of a document; the first opinion stays."""
    require_transaction(connection)
    connection.execute(
        """INSERT INTO opinions (document_id, model, asked_at, failure, disagreements)
        VALUES (?, ?, ?, ?, ?) ON CONFLICT (document_id) DO NOTHING""",
        (document, model, moment_text(now), failure, json.dumps(list(disagreements), ensure_ascii=False)),
    )


def load_opinions(connection: sqlite3.Connection) -> tuple[StoredOpinion, ...]:
    """Every opinion, in the order of the documents."""
    rows = connection.execute("SELECT * FROM opinions ORDER BY document_id")
    return tuple(
        StoredOpinion(
            row["document_id"],
            row["model"],
            moment_of(row["asked_at"]),
            row["failure"],
            tuple(json.loads(row["disagreements"])),
        )
        for row in rows
    )
