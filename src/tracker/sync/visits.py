"""How a visit to a source ends: one check row, the source's memory and health, and an outcome to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tracker.health import next_health
from tracker.model import Grade, Source
from tracker.schedule import next_due
from tracker.store.checks import Check, add_check
from tracker.store.health import note_health
from tracker.store.incidents import IncidentKind, end_incident, note_incident
from tracker.store.leases import end_lease
from tracker.store.sources import note_visit, put_off, source_row
from tracker.store.transaction import immediate
from tracker.sync.looks import Look, store_snapshots
from tracker.sync.result import SourceOutcome, Standing
from tracker.sync.walk import Walk, note_unread


class LeaseLost(Exception):
    """The source is no longer this run's: the visit was given up, so nothing of it is written."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit came to. `told` are the ids of the developments that have a new revision.

    `moved_lists` are the lists whose whole file is due at once, since a file of changes moved. `settle`
    is set where no answer came at all: whose fault that is shows only when the other hosts were tried;
    called with "it was ours", it ends the visit. `finish` is what is still to be written of a visit that
    found nothing new: many of them share one transaction.
    """

    outcome: SourceOutcome
    told: tuple[str, ...] = ()
    moved_lists: frozenset[str] = frozenset()
    settle: Callable[[Walk, bool], None] | None = None
    finish: Callable[[Walk], None] | None = None


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
    is_ours: bool = False,
    trouble: IncidentKind | None = None,
) -> SourceOutcome:
    """Writes the check, the source's memory and its health, and gives back the lease; inside the
    transaction that ends the visit.

    `is_ours`: it was our own line that was down, so the visit says nothing about the source. `trouble`:
    the tracker itself failed in it. Raises LeaseLost.
    """
    _end_lease(walk, source)
    if trouble is None:
        for kind in (IncidentKind.VISIT, IncidentKind.HANG):
            end_incident(walk.connection, kind, source.name, at)
    else:
        note_incident(walk.connection, trouble, source.name, message, at)
    is_ok = standing in {Standing.NEW_STATE, Standing.UNCHANGED}
    before = source_row(walk.connection, source.name)
    failures = 0 if is_ok else before.failures + 1
    counted = 0 if is_ours else failures
    due = next_due(source, last_checked=at, failures=counted, now=at, zone=_zone(walk, at))
    if is_ours:
        put_off(walk.connection, source.name, due)
    else:
        note_visit(
            walk.connection,
            source.name,
            at=at,
            is_ok=is_ok,
            next_due_at=due,
            has_changed=standing is Standing.NEW_STATE,
            before=before,
        )
    health, reason = next_health(
        before.health, grade, is_ok=is_ok, failures=failures, reason=message, is_ours=is_ours
    )
    if health is not before.health:
        note_health(walk.connection, source.name, health, reason, at=at)
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


def end_broken(
    walk: Walk,
    source: Source,
    message: str,
    *,
    at: datetime,
    kind: IncidentKind = IncidentKind.VISIT,
    is_ours: bool = False,
) -> SourceOutcome:
    """Ends a visit that an error of the tracker broke, or that hangs: failed, and an incident.

    `is_ours`: it says nothing about the source (a full disk). The grade is of no answer: none was judged.
    """
    return end_visit(
        walk,
        source,
        at=at,
        grade=Grade.OFFLINE if kind is IncidentKind.HANG or is_ours else Grade.OK,
        standing=Standing.FAILED,
        message=message,
        is_ours=is_ours,
        trouble=kind,
    )


def end_failed(walk: Walk, source: Source, look: Look) -> Visit:
    """Ends a visit that brought no usable answer: kept as proof, compared with nothing."""
    bad = look.first_bad if not look.is_ok else look.main
    message = f"{bad.grade.value}: {bad.reason}"

    def settle(owner: Walk, is_ours: bool) -> None:
        with immediate(owner.connection):
            for answer in look.fetched.values():
                note_unread(owner, answer)
            snapshots = store_snapshots(owner, look)
            end_visit(
                owner,
                source,
                at=bad.fetched_at,
                grade=bad.grade,
                standing=Standing.FAILED,
                message=message,
                snapshot=snapshots.get(bad.part),
                is_ours=is_ours,
            )

    outcome = SourceOutcome(source.name, bad.grade, Standing.FAILED, message)
    if bad.grade is Grade.OFFLINE:
        return Visit(outcome, settle=settle)
    settle(walk, False)
    return Visit(outcome)


def _end_lease(walk: Walk, source: Source) -> None:
    if not end_lease(walk.connection, source.name, walk.run):
        raise LeaseLost(source.name)


def _zone(walk: Walk, at: datetime) -> tzinfo:
    """The subject's zone; UTC, and an incident, where the machine has lost what it knew of it."""
    name = walk.configuration.subject.zone
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        message = f"no data of the zone {name} ({type(error).__name__}): its hours are reckoned in UTC"
        note_incident(walk.connection, IncidentKind.ZONE, name, message, at)
        return UTC
    end_incident(walk.connection, IncidentKind.ZONE, name, at)
    return zone
