"""The official notices that are stored of removals from a list: what confirms one before it is told."""

from __future__ import annotations

import sqlite3

from tracker.model import Action, DateBasis, Record
from tracker.store.records import load_records


def removal_notices(connection: sqlite3.Connection, list_name: str) -> tuple[Record, ...]:
    """The records in which the authority itself dates a removal from the list."""
    return tuple(
        record
        for record in load_records(connection)
        if record.list == list_name
        and record.action in {Action.DELIST, Action.EASE}
        and record.when.basis is DateBasis.OFFICIAL
    )
