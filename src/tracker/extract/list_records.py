"""From changes between two states of a list to sanction records, each with both looks as evidence.

A designation, or an entry that came under the subject's programmes, is a `designate`; a delisting a
`delist`; an entry that left the programmes and stays listed an `ease`. An amendment is no record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from tracker.extract.list_changes import ListChange
from tracker.extract.list_diff import tags_of
from tracker.extract.list_evidence import Observation, evidence_of
from tracker.extract.origin import least_live
from tracker.extract.record_id import short_id
from tracker.extract.summary import summarise
from tracker.model import (
    Action,
    ChangeKind,
    DateBasis,
    EvidenceRole,
    ListEntry,
    Record,
    RecordType,
    Source,
    Status,
    Target,
    When,
)
from tracker.text.dates import day_in_words

ACTIONS: Mapping[ChangeKind, Action] = {
    ChangeKind.DESIGNATION: Action.DESIGNATE,
    ChangeKind.PROGRAMME_ENTERED: Action.DESIGNATE,
    ChangeKind.DELISTING: Action.DELIST,
    ChangeKind.PROGRAMME_LEFT: Action.EASE,
}
# The day that the list itself may name for a change, and what it is a day of.
_NAMED_DAYS: Mapping[ChangeKind, tuple[str, Callable[[ListEntry], date | None]]] = {
    ChangeKind.DESIGNATION: ("listing", lambda entry: entry.listed_on),
    ChangeKind.DELISTING: ("delisting", lambda entry: entry.delisted_on),
}
# Around midnight the publisher's day and ours differ by one.
_ZONE_SLACK = timedelta(days=1)


def records(
    changes: Sequence[ListChange],
    *,
    source: Source,
    authority: str,
    agency: str | None,
    last: Observation,
    first: Observation,
    ordinals: Mapping[tuple[str, Action], int] | None = None,
    notice_days: Mapping[str, date] | None = None,
) -> tuple[Record, ...]:
    """One record for each change that is a designation, a delisting or an easing.

    `last` is the latest look at which the old state stood, `first` the look that found the new one.
    `ordinals` says for a uid and an action the how-manieth it is of this source (1 where it says
    nothing); `notice_days` the day that an official notice names for a uid.
    """
    return tuple(
        _record(
            change,
            action,
            source,
            authority,
            agency,
            last,
            first,
            (ordinals or {}).get((change.uid, action), 1),
            (notice_days or {}).get(change.uid),
        )
        for change in changes
        if (action := ACTIONS.get(change.kind)) is not None
    )


def _record(
    change: ListChange,
    action: Action,
    source: Source,
    authority: str,
    agency: str | None,
    last: Observation,
    first: Observation,
    ordinal: int,
    notice_day: date | None,
) -> Record:
    list_key = source.list or change.entry.list
    target = Target(change.entry.name, change.entry.kind, list_key, change.uid)
    when, note = _when(change, last, first, notice_day)
    before, after = roles(action)
    return Record(
        id=record_id(source.name, list_key, change.uid, action, what_is_said(change), ordinal),
        type=RecordType.SANCTION,
        status=Status.ACTUAL,
        source=source.name,
        authority=authority,
        agency=agency,
        when=when,
        rule=f"list.{change.kind.value}",
        confidence=1.0,
        evidence=(evidence_of(before, last, change.uid), evidence_of(after, first, change.uid)),
        origin=least_live((last.origin, first.origin)),
        summary=summarise(
            action, agency or authority, (target,), list_key, change.programmes, change.besides
        ),
        action=action,
        list=list_key,
        programmes=change.programmes,
        still_under=change.besides,
        targets=(target,),
        note=note,
    )


def record_id(
    source: str, list_key: str, uid: str, action: Action, tags: Sequence[str], occurrence: int | str
) -> str:
    """The permanent id of a list record, from what it says. Tags are taken as a set."""
    kind = RecordType.SANCTION.value
    return short_id("r", (kind, source, list_key, uid, action.value, sorted(set(tags)), occurrence))


def roles(action: Action) -> tuple[EvidenceRole, EvidenceRole]:
    """What the look before and the look after show of a change of this kind."""
    if action is Action.DESIGNATE:
        return EvidenceRole.LAST_MISSING, EvidenceRole.FIRST_SEEN
    return EvidenceRole.LAST_SEEN, EvidenceRole.FIRST_MISSING


def what_is_said(change: ListChange) -> tuple[str, ...]:
    """The tags that the list itself put on or took off, whatever the subject's patterns are.

    A record's id is made of these: another pattern in the configuration must not make new records.
    """
    old = tags_of(change.old) if change.old else frozenset()
    new = tags_of(change.new) if change.new else frozenset()
    return tuple(sorted(new - old if ACTIONS.get(change.kind) is Action.DESIGNATE else old - new))


def _when(
    change: ListChange, last: Observation, first: Observation, notice_day: date | None
) -> tuple[When, str | None]:
    """The day that a notice or the list names, else the interval between the two looks; and a note."""
    window = When(DateBasis.OBSERVED, after=last.on, by=first.on)
    if notice_day is not None:
        return When(DateBasis.OFFICIAL, on=notice_day), None
    said = _NAMED_DAYS.get(change.kind)
    if said is None or (day := said[1](change.entry)) is None:
        return window, None
    if last.on - _ZONE_SLACK <= day <= first.on + _ZONE_SLACK:
        return When(DateBasis.OFFICIAL, on=day), None
    # A target that came back can keep its old listing date; the looks at the list are then better.
    return window, f"the list itself dates this {said[0]} {day_in_words(day)}"
