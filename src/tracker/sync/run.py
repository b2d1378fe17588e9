"""`sync`: the whole way, for the sources that are asked for or due. All faces call this function."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from tracker.errors import UsageError
from tracker.model import Configuration, Source, SourceKind
from tracker.schedule import is_due
from tracker.store.runs import has_finished_run
from tracker.store.sources import load_sources
from tracker.sync.baseline import arm_with_baselines
from tracker.sync.deltas import sync_delta
from tracker.sync.lists import sync_list
from tracker.sync.opening import end_walk, live, open_walk, refuse_demo, scratch_copy, silent, utc_now
from tracker.sync.result import SyncResult
from tracker.sync.views import views_of
from tracker.sync.visits import Visit
from tracker.sync.walk import Clock, Progress, Provenances, Walk

_COMMAND = "sync"
# Files of changes first: what they name confirms what the whole lists show.
_ORDER = (SourceKind.DELTA, SourceKind.LIST)


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
) -> SyncResult:
    """Fetches, reads, compares and stores, source by source, and returns what is to be told.

    Without `names` all enabled sources are visited, with `due_only` only those that are due. A dry
    run does all of it on a copy that is thrown away. `provenances` says for an address where its
    bytes come from. Raises UsageError for an unknown name and, unless `demo`, for a demo's database;
    SyncBusy where another process is syncing; ConfigError, StoreError.
    """
    chosen = choose(configuration, names)
    if not demo:
        refuse_demo(database)
    with ExitStack() as stack:
        if dry_run:
            database = stack.enter_context(scratch_copy(database))
        walk = stack.enter_context(
            open_walk(
                configuration,
                database,
                _COMMAND,
                clock=clock,
                provenances=provenances,
                progress=on_progress or silent,
            )
        )
        is_first = not has_finished_run(walk.connection, _COMMAND)
        arm_with_baselines(walk)
        visits = _visit_all(walk, chosen, due_only)
        told = dict.fromkeys(name for visit in visits for name in visit.told)
        return end_walk(
            walk,
            SyncResult(
                run=walk.run,
                is_first=is_first,
                sources=tuple(visit.outcome for visit in visits),
                told=views_of(walk.connection, configuration, tuple(told)),
            ),
        )


def choose(configuration: Configuration, names: Sequence[str]) -> tuple[Source, ...]:
    """The sources asked for by name, or all enabled ones, in the order in which they are visited."""
    by_name = {source.name: source for source in configuration.sources}
    if unknown := [name for name in names if name not in by_name]:
        raise UsageError(f"no source {', '.join(unknown)}; there are: {', '.join(sorted(by_name))}")
    chosen = [by_name[name] for name in dict.fromkeys(names)] or [
        one for one in configuration.sources if one.enabled
    ]
    if disabled := [source for source in chosen if not source.enabled]:
        raise UsageError(f"source {disabled[0].name} is disabled: {disabled[0].disabled_reason}")
    if not chosen:
        raise UsageError("no source is enabled; set enabled = true in one of the subject's sources")
    return tuple(sorted(chosen, key=lambda source: _ORDER.index(source.kind)))


def _visit_all(walk: Walk, chosen: Sequence[Source], due_only: bool) -> list[Visit]:
    memory = load_sources(walk.connection)
    waiting = [
        source
        for source in chosen
        if not due_only or source.name not in memory or is_due(memory[source.name].next_due_at, walk.clock())
    ]
    visits = []
    while waiting:
        visit = _visit(walk, waiting.pop(0))
        visits.append(visit)
        waiting += [one for one in _due_at_once(walk, visit) if one not in waiting]
    return visits


def _due_at_once(walk: Walk, visit: Visit) -> list[Source]:
    """The whole lists of which a file of changes said that they moved."""
    return [
        source
        for source in walk.configuration.sources
        if source.list in visit.moved_lists and source.enabled and source.kind is SourceKind.LIST
    ]


def _visit(walk: Walk, source: Source) -> Visit:
    match source.kind:
        case SourceKind.LIST:
            return sync_list(walk, source)
        case SourceKind.DELTA:
            return sync_delta(walk, source)
        case SourceKind.PAGE | SourceKind.INDEX | SourceKind.FEED | SourceKind.POSTS | SourceKind.API:
            raise UsageError(f"source {source.name}: there is no reader yet for kind {source.kind.value}")
