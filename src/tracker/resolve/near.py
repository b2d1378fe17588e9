"""Pairs of developments that are almost one event, for a person to look at: they fit nearly well enough, or
they fit and something bars them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.model import RecordType
from tracker.resolve.likeness import Pair, fits_among, likeness
from tracker.resolve.page_fit import ONE_LIST, ONE_PAGE, ONE_REGISTER, OTHER_NUMBERS, why_barred
from tracker.resolve.saying import Saying
from tracker.resolve.score import SAME_EVENT, Fit

# Of two numbers that contradict one another, how near they are to be one that somebody told wrong.
_MISTOLD = 0.5
# What the publisher itself tells apart is no question to anybody.
_SETTLED = frozenset({ONE_PAGE, ONE_LIST, ONE_REGISTER})


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two developments (their ids, in order), how well their records fit, and what bars them, if anything."""

    one: str
    other: str
    fit: Fit
    bar: str | None = None


def nearly(
    sayings: Sequence[Saying], owner: Mapping[str, str], apart: Callable[[str, str], bool]
) -> tuple[NearMiss, ...]:
    """Each pair of developments by its best pair of records, the best first.

    `owner` says to which development a record belongs, `apart` of two records whether a person parted them.
    """
    by_id = {one.id: one for one in sayings}
    members: defaultdict[str, list[Saying]] = defaultdict(list)
    for saying in sayings:
        members[owner[saying.id]].append(saying)
    best: dict[Pair, tuple[Fit, Pair]] = {}
    for (a, b), fit in {**_but_for_numbers(sayings), **fits_among(sayings, likeness)}.items():
        one, other = sorted((owner[a], owner[b]))
        if one == other or apart(a, b) or why_barred(by_id[a], by_id[b]) in _SETTLED:
            continue
        if (one, other) not in best or best[one, other][0].score < fit.score:
            best[one, other] = fit, (a, b)
    found = (
        NearMiss(one, other, fit, _bar(by_id[a], by_id[b], members[one], members[other]))
        for (one, other), (fit, (a, b)) in best.items()
    )
    return tuple(sorted(found, key=lambda miss: (-miss.fit.score, miss.one, miss.other)))


def _bar(a: Saying, b: Saying, ones: Sequence[Saying], others: Sequence[Saying]) -> str | None:
    """What bars the pair that fits; else what bars any two of the records that they are tied to."""
    if (bar := why_barred(a, b)) is not None:
        return bar
    bars = (bar for x in ones for y in others if (bar := why_barred(x, y)) is not None)
    return next(bars, None)


def _but_for_numbers(sayings: Sequence[Saying]) -> dict[Pair, Fit]:
    """The pairs that would be one event if one of their numbers were told wrong."""
    by_id = {one.id: one for one in sayings if one.record.type is RecordType.RELEASE}
    uncounted = [
        replace(one, record=replace(one.record, details=replace(one.record.details, count=None)))
        for one in by_id.values()
    ]
    return {
        (a, b): fit
        for (a, b), fit in fits_among(uncounted, likeness).items()
        if fit.score >= SAME_EVENT
        and why_barred(by_id[a], by_id[b]) == OTHER_NUMBERS
        and _may_be_mistold(by_id[a], by_id[b])
    }


def _may_be_mistold(a: Saying, b: Saying) -> bool:
    low, high = sorted(one.record.details.count or 0 for one in (a, b))
    return low >= high * _MISTOLD
