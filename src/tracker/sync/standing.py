"""How everything stands: sources, lists, holds, the last run. Read only, and quick."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker.model import Configuration
from tracker.store.checks import Check, latest_check
from tracker.store.connection import connect
from tracker.store.developments import count_developments
from tracker.store.holds import Hold, open_holds
from tracker.store.lists import StateRow, latest_state
from tracker.store.meta import is_demo
from tracker.store.runs import Run, latest_run
from tracker.store.sources import SourceRow, load_sources
from tracker.text.dates import minute_in_utc
from tracker.text.terminal import defuse


@dataclass(frozen=True, slots=True)
class SourceStanding:
    """One source: whether it is watched, its memory, its last check, its list's last state."""

    name: str
    is_enabled: bool
    memory: SourceRow | None = None
    check: Check | None = None
    state: StateRow | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole; `run` is None before the first sync."""

    database: Path
    is_demo: bool
    run: Run | None
    developments: int
    sources: tuple[SourceStanding, ...]
    holds: tuple[Hold, ...]


def standing_of(configuration: Configuration, database: Path) -> Standing:
    """How everything stands in `database`; before the first sync, that nothing was visited."""
    if not database.exists():
        blank = tuple(SourceStanding(one.name, one.enabled) for one in configuration.sources)
        return Standing(database, False, None, 0, blank, ())
    with closing(connect(database, read_only=True)) as connection:
        memory = load_sources(connection)
        return Standing(
            database=database,
            is_demo=is_demo(connection),
            run=latest_run(connection),
            developments=count_developments(connection),
            sources=tuple(
                SourceStanding(
                    source.name,
                    source.enabled,
                    memory.get(source.name),
                    latest_check(connection, source.name),
                    latest_state(connection, source.list) if source.list else None,
                )
                for source in configuration.sources
            ),
            holds=open_holds(connection),
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
    for source in standing.sources:
        yield f"  {source.name}: {_source_words(source)}"
    for hold in standing.holds:
        yield f"held since {minute_in_utc(hold.held_at)}: {hold.list}: {defuse(hold.reason)}"
        yield f"  look at it, then: tracker lists accept {hold.list}"


def _source_words(source: SourceStanding) -> str:
    if not source.is_enabled:
        return "disabled"
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


def standing_json(standing: Standing) -> dict[str, object]:
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
        "holds": [
            {"list": hold.list, "reason": hold.reason, "held_at": hold.held_at.isoformat()}
            for hold in standing.holds
        ],
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
