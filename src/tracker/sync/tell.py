"""From new records to what is told: stored, resolved, compared with the article, revised."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from datetime import datetime

from tracker.model import Configuration, Record
from tracker.store.records import add_records
from tracker.store.transaction import require_transaction
from tracker.sync.around import around
from tracker.sync.comparing import compare_after_talks
from tracker.sync.linking import link_again
from tracker.sync.resolved import store_resolution
from tracker.sync.sayings import Sayings
from tracker.sync.walk import Walk


def tell(walk: Walk, records: Iterable[Record], now: datetime) -> tuple[str, ...]:
    """Stores the records that are new and the developments they make; inside the visit's transaction.

    Returns the ids of the developments that have a new revision: those are told, each once.
    """
    new = add_records(walk.connection, walk.run, records, now)
    return resolve_again(walk.connection, walk.configuration, walk.run, [one.id for one in new], now)


def resolve_again(
    connection: sqlite3.Connection,
    configuration: Configuration,
    run: int,
    records: Collection[str],
    now: datetime,
) -> tuple[str, ...]:
    """Resolves the records with these ids and all that hang together with them, and stores what is another
    than before: new revisions, ids that lead on, developments that stand no more or again.

    Used where records are new, and where what they rest on changed: a page that says something else or was
    withdrawn, a person's decision, other rules. Inside a transaction. Returns the ids of the developments
    that stand and have a new revision, in the order of telling.
    """
    require_transaction(connection)
    if not records:
        return ()
    sayings = Sayings(connection, configuration)
    reached = around(connection, sayings, records)
    resolution = reached.resolved()
    told = store_resolution(connection, configuration, run, sayings, resolution, now)
    changed = [*reached.before, *resolution.developments]
    told += compare_after_talks(connection, configuration, run, changed, now)
    link_again(connection, configuration, sayings, changed)
    return tuple(dict.fromkeys(told))
