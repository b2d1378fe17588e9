"""The subject's targets beside one another on all lists, out of the database."""

from __future__ import annotations

from collections.abc import Set
from contextlib import closing
from pathlib import Path

from tracker.errors import UsageError
from tracker.model import Configuration, EntryKey, ListEntry, Stay, TieStanding
from tracker.report.entries import entry_shown
from tracker.report.lists_beside import ListsBeside, TargetRow, target_row
from tracker.report.naming import Naming
from tracker.resolve.ties import groups_of
from tracker.store.connection import connect
from tracker.store.entry_ties import load_ties
from tracker.sync.known_people import known_people
from tracker.sync.stays import Stays


def lists_beside(
    configuration: Configuration,
    database: Path,
    *,
    target: str | None = None,
    lists: tuple[str, ...] = (),
    is_differing: bool = False,
) -> ListsBeside:
    """Each target with its entries, by name; those of one name, on one of `lists`, or that some lists have
    and others not.

    Raises UsageError for a list that the configuration does not name, StoreError where there is no database.
    """
    with closing(connect(database, read_only=True)) as connection:
        stays = Stays(connection, configuration)
        looks = stays.looks
        names = [look.list for look in looks]
        if unknown := [name for name in lists if name not in names]:
            raise UsageError(f"no list {unknown[0]} in the configuration; lists: {', '.join(names)}")
        naming = Naming(known_people(connection, configuration).never_shown)
        entries = {stay.key: (entry_shown(entry, naming), stay) for entry, stay in stays.all()}
        ties = load_ties(connection)
    tied = [group & entries.keys() for group in groups_of(ties)]
    alone = entries.keys() - {key for group in tied for key in group}
    groups = [group for group in (*tied, *({key} for key in alone)) if group]
    doubtful = {key for one in ties if one.standing is TieStanding.DOUBTFUL for key in (one.one, one.other)}
    rows = (_row(group, entries, names, doubtful) for group in groups)
    chosen = [
        row
        for row in rows
        if (target is None or row.has_name(target))
        and (not lists or any(row.is_on(name) for name in lists))
        and (not is_differing or row.is_differing([look for look in looks if look.seen_at]))
    ]
    return ListsBeside(looks, tuple(sorted(chosen, key=lambda row: (row.name.casefold(), row.keys))))


def _row(
    group: Set[EntryKey],
    entries: dict[EntryKey, tuple[ListEntry, Stay]],
    names: list[str],
    doubtful: set[EntryKey],
) -> TargetRow:
    # The list that the configuration names first says what the target is called.
    order = {name: place for place, name in enumerate(names)}
    members = sorted(group, key=lambda key: (order.get(key.list, len(order)), key))
    return target_row([entries[key] for key in members], is_doubtful=bool(group & doubtful))
