"""The dated facts that an archive is derived from: which entries left the list, and when.

A chain file holds `events` (date in words, kind, what happened with the uids in brackets, how sure)
and `states` (list states seen, with the uids added and removed since the state before).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from tracker.errors import ArchiveBroken

DELISTING = "delisting"
DESIGNATION = "designation"
# Kinds that left the list as it was: a licence is no delisting.
QUIET_KINDS = frozenset({"general licence"})

_DATE = re.compile(r"(\d{4}-\d{2}-)(\d{2})(?:/(\d{2}))?( \(or the day before\))?")
_UID = re.compile(r"\((\d+)\)")


@dataclass(frozen=True, slots=True)
class Occasion:
    """One dated fact of the chain, in its own words (`dated`, `what`, `status`), and our reading of it.

    It happened on a day from `earliest` to `latest`, both included. `uids` left the list; empty where
    the list stayed as it was. `listed_on` tells for some of them the day of their designation;
    `sources` are the list states in which they were found missing.
    """

    dated: str
    kind: str
    what: str
    status: str
    earliest: date
    latest: date
    uids: tuple[str, ...] = ()
    listed_on: Mapping[str, date] = field(default_factory=dict)
    sources: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Whether the day is known, so that the publisher's own file of changes can be dated."""
        return self.earliest == self.latest


def read_chain(chain: Mapping[str, Any], after: date) -> tuple[Occasion, ...]:
    """The chain's facts later than the day `after`, oldest first.

    Raises ArchiveBroken for a date or kind that cannot be read, and where the uids of the delistings
    are not those that its list states lost over the same time.
    """
    listed_on = _listing_days(chain)
    occasions = []
    for told in chain["events"]:
        occasion = read_occasion(told)
        if occasion.latest <= after:
            continue
        days = {uid: listed_on[uid] for uid in occasion.uids if uid in listed_on}
        sources = tuple(
            f"{state['source']}, seen {state['seen']}"
            for state in chain["states"]
            if set(occasion.uids) & set(state.get("since_previous", {}).get("removed", ()))
        )
        occasions.append(replace(occasion, listed_on=days, sources=sources))
    _agree(occasions, chain["states"], after)
    return tuple(sorted(occasions, key=lambda occasion: (occasion.latest, occasion.earliest)))


def read_occasion(told: Mapping[str, Any]) -> Occasion:
    """One event of a chain file. Raises ArchiveBroken where its date cannot be read or it names nobody."""
    earliest, latest = read_window(told["date"])
    uids = tuple(_UID.findall(told["what"])) if told["kind"] == DELISTING else ()
    if told["kind"] == DELISTING and not uids:
        raise ArchiveBroken(f'chain: the delisting of {told["date"]} names no uid in "{told["what"]}"')
    return Occasion(told["date"], told["kind"], told["what"], told["status"], earliest, latest, uids)


def without_uid(occasions: Iterable[Occasion], uid: str) -> tuple[Occasion, ...]:
    """The facts as if `uid` had never left the list, in words as well."""
    left = []
    for occasion in occasions:
        if uid not in occasion.uids:
            left.append(occasion)
            continue
        what = ", ".join(part for part in occasion.what.split(", ") if f"({uid})" not in part)
        uids = tuple(_UID.findall(what))
        if set(uids) != set(occasion.uids) - {uid}:
            raise ArchiveBroken(f'chain: "{occasion.what}" cannot be told without {uid}')
        if uids:
            left.append(replace(occasion, what=what, uids=uids))
    return tuple(left)


def read_window(words: str) -> tuple[date, date]:
    """The first and the last day that a date of the chain may mean.

    "2025-11-04", "2025-08-21/22", "2026-03-26 (or the day before)". Raises ArchiveBroken for others.
    """
    match = _DATE.fullmatch(words)
    if match is None:
        raise ArchiveBroken(f'chain: "{words}" is not a date that can be read, as in "2025-08-21/22"')
    month, first, last, or_before = match.groups()
    try:
        earliest = date.fromisoformat(month + first)
        latest = date.fromisoformat(month + (last or first))
    except ValueError as error:
        raise ArchiveBroken(f'chain: "{words}": {error}') from error
    return (earliest - timedelta(days=1) if or_before else earliest), latest


def _listing_days(chain: Mapping[str, Any]) -> dict[str, date]:
    """The designation day of each uid that one state added and one single designation explains."""
    designations = [read_window(told["date"])[1] for told in chain["events"] if told["kind"] == DESIGNATION]
    days: dict[str, date] = {}
    before: date | None = None
    for state in chain["states"]:
        seen = _seen_on(state)
        between = [day for day in designations if before is not None and before < day <= seen]
        if len(between) == 1:
            days |= dict.fromkeys(state.get("since_previous", {}).get("added", ()), between[0])
        before = seen
    return days


def _agree(occasions: Sequence[Occasion], states: Sequence[Mapping[str, Any]], after: date) -> None:
    told = {uid for occasion in occasions for uid in occasion.uids}
    lost = {
        uid
        for state in states
        if _seen_on(state) > after
        for uid in state.get("since_previous", {}).get("removed", ())
    }
    if told != lost:
        raise ArchiveBroken(
            "chain: the delistings and the list states disagree about "
            + ", ".join(sorted(told.symmetric_difference(lost)))
        )


def _seen_on(state: Mapping[str, Any]) -> date:
    """The day of a state; the chain's first one is known by its month only: its first day."""
    words = str(state["seen"])
    match = re.match(r"\d{4}-\d{2}(-\d{2})?", words)
    if match is None:
        raise ArchiveBroken(f'chain: a state was seen on "{words}", which is no date')
    return date.fromisoformat(match[0] if match[1] else f"{match[0]}-01")
