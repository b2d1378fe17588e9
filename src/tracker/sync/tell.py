"""From new records to what is told: stored, resolved, compared with the article, revised."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from tracker.model import Configuration, Decision, DecisionKind, Development, Record
from tracker.resolve import Resolution, resolve
from tracker.resolve.keys import keys_of
from tracker.resolve.links import affected, link
from tracker.resolve.neighbourhood import neighbourhood
from tracker.store.decisions import load_decisions
from tracker.store.development_links import replace_links
from tracker.store.developments import (
    load_developments,
    redirect_development,
    restore_development,
    save_development,
    withdraw_development,
)
from tracker.store.records import add_records
from tracker.store.statements import developments_of, records_tied_with, records_under, set_keys
from tracker.store.transaction import require_transaction
from tracker.sync.anchors import held_to_their_records
from tracker.sync.comparing import compare_after_talks, comparison_of
from tracker.sync.sayings import Sayings
from tracker.sync.walk import Walk


def tell(walk: Walk, records: Iterable[Record], now: datetime) -> tuple[str, ...]:
    """Stores the records that are new and the developments they make; inside the visit's transaction.

    Returns the ids of the developments that have a new revision: those are told, each once.
    """
    new = add_records(walk.connection, walk.run, records, now)
    return resolve_again(walk.connection, walk.configuration, walk.run, [one.id for one in new], now)


def resolve_again(
    connection: sqlite3.Connection,
    configuration: Configuration,
    run: int,
    records: Collection[str],
    now: datetime,
) -> tuple[str, ...]:
    """Resolves the records with these ids and all that hang together with them, and stores what is another
    than before: new revisions, ids that lead on, developments that stand no more or again.

    Used where records are new, and where what they rest on changed: a page that says something else or was
    withdrawn, a person's decision, other rules. Inside a transaction. Returns the ids of the developments
    that stand and have a new revision, in the order of telling.
    """
    require_transaction(connection)
    if not records:
        return ()
    sayings = Sayings(connection, configuration)
    start = sayings.of(records)
    for saying in start:
        set_keys(connection, saying.id, keys_of(saying))
    decisions = held_to_their_records(load_decisions(connection), sayings)
    reached = neighbourhood(
        start,
        lambda keys: sayings.of(records_under(connection, keys)),
        lambda names: sayings.of(_bound_to(connection, sayings, decisions, names)),
    )
    ids = [saying.id for saying in reached]
    known = load_developments(connection, developments_of(connection, ids))
    before = [stored.development for stored in known]
    resolution = resolve(before, reached, decisions)
    told = _store(connection, configuration, run, sayings, resolution, now)
    changed = [*before, *resolution.developments]
    told += [
        one for one in compare_after_talks(connection, configuration, run, changed, now) if one not in told
    ]
    _link(connection, configuration, sayings, changed)
    return tuple(told)


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


def _store(
    connection: sqlite3.Connection,
    configuration: Configuration,
    run: int,
    sayings: Sayings,
    resolution: Resolution,
    now: datetime,
) -> list[str]:
    before = {
        stored.development.id: stored
        for stored in load_developments(connection, [one.id for one in resolution.developments])
    }
    told: list[str] = []
    for development in resolution.developments:
        stored = before.get(development.id)
        why = resolution.withdrawn.get(development.id)
        # Compared again even where it is as it was: the article's claims may be written otherwise since.
        comparison = comparison_of(connection, configuration, sayings, development)
        revision = save_development(connection, run, development, comparison, now)
        if revision is not None and why is None:
            told.append(development.id)
        if stored is not None and stored.redirect_to is not None:
            redirect_development(connection, development.id, None)
        was_withdrawn = stored is not None and stored.withdrawn_at is not None
        if why is not None:
            withdraw_development(connection, development.id, now, why)
        elif was_withdrawn:
            restore_development(connection, development.id)
    for name, heir in resolution.redirects.items():
        redirect_development(connection, name, heir)
    return told


def _link(
    connection: sqlite3.Connection,
    configuration: Configuration,
    sayings: Sayings,
    changed: Sequence[Development],
) -> None:
    """Links what changed with what stands: rungs of ladders, exchanges, talks that came before."""
    sectors = configuration.subject.sectors
    standing = [one.development for one in load_developments(connection) if one.stands]
    ids = affected(standing, changed, sectors=sectors)
    # What ties them may be said by a record of one that is only near.
    near = affected(standing, [one for one in standing if one.id in ids], sectors=sectors)
    tied = {tie.record for one in standing if one.id in near for tie in one.ties}
    said = {saying.id: saying.record for saying in sayings.of(tied) if saying.is_current}
    replace_links(connection, ids, link(standing, said, ids, sectors=sectors))
