"""What a visit must know of one part of a source before it asks, read for many sources at once.

Visits go side by side in threads, and each statement of one of them has all the others take turns.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.model import Grade
from tracker.store.validators import Validators


@dataclass(frozen=True, slots=True)
class KnownPart:
    """One part of a source as the last visits left it; blank for one never read with success.

    `last_snapshot` is the number of its last good snapshot and `last_sha256` its body; `first_snapshot`
    is where the stretch began in which its text stands now (None: it is in none).
    """

    validators: Validators | None = None
    last_snapshot: int | None = None
    last_sha256: str | None = None
    first_snapshot: int | None = None


def known_parts(connection: sqlite3.Connection, sources: Iterable[str], part: str) -> dict[str, KnownPart]:
    """What is known of the same part of each of the sources (`part`: as in snapshots), by source."""
    rows = connection.execute(
        """SELECT wanted.value AS source, snapshots.id AS last_snapshot, snapshots.sha256 AS last_sha256,
          (SELECT first_snapshot_id FROM stretches WHERE source = wanted.value AND part = ?2
            ORDER BY id DESC LIMIT 1) AS first_snapshot,
          validators.etag, validators.last_modified, validators.sha256 AS asked_sha256
        FROM json_each(?1) AS wanted
        LEFT JOIN snapshots ON snapshots.id = (SELECT id FROM snapshots
          WHERE source = wanted.value AND part = ?2 AND grade = ?3 ORDER BY id DESC LIMIT 1)
        LEFT JOIN validators ON validators.source = wanted.value AND validators.part = ?2""",
        (json.dumps(list(sources)), part, Grade.OK),
    )
    return {row["source"]: _known(row) for row in rows}


def _known(row: sqlite3.Row) -> KnownPart:
    sha256 = row["asked_sha256"]
    validators = None if sha256 is None else Validators(row["etag"], row["last_modified"], sha256)
    return KnownPart(validators, row["last_snapshot"], row["last_sha256"], row["first_snapshot"])
