"""How well a record fits a development that is about the same entry, the same list and the same act."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model import DateBasis, When
from tracker.resolve.span import Span, gap_days, span_of
from tracker.text.dates import day_in_words

# A copy of a list can lag behind the act by days. Further apart, it is another act.
LAG_DAYS = 10

# Below this score a tie holds in spite of times that disagree: its reason is shown to readers.
AGREES = 0.85


@dataclass(frozen=True, slots=True)
class Fit:
    """From 0 to 1, and why, in words that a reader is shown."""

    score: float
    reason: str


FOUNDING = Fit(1.0, "the first record of it")


def fit(said: When, known: When) -> Fit | None:
    """How well the times of two sayings about one act agree; None where they cannot be one act."""
    a, b = span_of(said), span_of(known)
    gap = gap_days(a, b)
    official = [when for when in (said, known) if when.basis is DateBasis.OFFICIAL]
    if gap > LAG_DAYS:
        return None
    if gap > 1 or (gap == 1 and len(official) != 1):
        apart = "one day" if gap == 1 else f"{gap} days"
        return Fit(0.5, f"{_SAME}; the times differ by {apart}, both are kept: {_both(said, known)}")
    if gap == 1:
        return Fit(0.8, f"{_SAME}; the official day lies one day outside the window: {_both(said, known)}")
    match len(official):
        case 2:
            return Fit(1.0 if a == b else 0.9, f"{_SAME}; the same official day")
        case 1:
            return Fit(0.95, f"{_SAME}; the official day lies inside the observed window")
        case _:
            return Fit(0.9 if a == b else 0.85, f"{_SAME}; the observed windows overlap")


_BASIS = {
    DateBasis.OFFICIAL: "officially",
    DateBasis.STATED: "as stated",
    DateBasis.OBSERVED: "as observed",
}
_SAME = "same entry of the same list, same act"


def _both(said: When, known: When) -> str:
    return f"{_in_words(said)} and {_in_words(known)}"


def _in_words(when: When) -> str:
    span = span_of(when)
    return f"{_days(span)} {_BASIS[when.basis]}"


def _days(span: Span) -> str:
    if span.first == span.last:
        return day_in_words(span.first)
    return f"{day_in_words(span.first)} to {day_in_words(span.last)}"
