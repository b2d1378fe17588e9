"""What a change can matter to in resolve: the records around those that changed, and whose they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tracker.model import Decision, DecisionKind, Development
from tracker.resolve import Resolution, resolve
from tracker.resolve.keys import keys_of
from tracker.resolve.likeness import Likenesses
from tracker.resolve.neighbourhood import neighbourhood
from tracker.resolve.saying import Saying
from tracker.store.decisions import load_decisions
from tracker.store.developments import load_developments
from tracker.store.statements import developments_of, records_tied_with, records_under, set_keys
from tracker.store.transaction import require_transaction
from tracker.sync.anchors import held_to_their_records
from tracker.sync.sayings import Sayings


@dataclass(frozen=True, slots=True)
class Around:
    """Records that hang together with some that changed, the developments that had any of them, as they
    were, and the decisions of people."""

    said: tuple[Saying, ...]
    before: tuple[Development, ...]
    decisions: tuple[Decision, ...]
    likenesses: Likenesses

    def resolved(self) -> Resolution:
        """What these records make now: the same as if all records were resolved."""
        return resolve(self.before, self.said, self.decisions, self.likenesses)


def around(connection: sqlite3.Connection, sayings: Sayings, records: Collection[str]) -> Around:
    """The surroundings of the records with these ids, which are filed under their keys anew.

    Inside a transaction.
    """
    require_transaction(connection)
    start = sayings.of(records)
    for saying in start:
        set_keys(connection, saying.id, keys_of(saying))
    decisions = held_to_their_records(load_decisions(connection), sayings)
    likenesses = Likenesses()
    reached = neighbourhood(
        start,
        lambda keys: sayings.of(records_under(connection, keys)),
        lambda names: sayings.of(_bound_to(connection, sayings, decisions, names)),
        likenesses,
    )
    known = load_developments(connection, developments_of(connection, [saying.id for saying in reached]))
    return Around(reached, tuple(stored.development for stored in known), decisions, likenesses)


def _bound_to(
    connection: sqlite3.Connection, sayings: Sayings, decisions: Sequence[Decision], records: Collection[str]
) -> frozenset[str]:
    """The records that share a development with one of these, or that a person joined with one."""
    bound = set(records_tied_with(connection, records))
    anchors = {anchor for saying in sayings.of(records) for anchor in saying.anchors}
    for decision in decisions:
        if decision.kind is DecisionKind.MERGE and anchors & {*decision.one, *decision.other}:
            wanted = (*decision.one, *decision.other)
            bound |= {saying.id for saying in sayings.of(wanted)} | records_under(connection, wanted)
    return frozenset(bound)
