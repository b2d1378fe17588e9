"""What becomes of the developments when their records are read otherwise, and what of that is told.

That we read old evidence otherwise is no news. Told is only what takes back what a reader was told, and
what was still to be told before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tracker.model import Configuration
from tracker.report.digest import FieldChange
from tracker.report.retold import changes, is_contradicted
from tracker.report.shown import DevelopmentView
from tracker.store.developments import StoredDevelopment, load_developments, quieten, revised_in
from tracker.store.digests import Fate, digest_names, told_revisions, untold
from tracker.store.transaction import require_transaction
from tracker.sync.tell import resolve_again
from tracker.sync.views import view_of_revision, views_of


@dataclass(frozen=True, slots=True)
class DevelopmentChange:
    """A development that stands and says something else: as it is now, and what is another."""

    view: DevelopmentView
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """A development that stood: as it was shown, and why it stands no more, or what it leads to."""

    view: DevelopmentView
    why: str


@dataclass(frozen=True, slots=True)
class DevelopmentDifference:
    """What becomes of the developments. `back` are those that stood before, were withdrawn or merged, and
    stand again; `taken_back` the ids of which readers were told what now proves wrong."""

    new: tuple[DevelopmentView, ...] = ()
    back: tuple[DevelopmentView, ...] = ()
    changed: tuple[DevelopmentChange, ...] = ()
    withdrawn: tuple[Ended, ...] = ()
    merged: tuple[Ended, ...] = ()
    taken_back: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.new or self.back or self.changed or self.withdrawn or self.merged)


_Stored = Mapping[str, StoredDevelopment]


def resolve_replayed(
    connection: sqlite3.Connection,
    configuration: Configuration,
    run: int,
    records: Collection[str],
    now: datetime,
) -> DevelopmentDifference:
    """Resolves these records again and stores what comes of it, without telling old news as new.

    Inside the transaction that stored the records.
    """
    require_transaction(connection)
    before = _stored(connection)
    waiting = _waiting(connection, before)
    resolve_again(connection, configuration, run, records, now)
    after = _stored(connection)
    difference = _difference(connection, configuration, before, after)
    quieten(
        connection,
        run,
        (
            name
            for name in revised_in(connection, run)
            if name not in difference.taken_back and not waiting & _records(after[name])
        ),
    )
    return difference


def _stored(connection: sqlite3.Connection) -> _Stored:
    return {one.development.id: one for one in load_developments(connection)}


def _records(stored: StoredDevelopment) -> frozenset[str]:
    return frozenset(tie.record for tie in stored.development.ties)


def _waiting(connection: sqlite3.Connection, before: _Stored) -> frozenset[str]:
    """The records of what a digest was to tell anyway: wherever they belong now, that is told."""
    return frozenset(
        record
        for digest in digest_names(connection)
        for one in untold(connection, digest)
        if one.fate is Fate.STANDS
        for record in _records(before[one.development])
    )


def _difference(
    connection: sqlite3.Connection, configuration: Configuration, before: _Stored, after: _Stored
) -> DevelopmentDifference:
    stood = {name for name, one in before.items() if one.stands}
    stands = {name for name, one in after.items() if one.stands}
    come = views_of(connection, configuration, sorted(stands - stood))
    told = told_revisions(connection)
    revised = [name for name in after if name in stood & stands and _is_revised(before[name], after[name])]
    views = {view.id: view for view in views_of(connection, configuration, revised)}
    ended = [name for name in after if name in stood - stands]
    return DevelopmentDifference(
        new=tuple(view for view in come if view.id not in before),
        back=tuple(view for view in come if view.id in before),
        changed=tuple(
            DevelopmentChange(view, changes(_then(connection, configuration, before[view.id]), view))
            for view in views.values()
        ),
        withdrawn=tuple(
            Ended(then, then.withdrawn or "")
            for name in ended
            if after[name].redirect_to is None
            for then in (_then(connection, configuration, before[name]),)
        ),
        merged=tuple(
            Ended(_then(connection, configuration, before[name]), heir)
            for name in ended
            if (heir := after[name].redirect_to) is not None
        ),
        taken_back=frozenset(_taken_back(connection, configuration, views, ended, told)),
    )


def _is_revised(before: StoredDevelopment, after: StoredDevelopment) -> bool:
    return before.revision != after.revision


def _then(
    connection: sqlite3.Connection, configuration: Configuration, before: StoredDevelopment
) -> DevelopmentView:
    return view_of_revision(connection, configuration, before.development.id, before.revision)


def _taken_back(
    connection: sqlite3.Connection,
    configuration: Configuration,
    views: Mapping[str, DevelopmentView],
    ended: Collection[str],
    told: Collection[tuple[str, int]],
) -> Iterator[str]:
    for name, revision in told:
        if name in ended:
            yield name
            continue
        now = views.get(name)
        if now is not None and is_contradicted(
            view_of_revision(connection, configuration, name, revision), now
        ):
            yield name
