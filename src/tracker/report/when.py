"""When, in words that claim no more than is known."""

from __future__ import annotations

from tracker.model import Action, Precision, When
from tracker.report.phrases import BASIS, DAY_NOT_KNOWN, LAST_LOOK
from tracker.report.shown import DevelopmentView
from tracker.text.dates import day_in_words


def when_in_words(when: When, action: Action | None = None) -> str:
    """ "on 4 November 2025 (official date)" or the interval between two looks at the list."""
    if when.on is not None:
        lead = "on" if when.precision is Precision.DAY else "in"
        return f"{lead} {day_in_words(when.on, when.precision)} ({BASIS[when.basis]})"
    look = LAST_LOOK.get(action, "") if action else ""
    seen = f", {look}," if look else ""
    if when.after is not None and when.by is not None:
        if when.after == when.by:
            return f"on {day_in_words(when.by)}, between two looks at the list"
        return f"between {day_in_words(when.after)}{seen} and {day_in_words(when.by)}"
    if when.by is not None:
        return f"not later than {day_in_words(when.by)}"
    if when.after is not None:
        return f"after {day_in_words(when.after)}{seen}".rstrip(",")
    return DAY_NOT_KNOWN


def when_in_short(view: DevelopmentView) -> str:
    """For a column: the day with what it rests on, or the two ends of the interval, as ISO dates."""
    if view.on is not None:
        return f"{view.on} ({view.basis.value})"
    return f"{view.after or '?'} … {view.by or '?'}"
