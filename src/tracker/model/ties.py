"""Entries of different official lists that are one target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from tracker.model.kinds import EntryKind, Origin


class EntryKey(NamedTuple):
    """Which entry of which list: our name of the list, and the list's own key, raw."""

    list: str
    uid: str

    def __str__(self) -> str:
        return f"{self.list}:{self.uid}"


class TieStanding(StrEnum):
    """`sure`: taken for one target. `doubtful`: a person should look; until then it counts for nothing."""

    SURE = "sure"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class EntryTie:
    """Why two entries are one target, or may be; `one` stands before `other` in the order of their keys.

    `score` goes from 0 to 1, `reason` is in words that a reader is shown.
    """

    one: EntryKey
    other: EntryKey
    standing: TieStanding
    score: float
    reason: str


class StayState(StrEnum):
    """How an entry stands on its list, as last seen: on it; on it no more under the subject's programmes
    (it may be under others, or marked as delisted); not on it any more."""

    LISTED = "listed"
    LEFT = "left"
    GONE = "gone"


class SinceBasis(StrEnum):
    """Where the first day of a stay comes from: the list says it; we saw it come; it was there when we
    first looked, so that it began on that day or before."""

    STATED = "stated"
    FIRST_SEEN = "first_seen"
    OR_BEFORE = "or_before"


@dataclass(frozen=True, slots=True)
class Stay:
    """An entry's last time on its list. `until` is the day on which it was first seen to be there no more."""

    key: EntryKey
    kind: EntryKind
    name: str
    programmes: tuple[str, ...]
    state: StayState
    since: date
    since_basis: SinceBasis
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ListLook:
    """When a list was last seen, by us or for us; `seen_at` is None where it never was.

    A state that ships for the article's date is no look: it says nothing of later days, until the list itself
    is seen to be the same.
    """

    list: str
    authority: str
    seen_at: datetime | None = None
    origin: Origin | None = None
