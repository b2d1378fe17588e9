"""By what a person's decision finds its records again, also when later rules read their pages otherwise."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tracker.model import Configuration, Decision, DecisionKind
from tracker.store.decisions import load_decisions
from tracker.store.developments import development_with
from tracker.store.documents import records_on_pages
from tracker.store.records import load_records
from tracker.sync.sayings import Sayings

_ABOUT_ONE = frozenset({DecisionKind.NOTE, DecisionKind.CONFIRM})


def anchors_of(
    connection: sqlite3.Connection, configuration: Configuration, records: Sequence[str]
) -> tuple[str, ...]:
    """The anchors of these records, in their order.

    What a page says is an anchor only where no other record is meant by it as well: a page can tell of two
    releases, and what holds for the one must never reach the other.
    """
    sayings = Sayings(connection, configuration)
    said = sayings.of(records)
    pages = {one.address for one in said if one.address is not None}
    others = set(records_on_pages(connection, pages)) - set(records)
    taken = {anchor for one in sayings.of(sorted(others)) for anchor in one.anchors}
    return tuple(dict.fromkeys(anchor for one in said for anchor in one.anchors if anchor not in taken))


def held_to_their_records(decisions: Sequence[Decision], sayings: Sayings) -> tuple[Decision, ...]:
    """The decisions as resolve is to obey them now: a page is an anchor only for records that are gone.

    As long as the page says what was decided about, something else that it says later is another matter.
    """
    ids = {anchor for one in decisions for anchor in (*one.one, *one.other) if not _is_page(anchor)}
    said = {one.id: one for one in sayings.of(sorted(ids)) if one.is_current}
    taken = {anchor for one in said.values() for anchor in one.anchors if _is_page(anchor)}

    def left(anchors: Sequence[str]) -> tuple[str, ...]:
        return tuple(anchor for anchor in anchors if anchor not in taken)

    return tuple(replace(one, one=left(one.one), other=left(one.other)) for one in decisions)


def _is_page(anchor: str) -> bool:
    return " " in anchor


def records_of(
    connection: sqlite3.Connection, configuration: Configuration, anchors: Sequence[str]
) -> tuple[str, ...]:
    """The records that these anchors find: first those of the ids, in their order, then those of pages."""
    there = {record.id for record in load_records(connection, anchors)}
    found = dict.fromkeys(anchor for anchor in anchors if anchor in there)
    keys = [anchor for anchor in anchors if anchor not in there and _is_page(anchor)]
    pages = records_on_pages(connection, [key.rpartition(" ")[2] for key in keys])
    wanted = set(keys)
    found |= {
        one.id: None
        for one in Sayings(connection, configuration).of(pages)
        if not wanted.isdisjoint(one.anchors)
    }
    return tuple(found)


def decisions_by_development(
    connection: sqlite3.Connection, configuration: Configuration
) -> Mapping[str, tuple[Decision, ...]]:
    """The notes and confirmations that stand, by the development that has the first of their records now."""
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in load_decisions(connection):
        if decision.kind in _ABOUT_ONE:
            owner = next(_owners(connection, configuration, decision.one), None)
            if owner is not None:
                found[owner].append(decision)
    return {name: tuple(decisions) for name, decisions in found.items()}


def _owners(
    connection: sqlite3.Connection, configuration: Configuration, anchors: Sequence[str]
) -> Iterator[str]:
    for record in records_of(connection, configuration, anchors):
        owner = development_with(connection, record)
        if owner is not None:
            yield owner
