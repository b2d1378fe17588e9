"""How a target that one authority delisted stands on the other lists, and where that is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.model import EntryTie, ListLook, SinceBasis, Stay, StayState


class Found(StrEnum):
    """What is known of a target on another list, at the last look at it; in the order of telling.

    `still`: on it since before the delisting; `later`: put on it since. `left`: no more under the subject's
    programmes; `gone`: not on it any more. `doubtful`: an entry may be the target. `no_entry`: none was
    found, which is no proof that there is none. `not_known`: the list was not looked at since the delisting.
    """

    STILL = "still"
    LATER = "later"
    LEFT = "left"
    GONE = "gone"
    DOUBTFUL = "doubtful"
    NO_ENTRY = "no_entry"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class OnList:
    """A target on one list; `tie` says why the entry is taken for it."""

    look: ListLook
    found: Found
    stay: Stay | None = None
    tie: EntryTie | None = None


def elsewhere(
    day: date,
    looks: Iterable[ListLook],
    stays: Mapping[str, Sequence[Stay]],
    ties: Mapping[str, EntryTie],
    doubtful: Iterable[str],
) -> tuple[OnList, ...]:
    """How a target that was delisted on `day` stands on the lists of `looks`.

    `stays` are its entries by list, `ties` why they are its own, by `list:uid`; `doubtful` are lists with
    an entry that may be it.
    """
    unsure = set(doubtful)
    return tuple(_on(day, look, stays.get(look.list, ()), ties, look.list in unsure) for look in looks)


def _on(
    day: date, look: ListLook, stays: Sequence[Stay], ties: Mapping[str, EntryTie], is_doubtful: bool
) -> OnList:
    if look.seen_at is None or look.seen_at.date() < day:
        return OnList(look, Found.NOT_KNOWN)
    if not stays:
        return OnList(look, Found.DOUBTFUL if is_doubtful else Found.NO_ENTRY)
    states = list(StayState)
    stay = min(stays, key=lambda one: (states.index(one.state), -one.since.toordinal(), one.key))
    return OnList(look, _found(day, stay), stay, ties.get(str(stay.key)))


def _found(day: date, stay: Stay) -> Found:
    match stay.state:
        case StayState.LISTED:
            # Of one that was there when we first looked it is not known that it came later.
            is_later = stay.since > day and stay.since_basis is not SinceBasis.OR_BEFORE
            return Found.LATER if is_later else Found.STILL
        case StayState.LEFT:
            return Found.LEFT
        case StayState.GONE:
            return Found.GONE
