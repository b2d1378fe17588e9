"""Ties records to developments: one development for each target and act.

Incremental: what is known already stays, under its permanent id; records that are tied already
change nothing. Within one call the order of the records makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from tracker.extract.origin import most_live
from tracker.extract.record_id import short_id
from tracker.extract.summary import summarise, unnamed
from tracker.model import Action, DateBasis, Development, Record, Target, Tie
from tracker.resolve.score import FOUNDING, Fit, fit
from tracker.resolve.span import better_when, is_between, span_of

# The list and uid that a record is about; None where it names no single list entry.
_Entry = tuple[str, str] | None

_UNDOES: dict[Action, tuple[Action, ...]] = {
    Action.DESIGNATE: (Action.DELIST, Action.EASE),
    Action.DELIST: (Action.DESIGNATE,),
    Action.EASE: (Action.DESIGNATE,),
}


def resolve(developments: Sequence[Development], records: Sequence[Record]) -> tuple[Development, ...]:
    """All developments: the known ones, in their order, with what the records add, then new ones.

    A record joins the development of the same list, uid and act whose time agrees best, unless an
    act that undoes it lies between; each tie keeps its score and reason. A record that fits none
    starts one. An announcement is never tied to an act.

    The origin of a development is the most live one among its records: each record stands by itself
    (and is already no more live than the weakest evidence that it needs).
    """
    known = {development.id: development for development in developments}
    about: dict[_Entry, list[str]] = {}
    for development in developments:
        about.setdefault(_entry_of(development.targets), []).append(development.id)
    tied = {tie.record for development in developments for tie in development.ties}
    fresh = {record.id: record for record in records if record.id not in tied}
    for record in sorted(fresh.values(), key=_most_exact_first):
        entry = _entry_of(record.targets)
        neighbours = [known[name] for name in about.get(entry, ())] if entry else []
        best = _best_fit(record, neighbours)
        if best is None:
            development = _start(record, _free_id(record, entry, known))
            about.setdefault(entry, []).append(development.id)
        else:
            development = _join(*best, record)
        known[development.id] = development
    return tuple(known.values())


def _entry_of(targets: Sequence[Target]) -> _Entry:
    if len(targets) != 1 or targets[0].list is None or targets[0].uid is None:
        return None
    return targets[0].list, targets[0].uid


def _most_exact_first(record: Record) -> tuple[bool, int, date, str]:
    span = span_of(record.when)
    return record.when.basis is not DateBasis.OFFICIAL, span.days, span.first, record.id


def _best_fit(record: Record, neighbours: Sequence[Development]) -> tuple[Development, Fit] | None:
    """The development among those of the same entry that the record belongs to, and how well."""
    fits = []
    for development in neighbours:
        if (development.type, development.action, development.status) != (
            record.type,
            record.action,
            record.status,
        ):
            continue
        found = fit(record.when, development.when)
        if found is not None and not _is_undone_between(record, development, neighbours):
            fits.append((development, found))
    return min(fits, key=lambda pair: (-pair[1].score, span_of(pair[0].when).first, pair[0].id), default=None)


def _is_undone_between(record: Record, development: Development, neighbours: Sequence[Development]) -> bool:
    undoing = _UNDOES.get(record.action, ()) if record.action else ()
    ends = span_of(record.when), span_of(development.when)
    return any(other.action in undoing and is_between(span_of(other.when), *ends) for other in neighbours)


def _free_id(record: Record, entry: _Entry, known: Iterable[str]) -> str:
    """A permanent id from the founding: the entry, the act, and the how-manieth it is, never when."""
    if entry is None:
        return short_id("d", (record.id,))
    taken, ordinal = set(known), 1
    action = record.action.value if record.action else None
    while (name := short_id("d", (*entry, record.status.value, action, ordinal))) in taken:
        ordinal += 1
    return name


def _start(record: Record, name: str) -> Development:
    started = Development(
        id=name,
        type=record.type,
        status=record.status,
        action=record.action,
        authority=record.authority,
        agency=record.agency,
        list=record.list,
        targets=record.targets,
        programmes=_as_set(record.programmes),
        still_under=_as_set(record.still_under),
        when=record.when,
        ties=(Tie(record.id, FOUNDING.score, FOUNDING.reason),),
        origin=record.origin,
        summary=record.summary,
    )
    # A list record is told in the words in which it will be told when others have joined it.
    return replace(started, summary=_summary(started)) if _entry_of(record.targets) else started


def _join(development: Development, how: Fit, record: Record) -> Development:
    joined = replace(
        development,
        targets=tuple(map(_better_named, development.targets, record.targets)),
        programmes=_as_set((*development.programmes, *record.programmes)),
        still_under=_as_set((*development.still_under, *record.still_under)),
        when=better_when(development.when, record.when),
        ties=(*development.ties, Tie(record.id, how.score, how.reason)),
        origin=most_live((development.origin, record.origin)),
    )
    return replace(joined, summary=_summary(joined))


def _better_named(a: Target, b: Target) -> Target:
    """The one that has a name and a kind; of two names the first in order, whoever came first."""
    nameless = unnamed(a.uid or "")
    return min(a, b, key=lambda target: (target.name == nameless, target.kind is None, target.name))


def _summary(development: Development) -> str:
    if development.action is None:
        return development.summary
    return summarise(
        development.action,
        development.agency or development.authority or "",
        development.targets,
        development.list,
        development.programmes,
        development.still_under,
    )


def _as_set(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(tags)))
