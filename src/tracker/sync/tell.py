"""From new records to what is told: stored, resolved, compared with the article, revised."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tracker.compare.article import compare
from tracker.model import Record
from tracker.resolve.developments import resolve
from tracker.store.developments import load_developments, save_development
from tracker.store.records import add_records
from tracker.sync.walk import Walk


def tell(walk: Walk, records: Iterable[Record], now: datetime) -> tuple[str, ...]:
    """Stores the records that are new and the developments they make; inside the visit's transaction.

    Returns the ids of the developments that have a new revision: those are told, each once.
    """
    new = add_records(walk.connection, walk.run, records, now)
    if not new:
        return ()
    before = tuple(stored.development for stored in load_developments(walk.connection))
    known = set(before)
    told = []
    for development in resolve(before, new):
        if development in known:
            continue
        comparison = compare(development, walk.configuration.baseline, walk.configuration.lists)
        if save_development(walk.connection, walk.run, development, comparison, now) is not None:
            told.append(development.id)
    return tuple(told)
