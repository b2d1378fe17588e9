"""The two looks between which a list changed: the last one at the old state, the first at the new.

The old body is brought back from the evidence only if it is asked for: to quote what went.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import ExitStack
from datetime import date, datetime
from typing import Self

from tracker.extract.list_changes import ListChange
from tracker.extract.list_evidence import Observation, Place
from tracker.model import ChangeKind, ListEntry, Source
from tracker.read.listfile import ListFile
from tracker.read.lists import open_list
from tracker.store.lists import StateRow, as_of, state_parts
from tracker.sync.comparison import ListComparison
from tracker.sync.looks import Look
from tracker.sync.walk import MAIN, Walk

_STANDS_AFTER = frozenset({ChangeKind.DESIGNATION, ChangeKind.PROGRAMME_ENTERED, ChangeKind.PROGRAMME_LEFT})
_STOOD_BEFORE = frozenset({ChangeKind.DELISTING, ChangeKind.PROGRAMME_LEFT, ChangeKind.PROGRAMME_ENTERED})


class LastState:
    """The state of a list before the present visit; a context, since it may hold an old body open."""

    def __init__(self, walk: Walk, source: Source, state: StateRow) -> None:
        self._walk = walk
        self._source = source
        self._state = state
        self._parts = state_parts(walk.connection, state.id)
        self._stack = ExitStack()
        self._file: ListFile | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def seen_at(self) -> datetime:
        """When the old state was last seen to stand."""
        return as_of(self._walk.connection, self._state.list, self._walk.clock()).before or (
            self._state.observed_at
        )

    @property
    def on(self) -> date:
        """The last day on which the old state was seen to stand, or was published."""
        seen, published = self.seen_at.date(), self._state.published_on
        return max(published, seen) if published else seen

    def entries(self, uids: Collection[str]) -> dict[str, ListEntry]:
        """Entries of the old body, for the few of which no more than the digest was kept."""
        return {entry.uid: entry for entry in self._opened().entries(uids)} if uids else {}

    def observation(self, changes: Iterable[ListChange]) -> Observation:
        """The last look at which the old state stood, with the places of what went."""
        main = self._parts[MAIN]
        sha256 = main.sha256 or ""
        named = [change.uid for change in changes if change.kind in _STOOD_BEFORE]
        return Observation(
            observed_at=self.seen_at,
            sha256=sha256,
            origin=self._state.origin,
            snapshot=main.id,
            day=self.on,
            places=places_of(self._opened(), sha256, named) if named else {},
        )

    def _opened(self) -> ListFile:
        if self._file is None:
            bodies = {
                part: self._stack.enter_context(self._walk.evidence.open(snapshot.sha256 or ""))
                for part, snapshot in self._parts.items()
            }
            self._file = open_list(bodies, format=self._source.format or "", list_name=self._state.list)
        return self._file


def first_observation(look: Look, found: ListComparison, last_on: date) -> Observation:
    """The look that found the new state, with the places of what came or stayed; not yet stored."""
    sha256 = look.main.sha256 or ""
    named = [change.uid for change in found.changes if change.kind in _STANDS_AFTER]
    return Observation(
        observed_at=look.at,
        sha256=sha256,
        origin=look.main.origin,
        day=first_day(found.file.outline.published_on, look.at, last_on),
        places=places_of(found.file, sha256, named),
    )


def first_day(published_on: date | None, observed_at: datetime, last_on: date) -> date:
    """The last day on which a change that a publication shows can have happened.

    A publication shows what was so on its own day, which may lie before we fetched it; never before
    the day on which we last saw the old state.
    """
    return max(min(published_on or observed_at.date(), observed_at.date()), last_on)


def places_of(file: ListFile, sha256: str, uids: Iterable[str]) -> dict[str, Place]:
    """Where these entries stand in a list's main part, with their literal text."""
    cuts = file.outline.cuts
    return {
        uid: Place(file.quote(uid), cuts[uid].start, cuts[uid].length, sha256) for uid in uids if uid in cuts
    }
