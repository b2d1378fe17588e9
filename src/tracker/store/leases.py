"""Which sources are being visited, and by which run: nobody visits a source twice at once.

A lease is given in the transaction that begins the visit's run and goes in the one that ends the visit.
Whoever holds the sync lock takes back, at first, what a killed process left.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tracker.store.codec import moment_of, moment_text
from tracker.store.transaction import require_transaction


@dataclass(frozen=True, slots=True)
class Lease:
    """One source, given to `run` at `since`; by `until` a visit that began at once is over, or hangs."""

    source: str
    run: int
    since: datetime
    until: datetime


def lease(connection: sqlite3.Connection, wanted: Lease) -> bool:
    """Gives a source to a run; False where it is leased already, be it to the same run."""
    require_transaction(connection)
    cursor = connection.execute(
        "INSERT INTO leases (source, run_id, since, until) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (wanted.source, wanted.run, moment_text(wanted.since), moment_text(wanted.until)),
    )
    return cursor.rowcount == 1


def end_lease(connection: sqlite3.Connection, source: str, run: int) -> bool:
    """Takes a source back from a run; False where the run does not hold it (any more)."""
    require_transaction(connection)
    cursor = connection.execute("DELETE FROM leases WHERE source = ? AND run_id = ?", (source, run))
    return cursor.rowcount == 1


def end_leases(connection: sqlite3.Connection, run: int | None = None) -> int:
    """Takes back all leases, or all of one run, and returns how many."""
    cursor = connection.execute("DELETE FROM leases WHERE ?1 IS NULL OR run_id = ?1", (run,))
    return cursor.rowcount


def load_leases(connection: sqlite3.Connection, sources: Iterable[str] | None = None) -> dict[str, Lease]:
    """The leases by source; with `sources` only theirs."""
    found = {
        row["source"]: Lease(row["source"], row["run_id"], moment_of(row["since"]), moment_of(row["until"]))
        for row in connection.execute("SELECT * FROM leases ORDER BY source")
    }
    return found if sources is None else {name: found[name] for name in sources if name in found}
