"""How the targets of a delisting stand on the other lists, out of the database."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from tracker.model import (
    Action,
    Configuration,
    Development,
    EntryKey,
    EntryTie,
    Stay,
    Target,
    TieStanding,
)
from tracker.resolve.ties import groups_of
from tracker.resolve.ties.elsewhere import OnList, elsewhere
from tracker.store.entry_ties import load_ties
from tracker.sync.stays import Stays


class Elsewhere:
    """Looked up once for all views of one call."""

    def __init__(self, connection: sqlite3.Connection, configuration: Configuration) -> None:
        self._connection = connection
        self._stays = Stays(connection, configuration)

    def of(self, development: Development) -> Mapping[str, Sequence[OnList]]:
        """Of a delisting from a list, by each target's uid: the other lists that the configuration names."""
        when = development.when
        day = when.on or when.by or when.after
        if development.action is not Action.DELIST or development.list is None or day is None:
            return {}
        looks = [one for one in self._stays.looks if one.list != development.list]
        if not looks:
            return {}
        found = {}
        for target in development.targets:
            if (key := _key(target)) is not None:
                group = self._groups.get(key, frozenset({key}))
                found[key.uid] = elsewhere(
                    day, looks, self._on(group), self._ties_of(group), self._doubtful(group)
                )
        return found

    def _on(self, group: frozenset[EntryKey]) -> Mapping[str, list[Stay]]:
        by_list: defaultdict[str, list[Stay]] = defaultdict(list)
        for key in sorted(group):
            if (stay := self._stays.of(key)) is not None:
                by_list[key.list].append(stay)
        return by_list

    def _ties_of(self, group: frozenset[EntryKey]) -> Mapping[str, EntryTie]:
        sure = (one for one in self._ties if one.standing is TieStanding.SURE and one.one in group)
        return {str(key): one for one in sure for key in (one.one, one.other)}

    def _doubtful(self, group: frozenset[EntryKey]) -> set[str]:
        pairs = [(one.one, one.other) for one in self._ties if one.standing is TieStanding.DOUBTFUL]
        return {b.list for pair in pairs for a, b in (pair, pair[::-1]) if a in group}

    @cached_property
    def _ties(self) -> tuple[EntryTie, ...]:
        return load_ties(self._connection)

    @cached_property
    def _groups(self) -> Mapping[EntryKey, frozenset[EntryKey]]:
        return {key: group for group in groups_of(self._ties) for key in group}


def _key(target: Target) -> EntryKey | None:
    return EntryKey(target.list, target.uid) if target.list and target.uid else None
