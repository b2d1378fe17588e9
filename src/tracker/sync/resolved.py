"""What resolve made of records, compared with the article and stored where it is another than before."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from tracker.model import Configuration
from tracker.resolve import Resolution
from tracker.store.developments import (
    load_developments,
    redirect_development,
    restore_development,
    save_development,
    withdraw_development,
)
from tracker.sync.comparing import comparison_of
from tracker.sync.filing import file_development
from tracker.sync.sayings import Sayings


def store_resolution(
    connection: sqlite3.Connection,
    configuration: Configuration,
    run: int,
    sayings: Sayings,
    resolution: Resolution,
    now: datetime,
) -> list[str]:
    """Stores new revisions, ids that lead on, developments that stand no more or again.

    Inside a transaction. Returns the ids of those that stand and have a new revision, in their order.
    """
    before = {
        stored.development.id: stored
        for stored in load_developments(connection, [one.id for one in resolution.developments])
    }
    told: list[str] = []
    for development in resolution.developments:
        stored = before.get(development.id)
        why = resolution.withdrawn.get(development.id)
        # Compared again even where it is as it was: the article's claims may be written otherwise since.
        comparison = comparison_of(connection, configuration, sayings, development)
        revision = save_development(connection, run, development, comparison, now)
        if revision is not None:
            file_development(connection, configuration, development)
            if why is None:
                told.append(development.id)
        if stored is not None and stored.redirect_to is not None:
            redirect_development(connection, development.id, None)
        was_withdrawn = stored is not None and stored.withdrawn_at is not None
        if why is not None:
            withdraw_development(connection, development.id, now, why)
        elif was_withdrawn:
            restore_development(connection, development.id)
    for name, heir in resolution.redirects.items():
        redirect_development(connection, name, heir)
    return told
