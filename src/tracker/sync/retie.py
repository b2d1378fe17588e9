"""The ties between entries of different lists, made anew when what they rest on changed, and only then."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from tracker.model import Configuration, Decision, DecisionKind, EntryKey, EntryTie, StayState
from tracker.resolve.ties import RULES, ByHand, tie
from tracker.store.decisions import load_decisions
from tracker.store.entry_ties import replace_ties
from tracker.store.lists import versions_mark
from tracker.store.meta import meta_value, set_meta
from tracker.store.transaction import immediate
from tracker.sync.stays import Stays

_KEY = "entry ties"


def retie(connection: sqlite3.Connection, configuration: Configuration) -> bool:
    """Makes the ties anew, if an entry of the subject or a decision is another than when they were made.

    They are worked out before the transaction that stores them: nobody waits for that. Whoever is killed
    in between has left them as they were, and the next visit to a list makes them.
    """
    mark = _mark(connection, configuration)
    if meta_value(connection, _KEY) == mark:
        return False
    found = ties_now(connection, configuration)
    with immediate(connection):
        replace_ties(connection, found)
        set_meta(connection, _KEY, mark)
    return True


def ties_now(connection: sqlite3.Connection, configuration: Configuration) -> tuple[EntryTie, ...]:
    """The ties that follow from what the database holds at this moment."""
    entries, gone = [], set()
    for entry, stay in Stays(connection, configuration).all():
        entries.append(entry)
        if stay.state is not StayState.LISTED:
            gone.add(stay.key)
    return tie(entries, by_hand(_decisions(connection)), frozenset(gone))


def by_hand(decisions: Sequence[Decision]) -> ByHand:
    """What a person decided about entries; the later decision about a pair holds."""
    is_one: dict[tuple[EntryKey, EntryKey], bool] = {}
    for decision in sorted(decisions, key=lambda one: one.id):
        one, other = sorted((_key(decision.one), _key(decision.other)))
        is_one[one, other] = decision.kind is DecisionKind.TIE
    return ByHand(
        frozenset(pair for pair, one in is_one.items() if one),
        frozenset(pair for pair, one in is_one.items() if not one),
    )


def anchor(key: EntryKey) -> str:
    """What a decision finds an entry by: the list's name has no blank, its own key may have."""
    return f"{key.list} {key.uid}"


def _key(anchors: Sequence[str]) -> EntryKey:
    name, _, uid = anchors[0].partition(" ")
    return EntryKey(name, uid)


def _decisions(connection: sqlite3.Connection) -> list[Decision]:
    return [*load_decisions(connection, DecisionKind.TIE), *load_decisions(connection, DecisionKind.UNTIE)]


def _mark(connection: sqlite3.Connection, configuration: Configuration) -> str:
    decisions = ",".join(str(one.id) for one in _decisions(connection))
    programmes = sorted(configuration.subject.programmes.items())
    return f"{RULES}; {versions_mark(connection)}; {decisions}; {programmes}"
