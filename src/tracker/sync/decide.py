"""What a person decides about developments and people: stored, and made so at once, in one transaction.

Any process may do so, also beside a running daemon: nothing is fetched and no lock of the syncing one taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tracker.errors import UsageError
from tracker.model import Configuration, DecisionKind, Development
from tracker.report.people import people
from tracker.resolve.names import parse_person
from tracker.store.decisions import load_decision, load_decisions, undo_decision
from tracker.store.developments import StoredDevelopment
from tracker.sync.anchors import records_of
from tracker.sync.desk import By, Desk, Outcome, open_desk, outcome_of
from tracker.sync.opening import utc_now
from tracker.sync.walk import Clock


def merge(
    configuration: Configuration, database: Path, first: str, second: str, by: By, *, clock: Clock = utc_now
) -> Outcome:
    """Two developments are one event. The id that was told later leads to the other.

    Raises UsageError for an unknown id, for one that is withdrawn, and where the two are not of one kind.
    """
    with open_desk(configuration, database, by, clock) as desk:
        one, other = desk.named(first), desk.named(second)
        a, b = one.development, other.development
        if a.id == b.id:
            raise UsageError(f"{first} and {second} are one development already: {a.id}")
        for stored in (one, other):
            _refuse_withdrawn(stored)
        if (a.type, a.status, a.action) != (b.type, b.status, b.action):
            raise UsageError(
                f"{a.id} is {_kind(a)} and {b.id} is {_kind(b)}: two kinds of act are never one development"
            )
        records = _records(a), _records(b)
        number = desk.add(DecisionKind.MERGE, f"{a.id} {b.id}", *map(desk.anchors, records))
        return desk.outcome(number, (a.id, b.id), (*records[0], *records[1]))


def split(
    configuration: Configuration,
    database: Path,
    name: str,
    records: Sequence[str],
    by: By,
    *,
    clock: Clock = utc_now,
) -> Outcome:
    """These records of a development are another event than its other records.

    Raises UsageError for an unknown id, for records that are not its own, and where none would be left.
    """
    with open_desk(configuration, database, by, clock) as desk:
        whole = desk.named(name).development
        own = _records(whole)
        if foreign := [record for record in records if record not in own]:
            raise UsageError(f"{foreign[0]} is no record of {whole.id}; see: tracker evidence {whole.id}")
        cut, rest = (tuple(one for one in own if (one in records) is is_cut) for is_cut in (True, False))
        if not rest:
            raise UsageError(f"these are all the records of {whole.id}: nothing would be left of it")
        number = desk.add(DecisionKind.SPLIT, whole.id, desk.anchors(cut), desk.anchors(rest))
        return desk.outcome(number, (whole.id,), own)


def dismiss(
    configuration: Configuration, database: Path, name: str, by: By, *, clock: Clock = utc_now
) -> Outcome:
    """A development is none. What was told of it is corrected in the next digest.

    Raises UsageError for an unknown id, and for one that is withdrawn already.
    """
    with open_desk(configuration, database, by, clock) as desk:
        stored = desk.named(name)
        _refuse_withdrawn(stored)
        return _about_one(desk, DecisionKind.DISMISS, stored.development)


def confirm(
    configuration: Configuration, database: Path, name: str, by: By, *, clock: Clock = utc_now
) -> Outcome:
    """A development is true: it is no more to be reviewed, and one that was dismissed stands again.

    Raises UsageError for an unknown id.
    """
    with open_desk(configuration, database, by, clock) as desk:
        return _about_one(desk, DecisionKind.CONFIRM, desk.named(name).development)


def note(
    configuration: Configuration, database: Path, name: str, text: str, by: By, *, clock: Clock = utc_now
) -> Outcome:
    """Words that are shown with a development. Raises UsageError for an unknown id, and without words."""
    if not text.strip():
        raise UsageError("a note without words; say what readers are to know")
    with open_desk(configuration, database, by, clock) as desk:
        about = desk.named(name).development
        number = desk.add(DecisionKind.NOTE, about.id, desk.anchors(_records(about)), note=text.strip())
        return outcome_of(number, [desk.named(about.id)])


def suppress(
    configuration: Configuration, database: Path, person: str, by: By, *, clock: Clock = utc_now
) -> Outcome:
    """A person is not shown by name any more, by no face, in no script or spelling.

    Raises UsageError for less than a given name and a surname, and for a person who is hidden already.
    """
    readings = parse_person(person).readings
    if not any(one.given is not None and one.surname for one in readings):
        raise UsageError("give the whole name, given name and surname: a surname alone would hide others too")
    with open_desk(configuration, database, by, clock) as desk:
        for one in load_decisions(desk.connection, DecisionKind.SUPPRESS):
            if people([one.subject]).has(person):
                raise UsageError(f"this person is hidden already, by decision {one.id}")
        return Outcome(desk.add(DecisionKind.SUPPRESS, person))


def undo(
    configuration: Configuration, database: Path, number: int, by: By, *, clock: Clock = utc_now
) -> Outcome:
    """A decision is taken back: all stands as if it had not been taken, and it stays on record.

    Raises UsageError for an unknown number, one that is undone, and the release of a hold.
    """
    with open_desk(configuration, database, by, clock) as desk:
        decision = load_decision(desk.connection, number)
        if decision is None:
            raise UsageError(f"no decision {number}; 'tracker decisions' lists them")
        if decision.kind is DecisionKind.ACCEPT_HOLD:
            raise UsageError(f"decision {number} released a hold: what was believed then stays believed")
        if not undo_decision(desk.connection, number, now=desk.now, who=by.who, why=by.why):
            raise UsageError(f"decision {number} is undone already")
        if decision.kind in (DecisionKind.TIE, DecisionKind.UNTIE):
            return Outcome(number)
        records = records_of(desk.connection, configuration, (*decision.one, *decision.other))
        about = decision.subject.split() if decision.kind is not DecisionKind.SUPPRESS else ()
        return desk.outcome(number, about, records)


def _about_one(desk: Desk, kind: DecisionKind, development: Development) -> Outcome:
    records = _records(development)
    number = desk.add(kind, development.id, desk.anchors(records))
    return desk.outcome(number, (development.id,), records)


def _records(development: Development) -> tuple[str, ...]:
    return tuple(tie.record for tie in development.ties)


def _kind(development: Development) -> str:
    words = [development.type.value, development.action.value if development.action else None]
    return " ".join(filter(None, (development.status.value, *words)))


def _refuse_withdrawn(stored: StoredDevelopment) -> None:
    name = stored.development.id
    if stored.withdrawn_at is not None:
        raise UsageError(
            f"{name} is withdrawn already; 'tracker evidence {name}' says why, 'tracker decisions' by whom"
        )
