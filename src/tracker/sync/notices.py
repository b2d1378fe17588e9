"""The official notices that are stored of removals from a list: what confirms one before it is told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tracker.extract.legal_forms import words_of
from tracker.extract.notices import shows_in_lists
from tracker.model import Action, DateBasis, ListEntry, Record, Target
from tracker.store.records import load_records

_REMOVALS = frozenset({Action.DELIST, Action.EASE})


def removal_notices(
    connection: sqlite3.Connection,
    list_name: str,
    authority: str | None = None,
    entries: Mapping[str, ListEntry] | None = None,
) -> tuple[Record, ...]:
    """The records in which the authority itself dates a removal from the list.

    A notice on a page names its targets and has no keys of the list: of `entries`, by their keys, it means
    those whose first name it prints as the list does.
    """
    found = [
        record
        for record in load_records(connection)
        if record.action in _REMOVALS and record.when.basis is DateBasis.OFFICIAL
    ]
    listed = [record for record in found if record.list == list_name]
    told = [one for one in found if one.authority == authority and shows_in_lists(one.rule)]
    return (*listed, *_with_keys(told, list_name, entries or {}))


def _with_keys(
    notices: Iterable[Record], list_name: str, entries: Mapping[str, ListEntry]
) -> Iterator[Record]:
    uids: dict[tuple[str, ...], list[str]] = {}
    for uid, entry in entries.items():
        uids.setdefault(words_of(entry.name), []).append(uid)
    for notice in notices:
        # Of two entries with one name it cannot be said which is meant.
        named = [(target, uids.get(words_of(target.name), ())) for target in notice.targets]
        targets = [
            Target(target.name, target.kind, list_name, one[0]) for target, one in named if len(one) == 1
        ]
        if targets:
            yield replace(notice, list=list_name, targets=tuple(targets))
