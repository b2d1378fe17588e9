"""`sync`: the whole way, for the sources that are asked for or due. All faces call this function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from tracker.errors import UsageError
from tracker.health import HostVisit, configured_health, is_ours_offline
from tracker.model import Configuration, Grade, Source, SourceKind
from tracker.schedule import is_due
from tracker.store.connection import connect
from tracker.store.health import end_outage, note_health, note_outage
from tracker.store.parts import KnownPart, known_parts
from tracker.store.released import delete_released
from tracker.store.runs import has_finished_run
from tracker.store.sources import SourceRow, load_sources
from tracker.store.transaction import immediate
from tracker.sync.baseline import arm_with_baselines
from tracker.sync.chosen import source_named
from tracker.sync.deltas import sync_delta
from tracker.sync.lists import sync_list
from tracker.sync.opening import end_walk, live, open_walk, refuse_demo, scratch_copy, silent, utc_now
from tracker.sync.pages import sync_page
from tracker.sync.pool import side_by_side
from tracker.sync.result import SyncResult
from tracker.sync.views import views_of
from tracker.sync.visits import Visit
from tracker.sync.walk import MAIN, Clock, Progress, Provenances, Walk

_COMMAND = "sync"
# Files of changes first: what they name confirms what the whole lists show.
_ORDER = {SourceKind.DELTA: 0, SourceKind.LIST: 1}
_OTHERS = len(_ORDER)


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

    Hosts are visited side by side, the sources of one host one after the other. Without `names` all
    enabled sources are visited, with `due_only` only those that are due. A dry run does all of it on a
    copy that is thrown away. `provenances` says for an address where its bytes come from; `on_progress`
    is called from several threads. Raises UsageError for an unknown name and, unless `demo`, for a
    demo's database; SyncBusy where another process is syncing; ConfigError, StoreError.
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
        memory = load_sources(walk.connection)
        _note_configured(walk, memory)
        arm_with_baselines(walk)
        due = [source for source in chosen if not due_only or _is_due(source, memory, walk)]
        delete_released(walk.connection, walk.evidence, walk.clock())
        visits = _visit_all(walk, database, due)
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
    chosen = [source_named(configuration, name) for name in dict.fromkeys(names)] or [
        one for one in configuration.sources if one.enabled
    ]
    if disabled := [source for source in chosen if not source.enabled]:
        raise UsageError(f"source {disabled[0].name} is disabled: {disabled[0].disabled_reason}")
    if not chosen:
        raise UsageError("no source is enabled; set enabled = true in one of the subject's sources")
    return tuple(sorted(chosen, key=lambda source: _ORDER.get(source.kind, _OTHERS)))


def _is_due(source: Source, memory: Mapping[str, SourceRow], walk: Walk) -> bool:
    return source.name not in memory or is_due(memory[source.name].next_due_at, walk.clock())


def _note_configured(walk: Walk, memory: Mapping[str, SourceRow]) -> None:
    """What the configuration switched on or off since the last time."""
    with immediate(walk.connection):
        for source in walk.configuration.sources:
            current = memory.get(source.name, SourceRow(source.name)).health
            health, reason = configured_health(
                current, is_enabled=source.enabled, reason=source.disabled_reason
            )
            if health is not current:
                note_health(walk.connection, source.name, health, reason, at=walk.clock())


def _visit_all(walk: Walk, database: Path, due: Sequence[Source]) -> list[Visit]:
    """Visits the sources, host by host, and returns the visits in the order of `due`."""
    hosts = {source.name: host_of(source) for source in walk.configuration.sources}
    groups: dict[str, list[Source]] = {}
    for source in due:
        groups.setdefault(hosts[source.name], []).append(source)

    def work(group: Sequence[Source]) -> Iterator[Visit]:
        with closing(connect(database, create=False)) as connection:
            yield from _visit_in_turn(replace(walk, connection=connection), group)

    ended = []
    for batch in side_by_side(list(groups.values()), work, walk.configuration.politeness.hosts_at_once):
        ended += [(visit, walk.clock()) for visit in batch]
        _finish(walk, batch)
        walk.hosts.write_back(walk.connection)
    walk.hosts.write_back(walk.connection)
    _settle(walk, ended, hosts)
    visits = [visit for visit, _ in ended]
    places = {source.name: place for place, source in enumerate(due)}
    return sorted(visits, key=lambda visit: places.get(visit.outcome.source, len(places)))


def _finish(walk: Walk, batch: Sequence[Visit]) -> None:
    """Writes what the visits left to be written, in one transaction."""
    finishes = [visit.finish for visit in batch if visit.finish is not None]
    if finishes:
        with immediate(walk.connection):
            for finish in finishes:
                finish(walk)


def host_of(source: Source) -> str:
    """The host of a source's address, in small letters."""
    return (urlsplit(source.url or "").hostname or "").lower()


def _visit_in_turn(walk: Walk, group: Sequence[Source]) -> Iterator[Visit]:
    waiting = list(group)
    known = known_parts(walk.connection, [source.name for source in group], MAIN)
    while waiting and not walk.fetcher.stopped:
        source = waiting.pop(0)
        # Once: a second visit of the same run reads what the first one left.
        visit = _visit(walk, source, known.pop(source.name, None))
        yield visit
        waiting += [one for one in _due_at_once(walk, visit) if one not in waiting]


def _due_at_once(walk: Walk, visit: Visit) -> list[Source]:
    """The whole lists of which a file of changes said that they moved."""
    if not visit.moved_lists:
        return []
    return [
        source
        for source in walk.configuration.sources
        if source.list in visit.moved_lists and source.enabled and source.kind is SourceKind.LIST
    ]


def _settle(walk: Walk, ended: Sequence[tuple[Visit, datetime]], hosts: Mapping[str, str]) -> None:
    """Ends the visits to which no answer came: our own line's fault, or each source's own."""
    tried = [
        HostVisit(hosts[visit.outcome.source], at, visit.outcome.grade is Grade.OFFLINE)
        for visit, at in ended
    ]
    is_ours = is_ours_offline(tried, walk.clock())
    names = {one.host for one in tried}
    offline = names - {one.host for one in tried if not one.is_offline}
    with immediate(walk.connection):
        if is_ours:
            note_outage(walk.connection, at=walk.clock(), hosts=len(names), offline_hosts=len(offline))
        elif names - offline:
            end_outage(walk.connection, walk.clock())
    for visit, _ in ended:
        if visit.settle is not None:
            visit.settle(walk, is_ours)


def _visit(walk: Walk, source: Source, known: KnownPart | None) -> Visit:
    match source.kind:
        case SourceKind.LIST:
            return sync_list(walk, source)
        case SourceKind.DELTA:
            return sync_delta(walk, source)
        case SourceKind.PAGE | SourceKind.INDEX | SourceKind.FEED | SourceKind.POSTS | SourceKind.API:
            return sync_page(walk, source, known)
