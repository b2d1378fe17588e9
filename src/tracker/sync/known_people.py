"""Who may or may not be named, as far as the database and the configuration know: for the view's policy."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from tracker.extract.pages.lexicon import official_names
from tracker.extract.pages.listed import listed_names
from tracker.model import Baseline, Configuration, DecisionKind, EntryKind, Subject
from tracker.report.naming import KnownPeople, Listed, Naming, only_suppressed
from tracker.store.connection import connect
from tracker.store.decisions import load_decisions
from tracker.store.list_entries import every_kept_entry


def known_people(connection: sqlite3.Connection, configuration: Configuration) -> KnownPeople:
    """As it is now; the lists are read while the connection is open, and only where they are asked for."""
    return KnownPeople(
        suppressed=tuple(one.subject for one in load_decisions(connection, DecisionKind.SUPPRESS)),
        officials=(*_officials(configuration.subject), *official_names()),
        article=tuple(_named_by_the_article(configuration.baseline)),
        listed=lambda: _listed(connection),
    )


def suppressed_in(database: Path, configuration: Callable[[], Configuration]) -> Naming:
    """Whom a person's decision in this database hides; nobody where there is no database.

    The configuration is asked for only where somebody is hidden. Raises StoreError.
    """
    if not database.exists():
        return Naming()
    with closing(connect(database, read_only=True)) as connection:
        return suppressed(connection, configuration)


def suppressed(connection: sqlite3.Connection, configuration: Callable[[], Configuration]) -> Naming:
    """Whom a person's decision hides, as it is now."""
    if not load_decisions(connection, DecisionKind.SUPPRESS):
        return Naming()
    return only_suppressed(known_people(connection, configuration()))


def _officials(subject: Subject) -> Iterator[str]:
    for name, forms in subject.officials.items():
        yield name
        yield from forms


def _named_by_the_article(baseline: Baseline) -> Iterator[str]:
    """The people whom the article itself names, in the forms that its claims have for them."""
    for claim in baseline.claims:
        for person in claim.people:
            if person.in_article:
                yield person.name
                yield from person.forms


def _listed(connection: sqlite3.Connection) -> Listed:
    entries = tuple(every_kept_entry(connection))
    return Listed(
        people=tuple(
            name
            for entry in entries
            if entry.kind is EntryKind.INDIVIDUAL
            for name in (entry.name, *(one.name for one in entry.names if not one.weak))
        ),
        names=listed_names(entries),
    )
