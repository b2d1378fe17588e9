"""The stored developments as the one view object that every face shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from tracker.errors import UsageError
from tracker.model import Configuration, Evidence, RecordType
from tracker.read.registers.form import register_forms
from tracker.report.view import ByHand, DevelopmentView, view
from tracker.resolve.unanswered import NO_LOOKS, Looks
from tracker.store.connection import connect
from tracker.store.developments import (
    StoredDevelopment,
    development_with,
    load_development,
    load_developments,
    load_revisions,
)
from tracker.store.records import load_records
from tracker.store.snapshots import load_snapshots
from tracker.sync.anchors import decisions_by_development
from tracker.sync.beside import beside, pages_of
from tracker.sync.elsewhere import Elsewhere
from tracker.sync.known_people import known_people
from tracker.sync.register_states import register_source
from tracker.sync.sayings import Sayings
from tracker.sync.unanswered import looks_of


def views_of(
    connection: sqlite3.Connection, configuration: Configuration, ids: Sequence[str] | None = None
) -> tuple[DevelopmentView, ...]:
    """The developments with these ids (all, if None), in the order in which they were first told.

    Redirected and withdrawn ones are left out where all are asked for.
    """
    stored = load_developments(connection, ids)
    if ids is None:
        stored = tuple(one for one in stored if one.stands)
    shown = _Shown(connection, configuration)
    return tuple(shown.view(one) for one in stored)


def view_of_revision(
    connection: sqlite3.Connection, configuration: Configuration, development: str, revision: int
) -> DevelopmentView:
    """A development as it stood in one of its revisions, shown under today's naming policy.

    Raises KeyError for a revision that there is not.
    """
    (stored,) = load_developments(connection, [development])
    found = {one.number: one for one in load_revisions(connection, development)}[revision]
    then = replace(stored, development=found.development, comparison=found.comparison)
    return _Shown(connection, configuration).view(then)


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
    return _Shown(connection, configuration).view(find_development(connection, name))


def literal_evidence(connection: sqlite3.Connection, name: str) -> tuple[Evidence, ...]:
    """The evidence of what `find_view` shows, piece by piece in its order, with the literal quotes: to be
    compared with the stored bytes, never to be shown."""
    records = load_records(connection, _records(find_development(connection, name)))
    return tuple(piece for record in records for piece in record.evidence)


def find_development(connection: sqlite3.Connection, name: str) -> StoredDevelopment:
    """The development with this id, or the one that the record with this id supports; merged ones lead on.

    Raises UsageError where there is none.
    """
    owner = load_development(connection, name) or _with_record(connection, name)
    if owner is None:
        raise UsageError(f"no development or record {name}; 'tracker developments' lists them")
    while owner.redirect_to is not None:
        (owner,) = load_developments(connection, [owner.redirect_to])
    return owner


def _with_record(connection: sqlite3.Connection, record: str) -> StoredDevelopment | None:
    found = development_with(connection, record)
    return None if found is None else load_development(connection, found)


def _records(stored: StoredDevelopment) -> frozenset[str]:
    return frozenset(tie.record for tie in stored.development.ties)


class _Shown:
    """What all views of one call have in common: who may be named, what people decided, who says what."""

    def __init__(self, connection: sqlite3.Connection, configuration: Configuration) -> None:
        self._connection = connection
        self._configuration = configuration
        self._baseline = configuration.baseline
        registers = map(register_source, register_forms().values())
        self._sources = {source.name: source for source in (*registers, *configuration.sources)}
        self._sayings = Sayings(connection, configuration)
        self._known = known_people(connection, configuration)
        self._by_hand = decisions_by_development(connection, configuration)
        self._elsewhere = Elsewhere(connection, configuration)

    @cached_property
    def _looks(self) -> Looks:
        return looks_of(self._connection, self._configuration)

    def view(self, stored: StoredDevelopment) -> DevelopmentView:
        """One development, with the evidence of its records."""
        records = load_records(self._connection, _records(stored))
        evidence = tuple(piece for record in records for piece in record.evidence)
        # What only lists say needs no publishers; to know those, pages are read.
        is_only_listed = all(record.list is not None for record in records) and not any(
            piece.document for piece in evidence
        )
        sayings = () if is_only_listed else self._sayings.of([record.id for record in records])
        looks = self._looks if stored.development.type is RecordType.SANCTION else NO_LOOKS
        return view(
            stored.development,
            records=records,
            comparison=stored.comparison,
            baseline=self._baseline,
            sources=self._sources,
            snapshots=load_snapshots(
                self._connection, (piece.snapshot for piece in evidence if piece.snapshot is not None)
            ),
            pages=pages_of(self._connection, records),
            beside=beside(
                self._connection,
                self._configuration,
                stored.development,
                sayings,
                records,
                looks,
                self._elsewhere,
            ),
            sayings=sayings,
            known=self._known,
            by_hand=ByHand(
                self._by_hand.get(stored.development.id, ()),
                stored.withdrawn_why if stored.withdrawn_at is not None else None,
            ),
        )


def all_views(configuration: Configuration, database: Path) -> tuple[DevelopmentView, ...]:
    """All developments of a database. Raises StoreError where there is none."""
    with closing(connect(database, read_only=True)) as connection:
        return views_of(connection, configuration)
