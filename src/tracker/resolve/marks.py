"""What speaks for and against two records being one event: points, and the words that a reader is shown.

What one of the two leaves out speaks neither for nor against.
"""

from __future__ import annotations

from collections.abc import Collection

from tracker.resolve.names import MAY_BE_SAME, SAME_PERSON
from tracker.resolve.same_names import people_alike

Mark = tuple[float, str]


def people_mark(one: Collection[str], other: Collection[str], same: float, others: float = 0.0) -> Mark:
    """`same` where both name a person, half of it where it may be one person, `others` where none is."""
    if not one or not other:
        return 0.0, ""
    alike = people_alike(one, other)
    if alike >= SAME_PERSON:
        return same, "people of the same name"
    if alike >= MAY_BE_SAME:
        return same / 2, "people who may be the same"
    return others, ""


def overlap_mark(one: Collection[str], other: Collection[str], same: float, others: float, what: str) -> Mark:
    """`same` where both have a value, `others` where they have none in common."""
    if not one or not other:
        return 0.0, ""
    if one == other or {text.casefold() for text in one} & {text.casefold() for text in other}:
        return same, f"same {what}"
    return others, f"another {what}"


def words(text: str | None) -> tuple[str, ...]:
    """A text that may be missing, as values to compare."""
    return (text,) if text else ()
