"""How far apart two developments lie, as far as their days are known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracker.model import Development, When
from tracker.resolve.span import Span, gap_days, span_of
from tracker.text.dates import day_in_short

SAME_DAY = "the same day"
# What is known to a week still has a place among other days; what is known to a month has none.
_KNOWN_DAYS = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """A development and the days that its time allows."""

    development: Development
    span: Span

    @property
    def id(self) -> str:
        return self.development.id

    @property
    def is_known(self) -> bool:
        """Whether its day is known well enough to be set beside others."""
        return self.span.days <= _KNOWN_DAYS


def dated(development: Development) -> Dated:
    """The development beside its days."""
    return Dated(development, span_of(development.when))


def place(one: Dated) -> tuple[date, date, str]:
    """Where it stands in time: by the last day that it can have happened on."""
    return one.span.last, one.span.first, one.id


def lag(earlier: Dated, later: Dated) -> int:
    """The days between the last days that the two can have happened on, never less than none."""
    return max(0, (later.span.last - earlier.span.last).days)


def days_between(earlier: Dated, later: Dated) -> str:
    """ "12 days", "the same day"; both ends where a day was only observed."""
    least = gap_days(earlier.span, later.span)
    most = (later.span.last - earlier.span.first).days
    if most <= 0:
        return SAME_DAY
    unit = "day" if most == 1 else "days"
    return f"{most} {unit}" if least == most else f"{least} to {most} {unit}"


def lag_in_words(earlier: Dated, later: Dated) -> str:
    """ "12 days later", "on the same day"."""
    days = days_between(earlier, later)
    return f"on {days}" if days == SAME_DAY else f"{days} later"


def when_in_words(when: When) -> str:
    """The day in short; of an observed one, by when."""
    span = span_of(when)
    if span.first == span.last:
        return day_in_short(span.last)
    if span.last == date.max:
        return f"after {day_in_short(span.first)}"
    return f"by {day_in_short(span.last)}"


def stretch(one: Dated, before: int, after: int) -> tuple[date, date] | None:
    """Between which days lies the last day of whoever can be so many days before it or after it; None where
    its own day is not known well enough."""
    if not one.is_known:
        return None
    # One that can have happened on several days is placed by its last.
    first = one.span.first.toordinal() - before
    last = one.span.last.toordinal() + after + _KNOWN_DAYS
    return date.fromordinal(max(first, 1)), date.fromordinal(min(last, date.max.toordinal()))


class Timeline:
    """Developments by their days: who lies near another is found without looking at all of them."""

    def __init__(self, them: Iterable[Dated]) -> None:
        self._them = sorted((one for one in them if one.is_known), key=place)
        self._days = [one.span.last for one in self._them]

    def near(self, one: Dated, before: int, after: int) -> Iterator[Dated]:
        """Those at most so many days before it or after it, by the gap between the two."""
        days = stretch(one, before, after)
        if days is None:
            return
        for other in self._them[bisect_left(self._days, days[0]) : bisect_right(self._days, days[1])]:
            if (other.span.first - one.span.last).days <= after:
                yield other


def nearest(one: Dated, others: Iterable[Dated]) -> tuple[Dated, ...]:
    """Those with the smallest gap to it; all of them where several share it."""
    found = [(gap_days(one.span, other.span), other) for other in others]
    least = min((gap for gap, _ in found), default=0)
    return tuple(other for gap, other in found if gap == least)


def in_order(one: Dated, other: Dated) -> tuple[Dated, Dated]:
    """The earlier first; on one day contact, release, sanction; then by their ids."""
    first, second = sorted(
        (one, other), key=lambda each: (each.span.last, each.span.first, each.development.type.value, each.id)
    )
    return first, second
