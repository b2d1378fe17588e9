"""On which days the archive is visited. Pure: dated facts in, visits out, oldest first.

The days follow from what is known: where a day is known, that day; where only an interval is, the
day before it and its last day, so that nothing more exact can be told than is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from tracker.demo.chain import Occasion

# Kinds of bad answers, in the order in which the widest gaps between visits get them.
BAD_ANSWERS = ("error page", "cut")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: the day, why then, and the kind of bad answer that is served, if any."""

    on: date
    why: tuple[str, ...]
    bad: str | None = None


def plan_visits(
    article: date, occasions: Sequence[Occasion], published: Iterable[tuple[date, str]]
) -> tuple[Visit, ...]:
    """All visits after the day `article`.

    `published` are the days of whole publications and what each is. A day inside an interval of which
    only the ends are known is put off to its end: an entry "still listed" then would be invented.
    """
    reasons: list[tuple[date, str]] = [(article + _DAY, "the first visit after the article")]
    for occasion in occasions:
        if not occasion.is_exact:
            reasons.append((occasion.earliest - _DAY, f"before: {occasion.what}"))
        reasons.append((occasion.latest, f"{occasion.kind}: {occasion.what}"))
    reasons += published
    days: dict[date, list[str]] = {}
    for day, why in reasons:
        days.setdefault(_put_off(day, occasions), []).append(why)
    visits = [Visit(day, tuple(why)) for day, why in days.items()]
    return tuple(sorted(visits + _bad_visits(sorted(days), occasions), key=lambda visit: visit.on))


def _put_off(day: date, occasions: Sequence[Occasion]) -> date:
    inside = [occasion.latest for occasion in occasions if occasion.earliest <= day < occasion.latest]
    return _put_off(max(inside), occasions) if inside else day


def _bad_visits(days: Sequence[date], occasions: Sequence[Occasion]) -> list[Visit]:
    """A bad answer in the middle of each of the widest gaps, and the visit on the day after it."""
    gaps = sorted(pairwise(days), key=lambda gap: gap[0] - gap[1])
    visits = []
    for bad, (before, after) in zip(BAD_ANSWERS, gaps, strict=False):
        middle = before + (after - before) // 2
        pair = (middle, middle + _DAY)
        if pair[1] < after and all(_put_off(day, occasions) == day for day in pair):
            visits.append(Visit(pair[0], (f"a bad answer: {bad}",), bad))
            visits.append(Visit(pair[1], ("the day after a bad answer",)))
    return visits
