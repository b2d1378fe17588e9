"""OFAC's dates: "30 Aug 1954", "Aug 1954", "1954", "circa 1960", "1960 to 1965", "01/06/2025"."""

from __future__ import annotations

import re
from datetime import date

from tracker.model import Birth
from tracker.read.isodates import as_day, iso_day

_MONTHS = {
    month: number
    for number, month in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_NAMES = tuple(_MONTHS)
_DAY = re.compile(r"(?:(?:(\d{1,2}) )?([A-Z][a-z]{2}) )?(\d{4})")
_US_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


def iso(text: str) -> str | None:
    """The day, month or year that `text` names, in ISO form; None for anything but a single date.

    A date of birth that OFAC calls `circa` or gives as a range is none: how wide it is nobody says.
    """
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    day, month, year = match.groups()
    if month is None:
        return year
    number = _MONTHS.get(month)
    if number is None:
        return None
    if day is None:
        return f"{year}-{number:02}"
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def born(text: str) -> Birth:
    """A date of birth in OFAC's words."""
    return Birth(date=iso(text), text=text)


def us_day(text: str | None) -> date | None:
    """A day written MM/DD/YYYY, as in Publish_Date. Raises UnreadableList for another form."""
    if text is None:
        return None
    match = _US_DAY.fullmatch(text.strip())
    return as_day(text, f"{match[3]}-{match[1]}-{match[2]}" if match else "")


def period(first: str | None, last: str | None) -> str | None:
    """Two xsd:dates as OFAC writes them in its other formats: a day, a year, or `A to B`."""
    days = [day for day in (iso_day(first), iso_day(last)) if day is not None]
    if not days:
        return None
    start, end = days[0], days[-1]
    if start == end:
        return _as_ofac(start)
    if start == date(start.year, 1, 1) and end == date(start.year, 12, 31):
        return str(start.year)
    return f"{_as_ofac(start)} to {_as_ofac(end)}"


def _as_ofac(day: date) -> str:
    return f"{day.day:02} {_NAMES[day.month - 1]} {day.year}"
