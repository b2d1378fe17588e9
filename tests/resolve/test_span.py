"""Days as spans: what a month allows, what lies between."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from invented import official, window
from tracker.model import DateBasis, Precision, When
from tracker.resolve.span import Span, better_when, gap_days, is_between, span_of

DAYS = st.dates(date(2025, 7, 1), date(2025, 9, 30))
WHENS = st.builds(official, DAYS) | st.tuples(DAYS, DAYS).map(lambda ends: window(min(ends), max(ends)))


def test_a_month_and_a_year_allow_all_their_days() -> None:
    month = When(DateBasis.OFFICIAL, on=date(2024, 2, 1), precision=Precision.MONTH)
    year = When(DateBasis.OFFICIAL, on=date(2024, 2, 1), precision=Precision.YEAR)
    assert span_of(month) == Span(date(2024, 2, 1), date(2024, 2, 29))
    assert span_of(year) == Span(date(2024, 1, 1), date(2024, 12, 31))


def test_an_open_window_reaches_to_the_end_of_the_calendar() -> None:
    assert span_of(window(None, date(2025, 8, 22))).first == date.min
    assert span_of(window(date(2025, 8, 20), None)).last == date.max


def test_the_day_of_the_last_look_belongs_to_the_window() -> None:
    assert (
        gap_days(span_of(window(date(2025, 11, 4), date(2025, 11, 5))), span_of(official(date(2025, 11, 4))))
        == 0
    )


def test_between_two_days_lies_what_is_neither_before_nor_after_both() -> None:
    first, second = Span(date(2025, 8, 1), date(2025, 8, 3)), Span(date(2025, 8, 9), date(2025, 8, 9))
    assert is_between(Span(date(2025, 8, 5), date(2025, 8, 5)), first, second)
    assert is_between(Span(date(2025, 8, 5), date(2025, 8, 5)), second, first)
    assert not is_between(Span(date(2025, 8, 10), date(2025, 8, 12)), first, second)
    assert not is_between(Span(date(2025, 8, 2), date(2025, 8, 2)), first, first)


@settings(deadline=None)
@given(WHENS, WHENS)
def test_of_two_times_the_better_is_the_same_whoever_speaks_first(a: When, b: When) -> None:
    assert better_when(a, b) == better_when(b, a)
    assert better_when(a, a) == a
