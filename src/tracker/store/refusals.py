"""Sentences that only looked like news, beside the documents in which they stand."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from tracker.model import Reason
from tracker.store.codec import day_of, day_text


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a filter refused a sentence: by which rule, why, and on which page. Its words stay there."""

    rule: str
    reason: Reason
    source: str
    url: str
    published: date


def load_refusals(connection: sqlite3.Connection, since: date) -> tuple[Refusal, ...]:
    """Of the last version of each document that was published after `since`, the latest first."""
    rows = connection.execute(
        """SELECT rejections.rule, rejections.reason, documents.source, documents.url, documents.published
        FROM rejections JOIN documents ON documents.id = rejections.document_id
        WHERE documents.published > ? AND documents.version = (
          SELECT max(version) FROM documents AS others
          WHERE others.source = documents.source AND others.url = documents.url
        )
        ORDER BY documents.published DESC, documents.id, rejections.place""",
        (day_text(since),),
    )
    return tuple(
        Refusal(row["rule"], Reason(row["reason"]), row["source"], row["url"], published)
        for row in rows
        if (published := day_of(row["published"])) is not None
    )
