"""Dates in a sentence, seen from the day of publication: which day, month or year a phrase means.

A weekday is the latest one on or before that day: "on Saturday", printed on a Saturday, is that day. A
day or month without a year takes the year that puts it in the past, or at most 45 days ahead.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.extract.words.date_phrases import DatePhrase, date_phrases
from tracker.extract.words.values import DateFound
from tracker.model import Precision

SLACK = timedelta(days=45)
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
# The longest span of which a month can be said, and the month before which a season begins.
_A_MONTH = timedelta(days=45)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class _Span:
    """The days that a phrase means, from first to last, and how exactly the first is meant."""

    first: date
    last: date
    precision: Precision

    @property
    def on(self) -> date:
        """The day; of a month or year its first day. Of several months or years the first,
        of a week the month of its middle."""
        match self.precision:
            case Precision.DAY:
                return self.first
            case Precision.MONTH if self.last - self.first > _A_MONTH:
                return self.first
            case Precision.MONTH:
                return (self.first + (self.last - self.first) / 2).replace(day=1)
            case Precision.YEAR:
                return self.first.replace(month=1, day=1)


def dates(
    sentence_text: str, language: str, published: date, *, is_ahead_kept: bool = False
) -> tuple[DateFound, ...]:
    """The dates of a sentence in order. Raises KeyError for languages that are not read.

    Dates more than 45 days after publication ("valid until 31 October 2027") are left out unless
    `is_ahead_kept`: nothing that is reported has happened then.
    """
    found: list[DateFound] = []
    told: date | None = None
    for phrase in date_phrases(sentence_text, language):
        seen_from = _seen_from(phrase, published, told)
        span = _meaning(phrase, seen_from) if seen_from is not None else None
        if span is None or (span.on - published > SLACK and not is_ahead_kept):
            continue
        start, end = phrase.tokens[0].start, phrase.tokens[-1].end
        text = sentence_text[start:end]
        told = span.first if span.precision is Precision.DAY else told
        coming = _coming(phrase, seen_from) if seen_from is not None else None
        found.append(DateFound(start, end, span.on, span.precision, text, span.first, span.last, coming))
    return tuple(found)


def _seen_from(phrase: DatePhrase, published: date, told: date | None) -> date | None:
    """The day from which a phrase counts: "the next day" follows the day that the sentence told of."""
    match phrase.rule.seen_from:
        case "published":
            return published
        case "told":
            return told or published
        case "told_only":
            return told


def _meaning(phrase: DatePhrase, published: date) -> _Span | None:
    """The days of a phrase; None where there is no such day, or it lies beyond the calendar."""
    try:
        return _span(phrase, published)
    except (ValueError, OverflowError):
        return None


def _span(phrase: DatePhrase, published: date) -> _Span | None:
    rule = phrase.rule
    match rule.means:
        case "none":
            return None
        case "day":
            return _day(phrase, published)
        case "days":
            return _days(phrase, published)
        case "day_of_month":
            return _one_day(_latest_day_of_month(phrase.values("day")[0], published))
        case "weekday" | "weekday_before" | "weekday_after":
            return _one_day(_weekday(phrase.values("weekday")[0], rule.means, published))
        case "weekday_of_week":
            monday = _monday(published) + (rule.weeks or 0) * _WEEK
            return _one_day(monday + (phrase.values("weekday")[0] - 1) * _DAY)
        case "week":
            return _week(published + (rule.weeks or 0) * _WEEK, published)
        case "month":
            return _month(phrase, published)
        case "months":
            return _months(phrase, published)
        case "year":
            return _year(phrase.values("year"), published.year + (rule.years or 0))
        case "years":
            first, last = phrase.values("year")
            return _Span(date(first, 1, 1), date(last, 12, 31), Precision.YEAR) if first <= last else None
        case "season":
            return _season(phrase, published)
        case "ago":
            return _ago(phrase, published)
        case "later":
            return _later(phrase, published)
        case "past":
            return _past(phrase, published)
        case "figures":
            return _one_day(date.fromisoformat(str(phrase.values("numeric")[0])))


def _one_day(day: date) -> _Span:
    return _Span(day, day, Precision.DAY)


def _day(phrase: DatePhrase, published: date) -> _Span:
    if phrase.rule.days is not None:
        return _one_day(published + phrase.rule.days * _DAY)
    year = _stated_year(phrase, published)
    month, day = phrase.values("month")[0], phrase.values("day")[0]
    if phrase.rule.is_bound and year is None:
        return _one_day(_nearest(month, day, published))
    return _one_day(_in_year(month, day, year, published))


def _days(phrase: DatePhrase, published: date) -> _Span | None:
    """Both ends of a span; a year that is said is the last one's."""
    days, months = phrase.values("day"), phrase.values("month")
    year = _stated_year(phrase, published)
    last = _in_year(months[-1], days[-1], year, published)
    first = date(last.year - (months[0] > months[-1]), months[0], days[0])
    return _Span(first, last, Precision.DAY) if first <= last else None


