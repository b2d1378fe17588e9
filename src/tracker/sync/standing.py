"""How everything stands: sources, lists, holds, the last run. Read only, and quick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tracker.health import configured_health
from tracker.model import Configuration, Health, Source
from tracker.store.budget import Budget, budget
from tracker.store.checks import Check, latest_check
from tracker.store.connection import connect
from tracker.store.daemons import Daemon, load_daemon
from tracker.store.developments import count_developments
from tracker.store.health import Outage, open_outage
from tracker.store.holds import Hold, open_holds
from tracker.store.hosts import HostRow, all_holding_off
from tracker.store.incidents import Incident, open_incidents
from tracker.store.links import count_links
from tracker.store.lists import StateRow, latest_state
from tracker.store.meta import is_demo
from tracker.store.outbox import OutboxCounts, count_outbox
from tracker.store.runs import Run, latest_run
from tracker.store.sources import SourceRow, load_sources
from tracker.sync.held import accepting
from tracker.text.dates import minute_in_utc
from tracker.text.terminal import defuse


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """One source: whether it is watched, its memory, its last check, its list's last state."""

    source: Source
    memory: SourceRow | None = None
    check: Check | None = None
    state: StateRow | None = None
    links: int = 0

    @property
    def name(self) -> str:
        return self.source.name

    @property
    def is_enabled(self) -> bool:
        return self.source.enabled

    @property
    def health(self) -> Health:
        """The state as it is stored, under the configuration as it is now."""
        stored = self.memory.health if self.memory else Health.NEW
        return configured_health(stored, is_enabled=self.is_enabled, reason=None)[0]

    @property
    def since(self) -> datetime | date | None:
        """Since when it is in this state: the configuration's own word for a disabled one, else the
        stored one; None where the configuration changed it since the last sync, or none was."""
        if not self.is_enabled and self.source.disabled_since is not None:
            return self.source.disabled_since
        is_stored = self.memory is not None and self.memory.health is self.health
        return self.memory.health_since if self.memory is not None and is_stored else None


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole; `run` is None before the first sync."""

    database: Path
    is_demo: bool
    run: Run | None
    developments: int
    sources: tuple[SourceStanding, ...]
    holds: tuple[Hold, ...]
    resting_hosts: tuple[HostRow, ...] = ()
    budget: Budget | None = None
    outage: Outage | None = None
    outbox: OutboxCounts = field(default_factory=OutboxCounts)
    daemon: Daemon | None = None
    incidents: tuple[Incident, ...] = ()


def standing_of(configuration: Configuration, database: Path, *, now: datetime | None = None) -> Standing:
    """How everything stands in `database`; before the first sync, that nothing was visited."""
    now = now or datetime.now(UTC)
    if not database.exists():
        blank = tuple(SourceStanding(source) for source in configuration.sources)
        return Standing(database, False, None, 0, blank, ())
    with closing(connect(database, read_only=True)) as connection:
        memory = load_sources(connection)
        links: Counter[str] = Counter()
        for (name, _), count in count_links(connection).items():
            links[name] += count
        return Standing(
            database=database,
            is_demo=is_demo(connection),
            run=latest_run(connection),
            developments=count_developments(connection),
            sources=tuple(
                SourceStanding(
                    source,
                    memory.get(source.name),
                    latest_check(connection, source.name),
                    latest_state(connection, source.list) if source.list else None,
                    links[source.name],
                )
                for source in configuration.sources
            ),
            holds=open_holds(connection),
            resting_hosts=all_holding_off(connection, now),
            budget=budget(connection, database, now, limit=configuration.evidence_budget),
            outage=open_outage(connection),
            outbox=count_outbox(connection),
            daemon=load_daemon(connection),
            incidents=open_incidents(connection),
        )


def standing_lines(standing: Standing) -> Iterator[str]:
    """For people: the database, each source, what is held and how to go on."""
    mark = " (demo)" if standing.is_demo else ""
    yield f"{standing.database}{mark}: {standing.developments} developments"
    run = standing.run
    if run is None:
        yield "no sync yet; run: tracker sync"
    else:
        yield f"last run {minute_in_utc(run.started_at)}: {run.outcome.value if run.outcome else 'under way'}"
    if standing.daemon is not None:
        yield _daemon_words(standing.daemon)
    for incident in standing.incidents:
        since = minute_in_utc(incident.began_at)
        yield f"trouble since {since}: {incident.kind.value} {incident.subject}: {defuse(incident.message)}"
    if standing.outage is not None:
        yield f"our own line is down since {minute_in_utc(standing.outage.began_at)}"
    for source in standing.sources:
        if source.is_enabled:
            yield f"  {source.name}: {_source_words(source)}"
    disabled = sum(not source.is_enabled for source in standing.sources)
    if disabled:
        yield f"  {disabled} more are disabled; why: tracker sources"
    for host in standing.resting_hosts:
        yield f"  {host.host} is left alone until {minute_in_utc(host.not_before)}: {defuse(host.reason)}"
    if standing.budget is not None:
        yield _budget_words(standing.budget)
    yield from _outbox_words(standing.outbox)
    for hold in standing.holds:
        yield f"held since {minute_in_utc(hold.held_at)}: {hold.list}: {defuse(hold.reason)}"
        yield f"  look at it, then: {accepting(hold)}"


def _source_words(source: SourceStanding) -> str:
    if source.memory is None or source.memory.last_checked_at is None or source.check is None:
        return "not visited yet"
    words = f"{source.check.grade.value}, visited {minute_in_utc(source.memory.last_checked_at)}"
    if source.memory.failures:
        ok = source.memory.last_ok_at
        words += f", {source.memory.failures} failures since {minute_in_utc(ok) if ok else 'the beginning'}"
    if source.memory.next_due_at is not None:
        words += f", due {minute_in_utc(source.memory.next_due_at)}"
    if source.state is not None:
        words += f"; {source.state.subject_entries} entries of the subject"
    return words


def _outbox_words(outbox: OutboxCounts) -> Iterator[str]:
    if outbox.oldest_at is not None:
        yield f"{outbox.pending} messages on their way, the oldest since {minute_in_utc(outbox.oldest_at)}"
    if outbox.dead:
        yield f"{outbox.dead} messages are dead (refused, or given up); look at them: tracker outbox list"


def _daemon_words(daemon: Daemon) -> str:
    since, ticked = minute_in_utc(daemon.started_at), minute_in_utc(daemon.ticked_at)
    return f"the daemon runs as process {daemon.pid} since {since}, last tick {ticked}"


def _budget_words(budget: Budget) -> str:
    words = f"disk: {_megabytes(budget.evidence)} evidence, {_megabytes(budget.database)} database"
    if budget.per_day is not None:
        words += f", {_megabytes(budget.per_day)} a day"
    if budget.is_full:
        return f"{words}; the budget of {_megabytes(budget.limit or 0)} is used up"
    return f"{words}; the budget is used up about {budget.full_on}" if budget.full_on else words


def _megabytes(size: float) -> str:
    return f"{size / 1_000_000:.1f} MB"


def standing_json(standing: Standing) -> dict[str, Any]:
    """For programs."""
    run = standing.run
    return {
        "database": str(standing.database),
        "demo": standing.is_demo,
        "developments": standing.developments,
        "last_run": {
            "id": run.id,
            "started_at": run.started_at.isoformat(),
            "outcome": run.outcome.value if run.outcome else None,
            "exit_code": run.exit_code,
        }
        if run
        else None,
        "sources": [
            {
                "source": source.name,
                "enabled": source.is_enabled,
                "disabled_reason": source.source.disabled_reason,
                "health": source.health.value,
                "health_since": source.since.isoformat() if source.since else None,
                "last_changed_at": _iso(source.memory.last_changed_at if source.memory else None),
                "links": source.links,
                "grade": source.check.grade.value if source.check else None,
                "message": source.check.message if source.check else None,
                "armed_at": _iso(source.memory.armed_at if source.memory else None),
                "last_checked_at": _iso(source.memory.last_checked_at if source.memory else None),
                "last_ok_at": _iso(source.memory.last_ok_at if source.memory else None),
                "next_due_at": _iso(source.memory.next_due_at if source.memory else None),
                "failures": source.memory.failures if source.memory else 0,
                "subject_entries": source.state.subject_entries if source.state else None,
            }
            for source in standing.sources
        ],
        "budget": {
            "evidence": standing.budget.evidence,
            "database": standing.budget.database,
            "per_day": standing.budget.per_day,
            "limit": standing.budget.limit,
            "full_on": standing.budget.full_on.isoformat() if standing.budget.full_on else None,
        }
        if standing.budget
        else None,
        "resting_hosts": [
            {"host": host.host, "not_before": host.not_before.isoformat(), "reason": host.reason}
            for host in standing.resting_hosts
        ],
        "outage": {
            "began_at": standing.outage.began_at.isoformat(),
            "hosts": standing.outage.hosts,
            "offline_hosts": standing.outage.offline_hosts,
        }
        if standing.outage
        else None,
        "outbox": {
            "pending": standing.outbox.pending,
            "dead": standing.outbox.dead,
            "oldest_at": _iso(standing.outbox.oldest_at),
        },
        "daemon": {
            "pid": standing.daemon.pid,
            "started_at": standing.daemon.started_at.isoformat(),
            "tick_s": standing.daemon.tick_s,
            "ticked_at": standing.daemon.ticked_at.isoformat(),
        }
        if standing.daemon
        else None,
        "incidents": [
            {
                "kind": incident.kind.value,
                "subject": incident.subject,
                "message": incident.message,
                "began_at": incident.began_at.isoformat(),
                "last_at": incident.last_at.isoformat(),
                "times": incident.times,
            }
            for incident in standing.incidents
        ],
        "holds": [
            {"list": hold.list, "reason": hold.reason, "held_at": hold.held_at.isoformat()}
            for hold in standing.holds
        ],
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
