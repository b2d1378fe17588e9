"""Names of people as the rules found them, corrected by a recogniser of names that is handed in.

A recogniser reads a sentence as a whole, and so knows where one name ends and the next begins, and that a
row of capitals is a party or a street. It says nothing about who was freed: that stays with the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tracker.extract.pages.names import Name


@dataclass(frozen=True, slots=True)
class Recognised:
    """A stretch of a sentence, as written, that names something: a person, or a place or an organisation."""

    start: int
    end: int
    is_person: bool


class Recogniser(Protocol):
    """Finds names in sentences of one language, an ISO 639 code."""

    @property
    def language(self) -> str: ...

    def recognise(self, text: str) -> Sequence[Recognised]: ...


def corrected(text: str, names: Sequence[Name], recognised: Sequence[Recognised]) -> tuple[Name, ...]:
    """The names of people in the sentence `text`, in its order.

    Where the two overlap, the recogniser's bounds count, and what it knows as something else is no name. It
    adds only names of two words or more: a surname alone may be anybody's. What it does not see at all
    stays as the rules found it.
    """
    people = [one for one in recognised if one.is_person]
    kept = [name for name in names if not any(_overlap(name, one) for one in recognised)]
    for one in people:
        written = text[one.start : one.end]
        if len(written.split()) > 1 or any(_overlap(name, one) for name in names):
            kept.append(Name(one.start, one.end, written))
    return tuple(sorted(kept, key=lambda name: name.start))


def _overlap(name: Name, one: Recognised) -> bool:
    return name.start < one.end and one.start < name.end
