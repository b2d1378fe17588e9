"""What is counted for a question that is a judgement: pairs of gestures, and numbers by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.model import Action, Development, DevelopmentLink, LinkKind, RecordType, Status
from tracker.resolve.span import gap_days, span_of

# A relief further away than this from a release is another gesture, unless a source ties the two.
_NEAR_DAYS = 31
_RELIEF = frozenset({Action.DELIST, Action.EASE, Action.LICENCE})
_PAIRING = frozenset({LinkKind.EXCHANGED_FOR, LinkKind.COINCIDES_WITH})
_PEOPLE = "people freed"
_UNCOUNTED = "releases without a number"


@dataclass(frozen=True, slots=True)
class Pair:
    """A release and a relief: so many days from the release to the relief, negative where that came first.

    Not `is_exact`: the days are the fewest that are possible. `link` is what else is known of the two.
    """

    release: str
    relief: str
    days: int
    is_exact: bool
    link: DevelopmentLink | None = None


@dataclass(frozen=True, slots=True)
class MonthCount:
    """So many of what `what` names in the month `month` (its first day)."""

    month: date
    what: str
    number: int


def pair_gestures(
    developments: Sequence[Development], links: Iterable[DevelopmentLink], counterpart: str | None
) -> tuple[Pair, ...]:
    """Each release with the relief by `counterpart` that lies nearest, and with all that a link ties it to.

    An announced relief is one as well: it is the gesture. In the order of the releases.
    """
    releases = [one for one in developments if is_release(one)]
    reliefs = [one for one in developments if _is_relief(one, counterpart)]
    tied = {frozenset((link.earlier, link.later)): link for link in links if link.kind in _PAIRING}
    found = []
    for release in releases:
        pairs = [_pair(release, relief, tied) for relief in reliefs]
        near = [pair for pair in pairs if abs(pair.days) <= _NEAR_DAYS]
        nearest = min(near, key=lambda pair: (abs(pair.days), pair.relief), default=None)
        found += [pair for pair in pairs if pair.link is not None or pair is nearest]
    return tuple(found)


def freed_by_month(developments: Iterable[Development]) -> tuple[MonthCount, ...]:
    """People freed, as the shown numbers say; releases without a number are counted apart."""
    counted: Counter[tuple[date, str]] = Counter()
    for one in developments:
        if is_release(one):
            number = one.details.count
            counted[_month(one), _UNCOUNTED if number is None else _PEOPLE] += 1 if number is None else number
    return _sorted(counted)


def contacts_by_month(developments: Iterable[Development], counterpart: str | None) -> tuple[MonthCount, ...]:
    """Contacts with `counterpart` that took place, by their kind."""
    counted: Counter[tuple[date, str]] = Counter()
    for one in developments:
        is_there = one.type is RecordType.CONTACT and one.status is Status.ACTUAL
        if is_there and (counterpart is None or counterpart in one.details.parties):
            counted[_month(one), one.details.kind or "contact"] += 1
    return _sorted(counted)


def is_release(development: Development) -> bool:
    """Whether people were freed, and not only said to be."""
    return development.type is RecordType.RELEASE and development.status is Status.ACTUAL


def _is_relief(development: Development, counterpart: str | None) -> bool:
    return development.action in _RELIEF and counterpart in (None, development.authority)


def _pair(release: Development, relief: Development, tied: dict[frozenset[str], DevelopmentLink]) -> Pair:
    a, b = span_of(release.when), span_of(relief.when)
    gap = gap_days(a, b)
    return Pair(
        release.id,
        relief.id,
        gap if a.first <= b.first else -gap,
        not (a.days or b.days),
        tied.get(frozenset((release.id, relief.id))),
    )


def _month(development: Development) -> date:
    """Of what was only observed, the month in which it was seen."""
    when = development.when
    return (when.on or when.by or when.after or date.min).replace(day=1)


def _sorted(counted: Counter[tuple[date, str]]) -> tuple[MonthCount, ...]:
    return tuple(MonthCount(month, what, number) for (month, what), number in sorted(counted.items()))
