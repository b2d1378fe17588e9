"""When, as a span of days; and what two sayings about the same day are worth together."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.model import DateBasis, Precision, When

_BEST_FIRST = (DateBasis.OFFICIAL, DateBasis.STATED, DateBasis.OBSERVED)


@dataclass(frozen=True)
class Span:
    """The first and the last day on which something can have happened, both included.

    The day on which a target was last seen is included: it can have gone later on that day.
    """

    first: date
    last: date

    @cached_property
    def days(self) -> int:
        return (self.last - self.first).days


def span_of(when: When) -> Span:
    """The days that `when` allows; open ends reach to the ends of the calendar."""
    if when.on is not None:
        return _span_of_day(when.on, when.precision)
    return Span(when.after or date.min, when.by or date.max)


def _span_of_day(on: date, precision: Precision) -> Span:
    match precision:
        case Precision.DAY:
            return Span(on, on)
        case Precision.MONTH:
            last = calendar.monthrange(on.year, on.month)[1]
            return Span(on.replace(day=1), on.replace(day=last))
        case Precision.YEAR:
            return Span(date(on.year, 1, 1), date(on.year, 12, 31))


def gap_days(a: Span, b: Span) -> int:
    """The days from the end of the one to the start of the other; 0 where they share a day."""
    if a.last < b.first:
        return (b.first - a.last).days
    if b.last < a.first:
        return (a.first - b.last).days
    return 0


def is_between(middle: Span, a: Span, b: Span) -> bool:
    """Whether `middle` surely or possibly lies between two spans that share no day."""
    start, end = min(a.last, b.last), max(a.first, b.first)
    return start < end and middle.first <= end and middle.last >= start


def better_when(a: When, b: When) -> When:
    """The most exact time that two sayings about one event give; the order makes no difference.

    An official day beats one that a page states, and that beats what was only observed; a day beats a
    month; of two days on the same basis the earlier stands. Two observed windows that overlap narrow each
    other down; otherwise the narrower stands.
    """
    if a.basis is not b.basis:
        return min(a, b, key=lambda when: _BEST_FIRST.index(when.basis))
    first, second = sorted((a, b), key=lambda when: (span_of(when).days, span_of(when).first))
    if a.basis is not DateBasis.OBSERVED or gap_days(span_of(a), span_of(b)):
        return first
    starts = [when.after for when in (a, b) if when.after is not None]
    ends = [when.by for when in (a, b) if when.by is not None]
    if first.on is not None:
        return first
    return When(
        second.basis,
        after=max(starts) if starts else None,
        by=min(ends) if ends else None,
    )
