"""A register of prisoners in numbers: how many it has, what changed since its last state. It names nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.model import RegisterChanges, RegisterCounts
from tracker.text.dates import day_in_words

_STATE = "{title}, state of {day}: {counts}."
_COUNTS = "{people:,} people, {active:,} in prison, {former:,} former, {not_recognised:,} not recognised"
_FIRST = "The first state: what it lacks means nothing, and what it states is no news"
_SINCE = "Since the state of {day}: {changes}"
_NONE = "nothing changed"
# What changed, in the order of reading: one, several.
_CHANGES = (
    ("freed", "{n:,} freed", "{n:,} freed"),
    ("re_arrested", "{n:,} in prison again", "{n:,} in prison again"),
    ("died", "{n:,} death", "{n:,} deaths"),
    ("added", "{n:,} added", "{n:,} added"),
    ("recognised", "{n:,} recognised", "{n:,} recognised"),
    (
        "gone",
        "{n:,} no longer in it or no longer recognised",
        "{n:,} no longer in it or no longer recognised",
    ),
)


@dataclass(frozen=True, slots=True)
class RegisterShown:
    """One state of a register as it is told. `last_day`: the same file was seen until then; `before` is the
    last day of the state before, None (as `changes`) for the first."""

    register: str
    title: str
    day: date
    last_day: date
    counts: RegisterCounts
    before: date | None = None
    changes: RegisterChanges | None = None


def register_in_words(shown: RegisterShown) -> str:
    """All numbers of one state, as sentences without the last full stop."""
    counts = _COUNTS.format(
        people=shown.counts.people,
        active=shown.counts.active,
        former=shown.counts.former,
        not_recognised=shown.counts.not_recognised,
    )
    state = _STATE.format(title=shown.title, day=day_in_words(shown.day), counts=counts)
    if shown.changes is None or shown.before is None:
        return f"{state} {_FIRST}"
    changes = ", ".join(_changes(shown.changes)) or _NONE
    return f"{state} {_SINCE.format(day=day_in_words(shown.before), changes=changes)}"


def _changes(changes: RegisterChanges) -> Iterator[str]:
    numbers = {
        "added": changes.added,
        "freed": changes.freed,
        "re_arrested": changes.re_arrested,
        "recognised": changes.recognised,
        "died": changes.died,
        "gone": changes.gone,
    }
    for name, one, several in _CHANGES:
        if number := numbers[name]:
            yield (one if number == 1 else several).format(n=number)
