"""Days and times as a reader sees them: "4 November 2025", "4 Nov 2025", "2025-11-04 14:05 UTC"."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from tracker.model import Precision

# Written out here and not taken from the locale: what we print must not differ between machines.
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_in_words(day: date, precision: Precision = Precision.DAY) -> str:
    """The day, or the month or year that it stands for, in English."""
    month = MONTHS[day.month - 1]
    match precision:
        case Precision.DAY:
            return f"{day.day} {month} {day.year}"
        case Precision.MONTH:
            return f"{month} {day.year}"
        case Precision.YEAR:
            return str(day.year)


def day_in_short(day: date, precision: Precision = Precision.DAY) -> str:
    """The day, month or year where there is little room: "4 Nov 2025"."""
    month = MONTHS[day.month - 1][:3]
    match precision:
        case Precision.DAY:
            return f"{day.day} {month} {day.year}"
        case Precision.MONTH:
            return f"{month} {day.year}"
        case Precision.YEAR:
            return str(day.year)


def minute_in_utc(moment: datetime) -> str:
    """An aware time to the minute, in UTC and named so: `2025-11-04 14:05 UTC`."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def minute_in_zone(moment: datetime, zone: str) -> str:
    """An aware time to the minute on the clocks of an IANA zone: "4 November 2025, 16:05".

    The zone is not in the words: whoever prints them names it.
    """
    local = moment.astimezone(ZoneInfo(zone))
    return f"{day_in_words(local.date())}, {local:%H:%M}"
