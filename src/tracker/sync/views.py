"""The stored developments as the one view object that every face shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from tracker.errors import UsageError
from tracker.model import Configuration, RecordType
from tracker.report.view import DevelopmentView, view
from tracker.store.connection import connect
from tracker.store.developments import StoredDevelopment, load_developments, load_revisions
from tracker.store.records import load_records
from tracker.store.snapshots import load_snapshots
from tracker.sync.beside import beside, pages_of


def views_of(
    connection: sqlite3.Connection, configuration: Configuration, ids: Sequence[str] | None = None
) -> tuple[DevelopmentView, ...]:
    """The developments with these ids (all, if None), in the order in which they were first told.

    Redirected and withdrawn ones are left out where all are asked for.
    """
    stored = load_developments(connection, ids)
    if ids is None:
        stored = tuple(one for one in stored if one.redirect_to is None and one.withdrawn_at is None)
    return tuple(_view(connection, configuration, one) for one in stored)


def view_of_revision(
    connection: sqlite3.Connection, configuration: Configuration, development: str, revision: int
) -> DevelopmentView:
    """A development as it stood in one of its revisions, shown under today's naming policy.

    Raises KeyError for a revision that there is not.
    """
    (stored,) = load_developments(connection, [development])
    found = {one.number: one for one in load_revisions(connection, development)}[revision]
    then = replace(stored, development=found.development, comparison=found.comparison)
    return _view(connection, configuration, then)


def select_views(
    views: Sequence[DevelopmentView], *, since: date | None = None, kind: RecordType | None = None
) -> tuple[DevelopmentView, ...]:
    """Those that happened, or may have happened, on or after a day, of one type, oldest first."""
    chosen = (
        one
        for one in views
        if (since is None or one.sort_day >= since) and (kind is None or one.type is kind)
    )
    return tuple(sorted(chosen, key=lambda one: (one.sort_day, one.id)))


def find_view(connection: sqlite3.Connection, configuration: Configuration, name: str) -> DevelopmentView:
    """The development with this id, or the one that the record with this id supports; merged ones lead on.

    Raises UsageError where there is none.
    """
    found = {one.development.id: one for one in load_developments(connection)}
    owner = next((one for one in found.values() if name == one.development.id or name in _records(one)), None)
    while owner is not None and owner.redirect_to is not None:
        owner = found.get(owner.redirect_to)
    if owner is None:
        raise UsageError(f"no development or record {name}; 'tracker developments' lists them")
    return _view(connection, configuration, owner)


def _records(stored: StoredDevelopment) -> frozenset[str]:
    return frozenset(tie.record for tie in stored.development.ties)


def _view(
    connection: sqlite3.Connection, configuration: Configuration, stored: StoredDevelopment
) -> DevelopmentView:
    records = load_records(connection, _records(stored))
    snapshots = load_snapshots(
        connection,
        (piece.snapshot for record in records for piece in record.evidence if piece.snapshot is not None),
    )
    return view(
        stored.development,
        records=records,
        comparison=stored.comparison,
        baseline=configuration.baseline,
        sources={source.name: source for source in configuration.sources},
        snapshots=snapshots,
        pages=pages_of(connection, records),
        beside=beside(connection, configuration, stored.development, records),
    )


def all_views(configuration: Configuration, database: Path) -> tuple[DevelopmentView, ...]:
    """All developments of a database. Raises StoreError where there is none."""
    with closing(connect(database, read_only=True)) as connection:
        return views_of(connection, configuration)
