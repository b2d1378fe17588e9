"""The subject's entries on all lists that were read, and how each stands at the last look at its list."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cached_property

from tracker.model import (
    Configuration,
    EntryKey,
    ListEntry,
    ListLook,
    SinceBasis,
    SourceKind,
    Stay,
    StayState,
)
from tracker.store.lists import (
    EntryVersion,
    StateRow,
    as_of,
    entry_history,
    load_states,
    tracked_uids,
)
from tracker.text.globs import matching

_EVER = datetime.max.replace(tzinfo=UTC)


class Stays:
    """What the database knows of entries that stand or stood under the subject's programmes."""

    def __init__(self, connection: sqlite3.Connection, configuration: Configuration) -> None:
        self._connection = connection
        self._configuration = configuration

    @cached_property
    def looks(self) -> tuple[ListLook, ...]:
        """The lists that are watched, or were, with the last look at each, in the order of the sources."""
        sources = [one for one in self._configuration.sources if one.kind is SourceKind.LIST and one.list]
        by_list = {one.list: one.authority or "" for one in sources if one.list}
        watched = {one.list for one in sources if one.enabled}
        looks = (self._look(name, authority) for name, authority in by_list.items())
        return tuple(look for look in looks if look.list in watched or look.seen_at is not None)

    def all(self) -> Iterator[tuple[ListEntry, Stay]]:
        """Every such entry, as it last stood there."""
        for name, uids in tracked_uids(self._connection).items():
            for uid in uids:
                found = self._last(EntryKey(name, uid))
                if found is not None:
                    yield found

    def of(self, key: EntryKey) -> Stay | None:
        """How this entry stands; None where it never stood under the subject's programmes."""
        found = self._last(key)
        return None if found is None else found[1]

    def _look(self, name: str, authority: str) -> ListLook:
        seen = as_of(self._connection, name, _EVER)
        if seen.state is None or (seen.state.is_baseline and seen.before == seen.state.observed_at):
            return ListLook(name, authority)
        return ListLook(name, authority, seen.before, seen.state.origin)

    def _last(self, key: EntryKey) -> tuple[ListEntry, Stay] | None:
        versions = entry_history(self._connection, *key)
        globs = self._configuration.subject.programmes.get(key.list, ())
        at = next((at for at in reversed(range(len(versions))) if _is_ours(versions[at], globs)), None)
        if at is None or (entry := versions[at].entry) is None:
            return None
        first = self._states[_first(versions, at, globs).since_state]
        state, until = self._ended(versions, at)
        stay = Stay(
            key=key,
            kind=entry.kind,
            name=entry.name,
            programmes=entry.programmes,
            state=state,
            since=entry.listed_on or _day(first),
            since_basis=SinceBasis.STATED if entry.listed_on else self._basis(first),
            until=until,
        )
        return entry, stay

    def _ended(self, versions: Sequence[EntryVersion], at: int) -> tuple[StayState, date | None]:
        """How the stay whose last version is `at` ended, and the day of the first state without it."""
        ended = versions[at].until_state
        if ended is None:
            return StayState.LISTED, None
        is_there = versions[-1].until_state is None
        return StayState.LEFT if is_there else StayState.GONE, _day(self._states[ended])

    def _basis(self, first: StateRow) -> SinceBasis:
        is_first = self._first_states[first.list] == first.id
        return SinceBasis.OR_BEFORE if is_first else SinceBasis.FIRST_SEEN

    @cached_property
    def _states(self) -> dict[int, StateRow]:
        return {state.id: state for state in load_states(self._connection)}

    @cached_property
    def _first_states(self) -> dict[str, int]:
        return {state.list: state.id for state in reversed(self._states.values())}


def _is_ours(version: EntryVersion, globs: Sequence[str]) -> bool:
    return version.entry is not None and bool(matching(version.entry.programmes, globs))


def _first(versions: Sequence[EntryVersion], at: int, globs: Sequence[str]) -> EntryVersion:
    """The first version of the stay. One with the same bytes, of which we kept no more, belongs to it:
    only the programmes that we were told to watch changed."""
    while at:
        before, now = versions[at - 1], versions[at]
        is_same_stay = _is_ours(before, globs) or before.digest == now.digest
        if before.until_state != now.since_state or not is_same_stay:
            break
        at -= 1
    return versions[at]


def _day(state: StateRow) -> date:
    return state.published_on or state.observed_at.date()
