"""One word of a person's name, before it is known which part of the name it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.resolve.names.sounds import heard


@dataclass(frozen=True, slots=True)
class Word:
    """A word in small letters of one alphabet, as it is heard, and what its writing tells of its place.

    `habit`: how its Latin letters are read. `declined`: it stands in a script whose words have cases.
    `is_capitals`: it alone is written in capitals, as lists write surnames.
    """

    text: str
    sounds: str
    habit: str
    declined: bool
    is_initial: bool
    is_capitals: bool
    is_before_comma: bool

    def parts(self) -> Iterator[Word]:
        """The halves of a double surname."""
        if "-" not in self.text:
            yield self
            return
        for half in self.text.split("-"):
            if half:
                yield replace(self, text=half, sounds=heard(half, self.habit))
