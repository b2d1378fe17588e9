"""What the records of one event say together. The order of the records makes no difference."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from functools import reduce
from typing import TypeVar

from tracker.extract.summary import unnamed
from tracker.model import CountClaim, DateBasis, Details, Precision, Record, Target, When
from tracker.resolve.counts import shown_count
from tracker.resolve.same_names import distinct_people, same_targets
from tracker.resolve.saying import Saying
from tracker.resolve.span import better_when, gap_days, span_of

T = TypeVar("T", bound=Hashable)
Voices = Sequence[Sequence[Saying]]

_UNSPECIFIED = "unspecified"


def when_together(records: Sequence[Record], voices: Voices) -> When:
    """The most exact time: an official day; else the stated day that most voices give, unless it lies
    outside what was observed; else the narrowest observation."""
    by_basis: defaultdict[DateBasis, list[When]] = defaultdict(list)
    for record in sorted(records, key=_narrow_first):
        by_basis[record.when.basis].append(record.when)
    if official := by_basis.get(DateBasis.OFFICIAL):
        return reduce(better_when, official)
    observed = reduce(better_when, by_basis[DateBasis.OBSERVED]) if DateBasis.OBSERVED in by_basis else None
    if DateBasis.STATED not in by_basis:
        return observed or records[0].when
    stated = _most_stated(voices) or by_basis[DateBasis.STATED][0]
    if observed is not None and gap_days(span_of(observed), span_of(stated)) > 0:
        return observed
    return stated


def _narrow_first(record: Record) -> tuple[int, int, str]:
    span = span_of(record.when)
    return span.days, span.first.toordinal(), record.id


def _most_stated(voices: Voices) -> When | None:
    said: Counter[When] = Counter()
    official: set[When] = set()
    for voice in voices:
        for when in {one.record.when for one in voice if one.record.when.basis is DateBasis.STATED}:
            said[when] += 1
        official |= {one.record.when for one in voice if one.is_official}
    exact = [when for when in said if when.precision is Precision.DAY and when.on is not None]
    chosen = exact or list(said)
    return min(
        chosen, key=lambda when: (-said[when], when not in official, span_of(when).first), default=None
    )


def targets_together(records: Sequence[Record]) -> tuple[Target, ...]:
    """Every target once, those of lists first: a target that a page only writes is dropped where a list's
    is the same, or where the list alone says who it was."""
    listed: dict[tuple[str | None, str | None], Target] = {}
    written: list[Target] = []
    for record in sorted(records, key=lambda one: one.id):
        for target in record.targets:
            if target.uid is None:
                written.append(target)
                continue
            known = listed.get((target.list, target.uid))
            listed[target.list, target.uid] = better_named(known, target) if known else target
    if listed:
        return tuple(sorted(listed.values(), key=lambda one: (one.name, one.list or "", one.uid or "")))
    distinct: list[Target] = []
    for target in sorted(written, key=lambda one: (-len(one.name), one.name)):
        if not same_targets([target.name], [known.name for known in distinct]):
            distinct.append(target)
    return tuple(sorted(distinct, key=lambda one: one.name))


def better_named(a: Target, b: Target) -> Target:
    """The one that has a name and a kind; of two names the first in order, whoever came first."""
    nameless = unnamed(a.uid or "")
    return min(a, b, key=lambda target: (target.name == nameless, target.kind is None, target.name))


def details_together(records: Sequence[Record], voices: Voices, counts: Sequence[CountClaim]) -> Details:
    """What the pages say besides: of one value the one that most voices give, of several all of them."""
    said = [[one.record.details for one in voice] for voice in voices]
    shown = shown_count(counts)

    def most(value: Callable[[Details], T | None]) -> T | None:
        votes: Counter[T] = Counter()
        for voice in said:
            votes.update({found for one in voice if (found := value(one)) is not None})
        return min(votes, key=lambda found: (-votes[found], str(found)), default=None)

    def every(values: Callable[[Details], Iterable[str]]) -> tuple[str, ...]:
        votes: Counter[str] = Counter()
        for voice in said:
            votes.update({value for one in voice for value in values(one)})
        return tuple(sorted(votes, key=lambda value: (-votes[value], value)))

    kind = most(lambda one: one.kind if one.kind != _UNSPECIFIED else None)
    merged = Details(
        kind=kind or most(lambda one: one.kind),
        country=most(lambda one: one.country),
        names=distinct_people(every(lambda one: one.names)),
        nationalities=every(lambda one: one.nationalities),
        destination=every(lambda one: one.destination),
        counterpart=every(lambda one: one.counterpart),
        officials=distinct_people(every(lambda one: one.officials)),
        sector=most(lambda one: one.sector),
        in_force=most(lambda one: one.in_force),
        valid_until=most(lambda one: one.valid_until),
        parties=every(lambda one: one.parties),
        place=most(lambda one: one.place),
    )
    if shown is None:
        return merged
    return replace(merged, count=shown.value, count_relation=shown.relation)


def most_said(records: Sequence[Record], value: Callable[[Record], T | None]) -> T | None:
    """The value that most records give; of equals the first in order."""
    votes: Counter[T] = Counter(found for one in records if (found := value(one)) is not None)
    return min(votes, key=lambda found: (-votes[found], str(found)), default=None)
