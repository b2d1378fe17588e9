"""What can be handed in to read pages better than the lexicons alone do."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.extract.pages.listed import ListedNames
from tracker.extract.pages.recognised import Recogniser


@dataclass(frozen=True, slots=True)
class Aids:
    """A `recogniser` corrects the names of people in the records of its language; `listed` are the names
    of targets on official lists. Neither decides whether there is a record."""

    recogniser: Recogniser | None = None
    listed: ListedNames = field(default_factory=ListedNames)


NO_AIDS = Aids()
