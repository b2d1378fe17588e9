"""`import viasna`, `register accept`: a register of prisoners that an operator downloaded is taken in.

The file is read once and not kept: of it there stays what docs/formats says, and which file it was.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from tracker.errors import UnreadableList, UsageError
from tracker.model import DecisionKind, RegisterState
from tracker.model.configuration import Configuration
from tracker.read.registers.form import RegisterForm, register_form, register_forms
from tracker.read.registers.people import read_register
from tracker.store.decisions import add_decision
from tracker.store.holds import Release, add_hold, is_accepted, open_hold, release_hold
from tracker.store.registers import StoredState, see_again
from tracker.store.runs import finish_run
from tracker.store.snapshots import load_snapshot
from tracker.store.transaction import immediate
from tracker.sync.imported import latest_day
from tracker.sync.kept import store_snapshot
from tracker.sync.opening import open_walk, refuse_demo, scratch_copy, utc_now
from tracker.sync.register_states import Last, Taken, doubts, keep_state, kept_state, last_state, take_state
from tracker.sync.walk import MAIN, Clock, Walk

# The real export has some ten megabytes.
_MOST_BYTES = 200_000_000


class RegisterFate(StrEnum):
    """What became of a file."""

    FIRST = "first"
    NEW_STATE = "new state"
    UNCHANGED = "unchanged"
    KNOWN = "known"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class ImportedRegister:
    """What came of an import.

    `state` is the one that was taken in, or that the file equals; None where it is held, for `reason`.
    `before` is the last day of the state before. `notes` say what was odd in the file; `told` are the
    developments that say something new.
    """

    register: str
    fate: RegisterFate
    day: date
    state: StoredState | None
    before: date | None = None
    notes: tuple[str, ...] = ()
    reason: str | None = None
    records: int = 0
    told: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0, or 3 where it is held."""
        return 3 if self.fate is RegisterFate.HELD else 0


def import_register(
    configuration: Configuration,
    database: Path,
    register: str,
    file: Path,
    *,
    day: date | None = None,
    dry_run: bool = False,
    clock: Clock = utc_now,
) -> ImportedRegister:
    """Takes in one export of a register. `day`: of which it is; None: the day on which the file was written.

    A dry run does all of it on a copy that is thrown away. Raises UsageError for a file or a day that cannot
    be, UnreadableList for one that is no such export; SyncBusy, StoreError.
    """
    refuse_demo(database)
    form = register_form(register)
    body = _read(file)
    with ExitStack() as stack:
        if dry_run:
            database = stack.enter_context(scratch_copy(database))
        walk = stack.enter_context(open_walk(configuration, database, f"import {register}", clock=clock))
        imported = _import(walk, form, file, body, day)
        with immediate(walk.connection):
            finish_run(walk.connection, walk.run, exit_code=imported.exit_code, now=clock())
        return imported


def accept_register(
    configuration: Configuration, database: Path, register: str, *, clock: Clock = utc_now
) -> ImportedRegister:
    """Believes the state of a register that is held. The decision is stored with its time.

    Raises UsageError where none is held, EvidenceBroken where what was kept of it is gone.
    """
    if register not in register_forms():
        raise UsageError(f"{register} is no register; there are: {', '.join(register_forms())}")
    form = register_form(register)
    with open_walk(configuration, database, "register accept", clock=clock) as walk:
        hold = open_hold(walk.connection, register)
        if hold is None:
            raise UsageError(f"{register} is not held; 'tracker register' shows its state")
        held = kept_state(walk.connection, walk.evidence, form, hold.parts[MAIN])
        snapshot = load_snapshot(walk.connection, hold.parts[MAIN])
        if snapshot is None:
            raise ValueError(f"hold {hold.id} has no snapshot")
        last = last_state(walk.connection, walk.evidence, form)
        with immediate(walk.connection):
            release_hold(walk.connection, register, clock(), by=Release.PERSON)
            note = f"hold {hold.id}: {hold.reason}"
            add_decision(walk.connection, DecisionKind.ACCEPT_HOLD, register, now=clock(), note=note)
            taken = take_state(walk, form, last, snapshot, held.state)
            imported = _taken(form, held.state, last, taken, ())
            finish_run(walk.connection, walk.run, exit_code=imported.exit_code, now=clock())
        return imported


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise UsageError(f"{file}: larger than {_MOST_BYTES:,} bytes, no register is")
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from error


def _import(walk: Walk, form: RegisterForm, file: Path, body: bytes, stated: date | None) -> ImportedRegister:
    last = last_state(walk.connection, walk.evidence, form)
    sha256 = hashlib.sha256(body).hexdigest()
    is_same = last is not None and sha256 == last.stored.file_sha256
    day = stated or (last.stored.last_date if last and is_same else _day_written(file, walk))
    if day > latest_day(walk.clock()):
        raise UsageError(f"{file}: {day} lies in the future; say with --day when it was downloaded")
    if last is not None and is_same:
        return _same_file(walk, form, last, day)
    if last is not None and day < last.stored.last_date:
        raise UsageError(
            f"{file}: of {day}, older than the state of {last.stored.last_date} that we have; say with --day"
            " when it was downloaded, if that is wrong"
        )
    try:
        read = read_register(body, form, day)
    except UnreadableList as error:
        raise UnreadableList(f"{file}: {error}", empty=error.empty) from error
    state = RegisterState(form.name, day, sha256, len(body), read.rows)
    snapshot = keep_state(walk, state, form)
    reason = doubts(walk, last, state)
    parts = {MAIN: snapshot.sha256 or ""}
    with immediate(walk.connection):
        if reason is not None and not is_accepted(walk.connection, form.name, parts):
            number = store_snapshot(walk, snapshot)
            add_hold(
                walk.connection,
                form.name,
                source=form.name,
                parts={MAIN: number},
                reason=reason,
                now=walk.clock(),
            )
            return ImportedRegister(form.name, RegisterFate.HELD, day, None, None, read.notes, reason)
        release_hold(walk.connection, form.name, walk.clock(), by=Release.CLEARED)
        taken = take_state(walk, form, last, snapshot, state)
    return _taken(form, state, last, taken, read.notes)


def _day_written(file: Path, walk: Walk) -> date:
    """The day on which the file was written, on the calendar of the subject."""
    zone = ZoneInfo(walk.configuration.subject.zone)
    return datetime.fromtimestamp(file.stat().st_mtime, tz=zone).date()


def _same_file(walk: Walk, form: RegisterForm, last: Last, day: date) -> ImportedRegister:
    """The file that we have: nothing, unless a person says that it was the same on a later day."""
    if day <= last.stored.last_date or last.stored.id is None:
        return ImportedRegister(form.name, RegisterFate.KNOWN, last.stored.last_date, last.stored)
    with immediate(walk.connection):
        see_again(walk.connection, last.stored.id, day)
    return ImportedRegister(form.name, RegisterFate.UNCHANGED, day, last.stored)


def _taken(
    form: RegisterForm, state: RegisterState, last: Last | None, taken: Taken, notes: tuple[str, ...]
) -> ImportedRegister:
    fate = RegisterFate.NEW_STATE if last else RegisterFate.FIRST
    return ImportedRegister(
        form.name,
        fate,
        state.day,
        taken.stored,
        last.stored.last_date if last else None,
        notes,
        records=taken.records,
        told=taken.told,
    )
