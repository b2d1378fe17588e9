"""Something for a person to look at, as the digest and `tracker review` show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReviewKind(StrEnum):
    """Why something is to be looked at; in the order of what a mistake would cost."""

    HELD = "held"
    COUNTS = "counts"
    UNSURE = "unsure"
    NEARLY = "nearly"
    DISMISSED = "dismissed"
    UNANSWERED = "unanswered"
    UNCLEAR = "unclear"
    TARGETS = "targets"
    PEOPLE = "people"
    ENTRIES = "entries"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class ToReview:
    """Something that a person has to look at: what, why, the command to look, and those that decide."""

    what: str
    why: str
    command: str | None = None
    kind: ReviewKind | None = None
    then: tuple[str, ...] = ()
