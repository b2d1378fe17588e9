"""One tick: what was asked for and what is due is leased to runs, in one transaction, then visited."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.errors import UsageError
from tracker.model import Configuration, Source
from tracker.store.daemons import note_tick
from tracker.store.leases import load_leases
from tracker.store.sources import load_sources
from tracker.store.sync_requests import SyncRequest, open_requests, refuse_request, take_request
from tracker.store.transaction import immediate
from tracker.sync.one_source import host_of
from tracker.sync.opening import Ends, begin_run
from tracker.sync.run import SYNC, TICK, choose, due_sources
from tracker.sync.visiting import Visiting


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that a tick began, and how many sources it is about; `request`: who asked for it."""

    run: int
    sources: int
    request: int | None = None


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a tick did. `is_idle`: nothing was due, and nothing is being visited."""

    begun: tuple[Begun, ...]
    refused: tuple[int, ...]
    is_idle: bool


def tick(ends: Ends, visiting: Visiting, configuration: Configuration, now: datetime) -> Ticked:
    """Begins the runs that are to begin. `ends` are those with the calling thread's connection.

    Requests first: what they take is not due any more. Raises StoreError; then nothing has begun.
    """
    begun: list[Begun] = []
    refused: list[int] = []
    try:
        with immediate(ends.connection):
            for request in open_requests(ends.connection):
                run = _take(ends, visiting, configuration, request, now)
                if run is None:
                    refused.append(request.id)
                else:
                    begun.append(run)
            due = _due(ends.connection, visiting, configuration, now)
            if due:
                begun.append(_begin(ends, visiting, configuration, TICK, due, now))
            is_idle = not load_leases(ends.connection)
            note_tick(ends.connection, now)
    except BaseException:
        for one in begun:
            visiting.leave(one.run)
        raise
    for one in begun:
        visiting.hand_in(one.run)
    return Ticked(tuple(begun), tuple(refused), is_idle)


def _due(
    connection: sqlite3.Connection, visiting: Visiting, configuration: Configuration, now: datetime
) -> list[Source]:
    """The due sources that nobody is visiting and that are not left alone."""
    leased = load_leases(connection)
    lost = visiting.lost_hosts
    enabled = [
        source
        for source in configuration.sources
        if source.enabled and source.name not in leased and host_of(source) not in lost
    ]
    return due_sources(enabled, load_sources(connection), now)


def _take(
    ends: Ends, visiting: Visiting, configuration: Configuration, request: SyncRequest, now: datetime
) -> Begun | None:
    try:
        sources: Sequence[Source] = choose(configuration, request.names)
    except UsageError as error:
        refuse_request(ends.connection, request.id, str(error), now)
        return None
    if request.due_only:
        sources = due_sources(sources, load_sources(ends.connection), now)
    begun = _begin(ends, visiting, configuration, SYNC, sources, now, is_alone=True)
    take_request(ends.connection, request.id, begun.run, now)
    return replace(begun, request=request.id)


def _begin(
    ends: Ends,
    visiting: Visiting,
    configuration: Configuration,
    command: str,
    sources: Sequence[Source],
    now: datetime,
    *,
    is_alone: bool = False,
) -> Begun:
    run = begin_run(ends.connection, command, now)
    visiting.enter(ends.walk(configuration, run), sources, is_alone=is_alone)
    return Begun(run, len(sources))
