"""Times of publication as publishers write them, in UTC.

ISO 8601, RFC 822 (feeds), epoch seconds or milliseconds, `11.09.2025 10:00`, `September 11, 2025`,
`11 верасня 2025, 10:00`. Slashed days (09/11/2025) are read nowhere: which number is the month is
not known. Words of months and zones: months.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

_LONGEST = 2000  # a list row's text; a date that stands further on belongs to something else
_OLDEST_YEAR = 1990
# Publishers' clocks and zones may be wrong by hours; a later time is no time of publication.
_AHEAD = timedelta(days=1)

_EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})Z?)?")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})([-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)")
_DAY_WORD = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?P<word>[^\W\d_]+)[.,]?[\s-]+(?P<year>\d{4}|\d{2})(?![\d:])"
)
_WORD_DAY = re.compile(
    r"(?<!\w)(?P<word>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})(?!\d)"
)
_CLOCK = re.compile(
    r"(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?![\d:])\s*([ap]\.?m\b\.?)?", re.IGNORECASE
)
_OFFSET = re.compile(r"\s*(?:GMT|UTC)?\s*([+-])(\d{2}):?(\d{2})(?!\d)")
_ZONE_NAME = re.compile(r"\s*([A-Z]{1,4})\b")


def read_time(written: str, *, zone: str | None, now: datetime) -> datetime | None:
    """The time that `written` names, in UTC. Raises nothing.

    A time without an offset is in `zone`, the publisher's (IANA name; None: UTC); a day without a
    time is its first minute there. None where there is no date, for 31 February, for a time before
    1990, and for one more than a day after `now`.
    """
    found = _moment(written, zone)
    return None if found is None or found > now + _AHEAD else found.astimezone(UTC)


def read_day(written: str, *, zone: str | None) -> date | None:
    """The publisher's day that `written` names. Raises nothing; None as `read_time`, but for the future.

    A moment with an offset is the day on the clocks of that offset, as it is written. One in UTC is
    the day in `zone`, if that is known; midnight in UTC is how programs write a day without a time.
    """
    found = _moment(written, zone)
    if found is None:
        return None
    if zone is None or found.utcoffset() or found.time() == time():
        return found.date()
    return found.astimezone(ZoneInfo(zone)).date()


def _moment(written: str, zone: str | None) -> datetime | None:
    """The time as it is written, with the offset that it names, or that of the zone."""
    text = written.strip()[:_LONGEST]
    local = ZoneInfo(zone) if zone else UTC
    try:
        found = _digits_only(text, local) or _in_words(text, local)
    except (ValueError, OverflowError):
        return None
    return None if found is None or found.year < _OLDEST_YEAR else found


def _digits_only(text: str, local: tzinfo) -> datetime | None:
    if epoch := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(epoch[1]), UTC)
    if compact := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in compact.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC if text.endswith("Z") else local)
    return None


def _in_words(text: str, local: tzinfo) -> datetime | None:
    """The first date of the text with the time of day that stands behind or before it."""
    found = _first_date(text)
    if found is None:
        return None
    match, month = found
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    clock = _CLOCK.search(text, match.end()) or _CLOCK.search(text[: match.start()])
    if clock is None:
        return datetime(year, month, int(match["day"]), tzinfo=local)
    hour = int(clock[1])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4][0] in "pP" else 0)
    behind = _offset(clock.string[clock.end() :])
    return datetime(
        year, month, int(match["day"]), hour, int(clock[2]), int(clock[3] or 0), tzinfo=behind or local
    )


def _first_date(text: str) -> tuple[re.Match[str], int] | None:
    """The match that stands first, and its month."""
    found = [
        (match, int(match["month"]))
        for pattern in (_YEAR_FIRST, _DAY_FIRST)
        if (match := pattern.search(text))
    ]
    months = month_and_zone_words()[0]
    for pattern in (_DAY_WORD, _WORD_DAY):
        named = (match for match in pattern.finditer(text) if match["word"].lower() in months)
        if match := next(named, None):
            found.append((match, months[match["word"].lower()]))
    return min(found, key=lambda one: one[0].start(), default=None)


def _offset(behind: str) -> tzinfo | None:
    """The offset that stands directly behind a time of day."""
    if written := _OFFSET.match(behind):
        minutes = int(written[2]) * 60 + int(written[3])
        return timezone(timedelta(minutes=-minutes if written[1] == "-" else minutes))
    named = _ZONE_NAME.match(behind)
    minutes_east = month_and_zone_words()[1].get(named[1]) if named else None
    return None if minutes_east is None else timezone(timedelta(minutes=minutes_east))


@cache
def month_and_zone_words() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """months.toml: which month a word is, and how many minutes east a zone's name is."""
    table = tomllib.loads(files(__package__).joinpath("months.toml").read_text(encoding="utf-8"))
    return {word: int(number) for number, words in table["months"].items() for word in words}, table["zones"]
