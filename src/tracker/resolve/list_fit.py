"""How well two records of official lists fit: one entry at one time, or changes of one publication."""

from __future__ import annotations

from tracker.model import DateBasis, When
from tracker.resolve.saying import Saying
from tracker.resolve.score import Fit
from tracker.resolve.span import Span, gap_days, span_of
from tracker.text.dates import day_in_words

# A copy of a list can lag behind the act by days. Further apart, it is another act.
LAG_DAYS = 10
# A change that was seen between two looks further apart than this may be of any of many publications.
_ONE_PUBLICATION_DAYS = 3


def list_fit(a: Saying, b: Saying) -> Fit | None:
    """Of records that official lists give for one act: None where they cannot be one development."""
    if a.entry == b.entry:
        return fit(a.record.when, b.record.when)
    if publication(a) == publication(b) is not None:
        return Fit(0.9, "changes of one publication day on one legal ground")
    return None


def publication(saying: Saying) -> str | None:
    """What changes of one publication day on one legal ground share; None where its day is not known
    closely enough."""
    record, span = saying.record, saying.span
    if saying.entry is None or span.days > _ONE_PUBLICATION_DAYS:
        return None
    ground = record.instrument or " ".join(sorted(record.programmes))
    under = " ".join(sorted(record.still_under))
    return f"{saying.entry[0]} {span.first} {span.last} {record.when.basis.value} {ground} | {under}"


def fit(said: When, known: When) -> Fit | None:
    """How well the times of two sayings about one act agree; None where they cannot be one act."""
    a, b = span_of(said), span_of(known)
    gap = gap_days(a, b)
    official = [when for when in (said, known) if when.basis is DateBasis.OFFICIAL]
    if gap > LAG_DAYS:
        return None
    if gap > 1 or (gap == 1 and len(official) != 1):
        apart = "one day" if gap == 1 else f"{gap} days"
        return _same(0.5, f"the times differ by {apart}, both are kept: {_both(said, known)}")
    if gap == 1:
        return _same(0.8, f"the official day lies one day outside the window: {_both(said, known)}")
    match len(official):
        case 2:
            return _same(1.0 if a == b else 0.95, "the same official day")
        case 1:
            return _same(0.95, "the official day lies inside the observed window")
        case _:
            return _same(0.95 if a == b else 0.92, "the observed windows overlap")


_BASIS = {
    DateBasis.OFFICIAL: "officially",
    DateBasis.STATED: "as stated",
    DateBasis.OBSERVED: "as observed",
}


def _same(score: float, times: str) -> Fit:
    return Fit(score, f"same entry of the same list, same act; {times}", certain=True)


def _both(said: When, known: When) -> str:
    return f"{_in_words(said)} and {_in_words(known)}"


def _in_words(when: When) -> str:
    span = span_of(when)
    return f"{_days(span)} {_BASIS[when.basis]}"


def _days(span: Span) -> str:
    if span.first == span.last:
        return day_in_words(span.first)
    return f"{day_in_words(span.first)} to {day_in_words(span.last)}"
