"""A person releases a hold: the held bytes are taken from the evidence and believed."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from tracker.errors import StoreError, UsageError
from tracker.model import Configuration, DecisionKind, Source, SourceKind
from tracker.read.lists import open_list
from tracker.read.registers.form import register_forms
from tracker.store.decisions import add_decision
from tracker.store.holds import Hold, Release, open_hold, open_holds, release_hold
from tracker.store.leases import Lease, lease
from tracker.store.lists import latest_state
from tracker.store.snapshots import load_snapshots
from tracker.store.transaction import immediate
from tracker.sync.held import accepting
from tracker.sync.lists import take
from tracker.sync.looks import Look
from tracker.sync.opening import end_walk, open_walk, utc_now
from tracker.sync.result import SyncResult
from tracker.sync.retie import retie
from tracker.sync.views import views_of
from tracker.sync.walk import Clock, Fetched, Walk


def accept_hold(
    configuration: Configuration, database: Path, list_name: str, *, clock: Clock = utc_now
) -> SyncResult:
    """Releases the hold on a list and tells what its bytes show. The decision is stored with its time.

    Raises UsageError where the list is not held, EvidenceBroken where the held bytes are gone.
    """
    with open_walk(configuration, database, "lists accept", clock=clock) as walk:
        hold = open_hold(walk.connection, list_name)
        if hold is None:
            raise UsageError(f"{list_name} is not held; {_held_ones(walk)}")
        if list_name in register_forms():
            raise UsageError(f"{list_name} is a register of prisoners; call: {accepting(hold)}")
        source = _source_of(configuration, hold)
        with ExitStack() as stack:
            look = _held_look(walk, hold, stack)
            file = open_list(look.bodies, format=source.format or "", list_name=list_name)
            with immediate(walk.connection):
                lease(walk.connection, Lease(source.name, walk.run, clock(), clock()))
                release_hold(walk.connection, list_name, clock(), by=Release.PERSON)
                add_decision(
                    walk.connection,
                    DecisionKind.ACCEPT_HOLD,
                    list_name,
                    now=clock(),
                    note=f"hold {hold.id}: {hold.reason}",
                )
            visit = take(walk, source, look, file, latest_state(walk.connection, list_name), accepted=True)
        retie(walk.connection, walk.configuration)
        return end_walk(
            walk,
            SyncResult(
                run=walk.run,
                is_first=False,
                sources=(visit.outcome,),
                told=views_of(walk.connection, configuration, visit.told),
            ),
        )


def _held_ones(walk: Walk) -> str:
    held = ", ".join(hold.list for hold in open_holds(walk.connection))
    return f"held are: {held}" if held else "no list is held"


def _source_of(configuration: Configuration, hold: Hold) -> Source:
    for source in configuration.sources:
        if source.name == hold.source and source.kind is SourceKind.LIST:
            return source
    raise UsageError(f"{hold.list} was held for the source {hold.source}, which is no longer configured")


def _held_look(walk: Walk, hold: Hold, stack: ExitStack) -> Look:
    snapshots = load_snapshots(walk.connection, hold.parts.values())
    fetched = {}
    for part, number in hold.parts.items():
        snapshot = snapshots[number]
        if snapshot.sha256 is None:
            raise StoreError(f"snapshot {number} of {hold.list} has no body")
        fetched[part] = Fetched(snapshot, stack.enter_context(walk.evidence.open(snapshot.sha256)))
    return Look(fetched)
