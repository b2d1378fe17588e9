"""Days as XML schemas and most publishers write them."""

from __future__ import annotations

from datetime import date

from tracker.errors import UnreadableList


def iso_day(text: str | None) -> date | None:
    """The day of an xsd:date or xsd:dateTime, in the publisher's zone. Raises UnreadableList."""
    return None if text is None else as_day(text, text.strip()[:10])


def as_day(text: str, day: str) -> date:
    """The day that `text` was found to mean, written YYYY-MM-DD. Raises UnreadableList, with the text."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise UnreadableList(f"{text!r} is not a day") from None
