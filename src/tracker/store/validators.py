"""A server's own words for what it last sent us: ETag and Last-Modified, sent back byte for byte.

Kept only after an answer was read with success, and forgotten as soon as one was not: a 304 must
always mean "what you have read", never "what you failed to read".
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Validators:
    """What to send with the next request, and the body (by SHA-256) that a 304 stands for."""

    etag: str | None
    last_modified: str | None
    sha256: str


def validators_of(connection: sqlite3.Connection, source: str, part: str) -> Validators | None:
    """Those of one part of a source (`main`, a further file, or the address of a followed page)."""
    row = connection.execute(
        "SELECT * FROM validators WHERE source = ? AND part = ?", (source, part)
    ).fetchone()
    return None if row is None else Validators(row["etag"], row["last_modified"], row["sha256"])


def keep_validators(connection: sqlite3.Connection, source: str, part: str, validators: Validators) -> None:
    """Remembers those of an answer that was read with success. Where it had none, none are left."""
    if validators.etag is None and validators.last_modified is None:
        forget_validators(connection, source, part)
        return
    connection.execute(
        """INSERT INTO validators (source, part, etag, last_modified, sha256) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (source, part) DO UPDATE SET etag = excluded.etag,
          last_modified = excluded.last_modified, sha256 = excluded.sha256""",
        (source, part, validators.etag, validators.last_modified, validators.sha256),
    )


def forget_validators(connection: sqlite3.Connection, source: str, part: str | None = None) -> None:
    """After a failure, or where our reader changed: the next request is unconditional. None: all parts."""
    connection.execute(
        "DELETE FROM validators WHERE source = ?1 AND (?2 IS NULL OR part = ?2)", (source, part)
    )