def _stated_year(phrase: DatePhrase, published: date) -> int | None:
    if phrase.rule.years is not None:
        return published.year + phrase.rule.years
    return next(iter(phrase.values("year")), None)


def _in_year(month: int, day: int, year: int | None, published: date) -> date:
    """The day in its year; without one, the latest that is not further ahead than the slack."""
    if year is not None:
        return date(year, month, day)
    latest = published + SLACK
    for candidate in range(latest.year, latest.year - 9, -1):
        if day == 29 and month == 2 and not calendar.isleap(candidate):
            continue
        if (on := date(candidate, month, day)) <= latest:
            return on
    raise ValueError(month, day)


def _nearest(month: int, day: int, published: date) -> date:
    """The day in the year in which it lies nearest, before or after."""
    years = range(published.year - 1, published.year + 2)
    days = [date(year, month, day) for year in years if (month, day) != (2, 29) or calendar.isleap(year)]
    return min(days, key=lambda on: abs(on - published))


def _latest_day_of_month(day: int, published: date) -> date:
    """The latest such day, in this month or the ones before."""
    first = published.replace(day=1)
    while True:
        if (
            day <= calendar.monthrange(first.year, first.month)[1]
            and (on := first.replace(day=day)) <= published
        ):
            return on
        first = (first - _DAY).replace(day=1)


def _weekday(weekday: int, means: str, published: date) -> date:
    """The ISO weekday: on or before the day, strictly before it, or after it."""
    back = (published.isoweekday() - weekday) % 7
    match means:
        case "weekday":
            return published - back * _DAY
        case "weekday_before":
            return published - (back or 7) * _DAY
        case _:
            return published + (7 - back) * _DAY


def _coming(phrase: DatePhrase, published: date) -> date | None:
    """The weekday on or after the day, where the phrase says no more than a weekday."""
    if phrase.rule.means != "weekday":
        return None
    return published + (phrase.values("weekday")[0] - published.isoweekday()) % 7 * _DAY


def _monday(day: date) -> date:
    return day - (day.isoweekday() - 1) * _DAY


def _week(day: date, published: date) -> _Span:
    """Monday to Sunday; the present one ends today, since what is told of it has been."""
    monday = _monday(day)
    sunday = monday + 6 * _DAY
    return _Span(monday, published if monday <= published <= sunday else sunday, Precision.MONTH)


def _month(phrase: DatePhrase, published: date) -> _Span:
    rule = phrase.rule
    if rule.months is not None:
        return _whole_month(_shifted(published, rule.months))
    return _whole_month(_in_year(phrase.values("month")[0], 1, _stated_year(phrase, published), published))


def _months(phrase: DatePhrase, published: date) -> _Span:
    """From one month to another; a year that is said is the last one's."""
    month_from, month_to = phrase.values("month")
    to = _in_year(month_to, 1, _stated_year(phrase, published), published)
    first = date(to.year - (month_from > month_to), month_from, 1)
    return _Span(first, _whole_month(to).last, Precision.MONTH)


def _shifted(day: date, months: int) -> date:
    """The first of the month so many months later."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _whole_month(first: date) -> _Span:
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return _Span(first, last, Precision.MONTH)


def _year(said: list[int], otherwise: int) -> _Span:
    year = said[0] if said else otherwise
    return _Span(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _season(phrase: DatePhrase, published: date) -> _Span:
    """Three months; "winter 2024" may be either winter of that year, so it is the whole year."""
    season = phrase.name("season") or "autumn"
    year = _stated_year(phrase, published)
    if season == "winter" and year is not None:
        return _year([year], year)
    first = _in_year(_SEASONS[season], 1, year, published)
    end = _shifted(first, 3) - _DAY
    return _Span(first, end, Precision.YEAR)


def _ago(phrase: DatePhrase, published: date) -> _Span | None:
    """So many units back."""
    count = next(iter(phrase.values("n")), phrase.rule.count)
    match phrase.name("unit"):
        case "hour":
            return _one_day(published - timedelta(hours=count))
        case "day":
            return _one_day(published - count * _DAY)
        case "week":
            return _week(published - count * _WEEK, published)
        case "month":
            return _whole_month(_shifted(published, -count))
        case _:
            return _year([], published.year - count)


def _later(phrase: DatePhrase, told: date) -> _Span | None:
    """So many days or weeks on; what is longer names no day that could be told."""
    count = next(iter(phrase.values("n")), phrase.rule.count)
    match phrase.name("unit"):
        case "day":
            return _one_day(told + count * _DAY)
        case "week":
            return _week(told + count * _WEEK, told)
        case _:
            return None


def _past(phrase: DatePhrase, published: date) -> _Span:
    """From so many units back until today."""
    count = next(iter(phrase.values("n")), phrase.rule.count)
    match phrase.name("unit"):
        case "hour":
            first = published - timedelta(hours=count)
        case "day":
            first = published - count * _DAY
        case "week":
            first = published - count * _WEEK
        case "month":
            first = _shifted(published, -count)
        case _:
            first = date(published.year - count, 1, 1)
    long = published - first > _A_MONTH
    return _Span(first, published, Precision.YEAR if long else Precision.MONTH)
