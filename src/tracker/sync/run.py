"""`sync`: the whole way, for the sources that are asked for or due. All faces call this function."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from tracker.errors import UsageError
from tracker.health import configured_health
from tracker.model import Configuration, Source
from tracker.schedule import is_due
from tracker.store.health import note_health
from tracker.store.runs import has_finished_run
from tracker.store.sources import SourceRow, load_sources
from tracker.store.transaction import immediate
from tracker.sync.baseline import arm_with_baselines
from tracker.sync.chosen import source_named
from tracker.sync.one_source import order_of
from tracker.sync.opening import (
    Ends,
    end_walk,
    live,
    open_ends,
    open_run,
    refuse_demo,
    scratch_copy,
    silent,
    utc_now,
)
from tracker.sync.result import SyncResult
from tracker.sync.views import views_of
from tracker.sync.visiting import Ended, Listener, Visiting
from tracker.sync.walk import Clock, Progress, Provenances

SYNC = "sync"
# A run that visits what is due because its time has come: the daemon's own.
TICK = "run"
# The longest that it takes to see that a visit hangs.
_MOMENT_S = 1.0


def sync(
    configuration: Configuration,
    database: Path,
    *,
    names: Sequence[str] = (),
    due_only: bool = False,
    dry_run: bool = False,
    demo: bool = False,
    clock: Clock = utc_now,
    provenances: Provenances = live,
    on_progress: Progress | None = None,
    listener: Listener | None = None,
) -> SyncResult:
    """Fetches, reads, compares and stores, source by source, and returns what is to be told.

    Hosts are visited side by side, the sources of one host one after the other. Without `names` all
    enabled sources are visited, with `due_only` only those that are due. A dry run does all of it on a
    copy that is thrown away. `provenances` says for an address where its bytes come from; `on_progress`
    is called from several threads; `listener` hears what came of each source. A visit that breaks with
    an error of ours has failed, and the others go on. Raises UsageError for an unknown name and, unless
    `demo`, for a demo's database; SyncBusy where another process is syncing; ConfigError, StoreError.
    """
    chosen = choose(configuration, names)
    if not demo:
        refuse_demo(database)
    with ExitStack() as stack:
        if dry_run:
            database = stack.enter_context(scratch_copy(database))
        ends = stack.enter_context(
            open_ends(
                configuration,
                database,
                clock=clock,
                provenances=provenances,
                progress=on_progress or silent,
            )
        )
        return _visit_all(ends, configuration, chosen, due_only=due_only, listener=listener)


def choose(configuration: Configuration, names: Sequence[str]) -> tuple[Source, ...]:
    """The sources asked for by name, or all enabled ones, in the order in which they are visited."""
    chosen = [source_named(configuration, name) for name in dict.fromkeys(names)] or [
        one for one in configuration.sources if one.enabled
    ]
    if disabled := [source for source in chosen if not source.enabled]:
        raise UsageError(f"source {disabled[0].name} is disabled: {disabled[0].disabled_reason}")
    if not chosen:
        raise UsageError("no source is enabled; set enabled = true in one of the subject's sources")
    return tuple(sorted(chosen, key=order_of))


def due_sources(sources: Iterable[Source], memory: Mapping[str, SourceRow], now: datetime) -> list[Source]:
    """Those of the sources that are due; one that was never visited is."""
    return [source for source in sources if _is_due(memory.get(source.name), now)]


def _is_due(memory: SourceRow | None, now: datetime) -> bool:
    return memory is None or is_due(memory.next_due_at, now, memory.last_checked_at)


def note_configured(connection: sqlite3.Connection, configuration: Configuration, now: datetime) -> None:
    """Notes what the configuration switched on or off since the last time."""
    memory = load_sources(connection)
    with immediate(connection):
        for source in configuration.sources:
            current = memory.get(source.name, SourceRow(source.name)).health
            health, reason = configured_health(
                current, is_enabled=source.enabled, reason=source.disabled_reason
            )
            if health is not current:
                note_health(connection, source.name, health, reason, at=now)


def _visit_all(
    ends: Ends,
    configuration: Configuration,
    chosen: Sequence[Source],
    *,
    due_only: bool,
    listener: Listener | None,
) -> SyncResult:
    """One run from its beginning to its end; one that is left by an error has failed."""
    connection = ends.connection
    is_first = not has_finished_run(connection, SYNC, TICK)
    with open_run(ends, configuration, SYNC) as walk:
        note_configured(connection, configuration, ends.clock())
        arm_with_baselines(walk)
        memory = load_sources(connection)
        due = due_sources(chosen, memory, ends.clock()) if due_only else list(chosen)
        visiting = Visiting(ends, configuration.politeness.hosts_at_once, listener=listener)
        with immediate(connection):
            visiting.enter(walk, due, is_alone=True)
        visiting.hand_in(walk.run)
        ended: list[Ended] = []
        while not ended:
            ended = visiting.go_on(ends, _MOMENT_S)
        return end_walk(
            walk,
            SyncResult(
                run=walk.run,
                is_first=is_first,
                sources=ended[0].outcomes,
                told=views_of(connection, configuration, ended[0].told),
            ),
        )
