"""Ties records to developments: one development for each event, whoever tells it, in whatever order.

What the groups are follows from the records alone; only under which id a group is told follows from
history: an id belongs for good to the record with which it began.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tracker.extract.origin import most_live
from tracker.extract.record_id import short_id
from tracker.model import Decision, Development, Record, Tie
from tracker.resolve.counts import count_claims
from tracker.resolve.decided import decided
from tracker.resolve.grouping import Group, group
from tracker.resolve.likeness import Compare, fits_among, likeness
from tracker.resolve.page_fit import are_barred
from tracker.resolve.saying import Saying
from tracker.resolve.score import FOUNDING, Fit
from tracker.resolve.summary import summarise
from tracker.resolve.together import details_together, most_said, targets_together, when_together
from tracker.resolve.voices import voices

GONE = "no source says so any more"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The developments of some records; which ids lead to others now; which stand no more, and why.

    A development that is withdrawn is among the developments too: its records are still its own.
    """

    developments: tuple[Development, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    withdrawn: Mapping[str, str] = field(default_factory=dict)


def resolve(
    known: Sequence[Development],
    sayings: Sequence[Saying],
    decisions: Sequence[Decision] = (),
    compare: Compare = likeness,
) -> Resolution:
    """The developments that these records make. `known` are those that any of them belongs to, the first
    told first: their ids stay, and where two have become one, the later leads to the earlier.

    Of records that are no longer said, those of `known` are wanted too: an id is found by its first record.
    `compare`: as `likeness`, where pairs were compared before, in finding the neighbourhood.
    """
    sayings = tuple({saying.id: saying for saying in sayings}.values())
    ruled = decided(decisions, sayings)
    fits = fits_among(sayings, compare)
    apart = ruled.are_apart if ruled.splits else None
    groups = group(sayings, fits, are_barred, together=ruled.together, apart=apart)
    founded = {development.ties[0].record: development for development in known}
    order = {development.id: number for number, development in enumerate(known)}
    found: list[Development] = []
    redirects: dict[str, str] = {}
    withdrawn: dict[str, str] = {}
    for one in sorted(groups, key=lambda one: _told_first(one.members, founded, order)):
        members = one.members
        ids = sorted((founded[each.id].id for each in members if each.id in founded), key=order.__getitem__)
        first = _first(members, next((known[order[name]] for name in ids), None))
        name = ids[0] if ids else short_id("d", (first.id,))
        development = _develop(name, first, one)
        found.append(development)
        redirects |= dict.fromkeys(ids[1:], name)
        if ruled.is_dismissed(first):
            withdrawn[name] = ruled.why_dismissed(first)
        elif not any(each.is_current for each in members):
            withdrawn[name] = GONE
    return Resolution(tuple(found), redirects, withdrawn)


def _told_first(
    members: Sequence[Saying], founded: Mapping[str, Development], order: Mapping[str, int]
) -> tuple[int, tuple[bool, int, int, str]]:
    places = [order[founded[one.id].id] for one in members if one.id in founded]
    return min(places, default=len(order)), _exact_first(min(members, key=_exact_first))


def _exact_first(saying: Saying) -> tuple[bool, int, int, str]:
    """Lists before pages, the narrower time, the earlier day."""
    return not saying.is_listed, saying.span.days, saying.span.first.toordinal(), saying.id


def _first(members: Sequence[Saying], known: Development | None) -> Saying:
    if known is not None:
        return next(one for one in members if one.id == known.ties[0].record)
    return min(members, key=_exact_first)


def _develop(name: str, first: Saying, group: Group) -> Development:
    said = [one for one in group.members if one.is_current] or group.members
    records = [one.record for one in said]
    by_voice = voices(said) or (tuple(said),)
    counts = count_claims(by_voice)
    listed = [one.record for one in said if one.is_listed] or records
    development = Development(
        id=name,
        type=first.record.type,
        status=first.record.status,
        action=first.record.action,
        authority=first.record.authority,
        agency=most_said(listed, lambda one: one.agency),
        list=most_said(listed, lambda one: one.list),
        targets=targets_together(records),
        programmes=_as_set(listed, lambda one: one.programmes),
        still_under=_as_set(listed, lambda one: one.still_under),
        when=when_together(records, by_voice),
        ties=_ties(first, group),
        origin=most_live([one.origin for one in records]),
        summary="",
        instrument=most_said(listed, lambda one: one.instrument),
        details=details_together(records, by_voice, counts),
        counts=counts,
        voices=len(by_voice),
        confidence=max(one.confidence for one in records),
    )
    return replace(development, summary=summarise(development))


def _as_set(records: Sequence[Record], values: Callable[[Record], Sequence[str]]) -> tuple[str, ...]:
    return tuple(sorted({value for record in records for value in values(record)}))


def _ties(first: Saying, group: Group) -> tuple[Tie, ...]:
    """A tie for each record: the first one, then each with the record by which it hangs together with it."""
    joints: defaultdict[str, list[tuple[str, Fit]]] = defaultdict(list)
    for (a, b), how in group.joints:
        joints[a].append((b, how))
        joints[b].append((a, how))
    ties = {first.id: Tie(first.id, FOUNDING.score, FOUNDING.reason)}
    border = [first.id]
    for known in border:
        for name, how in joints[known]:
            if name not in ties:
                ties[name] = Tie(name, how.score, how.reason, known)
                border.append(name)
    others = sorted((one for one in group.members if one is not first), key=_exact_first)
    return tuple(ties[one.id] for one in (first, *others))
