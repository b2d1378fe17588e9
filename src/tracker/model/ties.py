"""Entries of different official lists that are one target."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


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
