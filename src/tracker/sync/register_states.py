"""A state of a register on its way in: kept, compared with the last one, told."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.extract.register_diff import (
    changes_of,
    counts_of,
    freed_between,
    hold_reason,
    register_diff,
    unsaid,
)
from tracker.extract.register_records import KeptState, register_records
from tracker.model import (
    CountRelation,
    Grade,
    Origin,
    RecordType,
    RegisterState,
    Snapshot,
    Source,
    SourceKind,
    Status,
    When,
)
from tracker.read.registers.form import RegisterForm
from tracker.read.registers.kept import kept_body, read_kept
from tracker.resolve.span import Span, gap_days, span_of
from tracker.store.developments import load_developments, quieten
from tracker.store.evidence import EvidenceFolder
from tracker.store.records import add_records
from tracker.store.registers import (
    Stated,
    StoredState,
    add_register_records,
    add_register_state,
    register_states,
    stated_records,
    unsay_records,
)
from tracker.store.snapshots import load_snapshot
from tracker.store.transaction import require_transaction
from tracker.sync.kept import store_snapshot
from tracker.sync.tell import resolve_again
from tracker.sync.walk import MAIN, Walk

_NOTE = "file of {day} that an operator downloaded, {size} bytes, SHA-256 {sha256}; not kept whole"


@dataclass(frozen=True, slots=True)
class Last:
    """The last state of a register that was believed, and what is kept of it."""

    stored: StoredState
    kept: KeptState


@dataclass(frozen=True, slots=True)
class Taken:
    """A state that was taken in: how it is stored; `records` are new by it, `told` are the developments that
    say something new."""

    stored: StoredState
    records: int
    told: tuple[str, ...]


def register_source(form: RegisterForm) -> Source:
    """A register as the source that its records name; nobody configures it, and nobody fetches it."""
    return Source(
        name=form.name,
        title=form.title,
        kind=SourceKind.LIST,
        url=form.publisher,
        enabled=False,
        every=timedelta(),
        publisher_class="",
        languages=(),
        terms="as the publisher says; only what docs/formats says is kept",
    )


def last_state(connection: sqlite3.Connection, evidence: EvidenceFolder, form: RegisterForm) -> Last | None:
    """The last state of a register; None before the first."""
    states = register_states(connection, form.name)
    if not states:
        return None
    return Last(states[-1], kept_state(connection, evidence, form, states[-1].snapshot))


def kept_state(
    connection: sqlite3.Connection, evidence: EvidenceFolder, form: RegisterForm, number: int
) -> KeptState:
    """What is kept of the state with this snapshot. Raises EvidenceBroken, UnreadableList."""
    snapshot = load_snapshot(connection, number)
    if snapshot is None or snapshot.sha256 is None:
        raise ValueError(f"snapshot {number} of {form.name} has no body")
    with closing(evidence.open(snapshot.sha256)) as opened:
        body = opened.read()
    return KeptState(read_kept(body, form), body, snapshot.sha256, number)


def keep_state(walk: Walk, state: RegisterState, form: RegisterForm) -> Snapshot:
    """Writes what is kept of a state to the evidence; its snapshot is not yet stored."""
    body = kept_body(state, form)
    with walk.evidence.writer() as writer:
        writer.write(body)
        kept = writer.keep()
    return Snapshot(
        source=form.name,
        part=MAIN,
        fetched_at=walk.clock(),
        url=form.publisher,
        final_url=form.publisher,
        status=None,
        headers=(),
        grade=Grade.OK,
        sha256=kept.sha256,
        size=kept.size,
        origin=Origin.IMPORT,
        origin_note=_NOTE.format(day=state.day, size=f"{state.file_size:,}", sha256=state.file_sha256),
    )


def doubts(walk: Walk, last: Last | None, state: RegisterState) -> str | None:
    """Why a state must not be believed before a person looked at it."""
    if last is None:
        return None
    span = Span(last.stored.last_date, state.day)
    reported = sum(
        one.development.details.count or 0
        for one in load_developments(walk.connection)
        if one.stands
        and (one.development.type, one.development.status) == (RecordType.RELEASE, Status.ACTUAL)
        and one.development.details.count_relation is not CountRelation.NAMED
        and gap_days(span_of(one.development.when), span) == 0
    )
    return hold_reason(last.kept.state, state, reported=reported)


def take_state(
    walk: Walk, form: RegisterForm, last: Last | None, snapshot: Snapshot, state: RegisterState
) -> Taken:
    """Stores a state that is believed, with the records that it states, and tells them. In a transaction.

    The first state of a register is no news: what it states is known, and no digest tells it as new.
    """
    require_transaction(walk.connection)
    now = walk.clock()
    number = snapshot.id if snapshot.id is not None else store_snapshot(walk, snapshot)
    kept = KeptState(state, kept_body(state, form), snapshot.sha256 or "", number)
    stored = _stored(last, state, number, now)
    name = add_register_state(walk.connection, walk.run, stored)
    before = stated_records(walk.connection, register=form.name)
    taken_back = _taken_back(walk, last, state, before)
    unsay_records(walk.connection, name, taken_back)
    freed = freed_between(
        last.kept.state if last else None,
        state,
        last_look=last.stored.last_date if last else None,
        since=walk.configuration.baseline.as_of,
    )
    records = register_records(
        freed,
        old=last.kept if last else None,
        new=kept,
        country=walk.configuration.subject.country,
        ordinals=Counter(one.uid for one in before if one.when.on is None),
    )
    new = add_records(walk.connection, walk.run, records.values(), now)
    add_register_records(
        walk.connection, form.name, name, {uid: record.id for uid, record in records.items()}
    )
    touched = dict.fromkeys((*taken_back, *(record.id for record in records.values())))
    told = resolve_again(walk.connection, walk.configuration, walk.run, touched, now)
    if last is None:
        quieten(walk.connection, walk.run, told)
    return Taken(stored, len(new), told)


def _stored(last: Last | None, state: RegisterState, snapshot: int, now: datetime) -> StoredState:
    return StoredState(
        register=state.register,
        imported_at=now,
        on_date=state.day,
        last_date=state.day,
        snapshot=snapshot,
        file_sha256=state.file_sha256,
        file_size=state.file_size,
        counts=counts_of(state),
        changes=changes_of(register_diff(last.kept.state, state)) if last else None,
    )


def _taken_back(
    walk: Walk, last: Last | None, state: RegisterState, before: Sequence[Stated]
) -> tuple[str, ...]:
    """The records that the register does not state any more. Of each person only the last can be meant."""
    if last is None:
        return ()
    latest = {one.uid: one for one in before if one.is_said}
    stated: dict[str, When] = {uid: one.when for uid, one in latest.items()}
    found = unsaid(last.kept.state, state, stated, since=walk.configuration.baseline.as_of)
    return tuple(latest[uid].record for uid in sorted(found))
