"""How a visit to a source ends: one check row, the source's memory, and an outcome for the reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.model import Grade, Source
from tracker.schedule import next_due
from tracker.store.checks import Check, add_check
from tracker.store.sources import note_visit, source_row
from tracker.store.transaction import immediate
from tracker.sync.looks import Look, store_snapshots
from tracker.sync.result import SourceOutcome, Standing
from tracker.sync.walk import Walk


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit came to. `told` are the ids of the developments that have a new revision.

    `moved_lists` are the lists whose whole file is due at once, since a file of changes moved.
    """

    outcome: SourceOutcome
    told: tuple[str, ...] = ()
    moved_lists: frozenset[str] = frozenset()


def end_visit(
    walk: Walk,
    source: Source,
    *,
    at: datetime,
    grade: Grade,
    standing: Standing,
    message: str,
    snapshot: int | None = None,
    state: int | None = None,
    held: str | None = None,
) -> SourceOutcome:
    """Writes the check and the source's memory; inside the transaction that ends the visit."""
    is_ok = standing in {Standing.NEW_STATE, Standing.UNCHANGED}
    before = source_row(walk.connection, source.name)
    failures = 0 if is_ok else before.failures + 1
    due = next_due(every=source.every, last_checked=at, failures=failures, now=at)
    note_visit(walk.connection, source.name, at=at, is_ok=is_ok, next_due_at=due)
    add_check(
        walk.connection,
        Check(
            run=walk.run,
            source=source.name,
            at=at,
            grade=grade,
            snapshot=snapshot,
            state=state,
            held=held,
            message=None if standing is Standing.UNCHANGED else message,
        ),
    )
    return SourceOutcome(source.name, grade, standing, message)


def end_failed(walk: Walk, source: Source, look: Look) -> Visit:
    """Ends a visit that brought no usable answer: kept as proof, compared with nothing."""
    bad = look.first_bad if not look.is_ok else look.main
    message = f"{bad.grade.value}: {bad.reason}"
    with immediate(walk.connection):
        snapshots = store_snapshots(walk, look)
        outcome = end_visit(
            walk,
            source,
            at=bad.fetched_at,
            grade=bad.grade,
            standing=Standing.FAILED,
            message=message,
            snapshot=snapshots.get(bad.part),
        )
    return Visit(outcome)
