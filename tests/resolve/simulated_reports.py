"""Reports of events as outlets write them: early, late, rounded, in part, in another script, reposted.

`reports_of` gives what resolve is handed, beside which event each report is truly of. The same seed gives the
same reports. The forms are those in which the extractor reads such sentences: "14 foreigners were freed" is a
total of 14, or a part, or a total with a part of the same size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar

from simulated_events import Event, Part, Spellings

from tracker.extract.record_id import short_id
from tracker.model import (
    CountRelation,
    DateBasis,
    Details,
    Evidence,
    EvidenceRole,
    Origin,
    Precision,
    Record,
    RecordType,
    Subgroup,
    Target,
    When,
)
from tracker.resolve.saying import Saying

_Value = TypeVar("_Value")

REPORTS = 10
_VOICES = tuple(f"outlet-{number}.invalid" for number in range(24))
_OFFICIAL = ("office-1.invalid", "office-2.invalid")
_PRINTS = 40
# Of ten outlets about two bring another's text.
_REPOSTED = 0.2


@dataclass(frozen=True, slots=True)
class Reports:
    """What is handed to resolve, and the key of the event that each record (by its id) is truly of."""

    sayings: tuple[Saying, ...]
    truth: dict[str, str]


def reports_of(events: Iterable[Event], seed: int, each: int = REPORTS) -> Reports:
    """`each` reports of each event, in no order; those of an official list among them."""
    rng = Random(seed)
    pairs = [(saying, event.key) for event in events for saying in _of_one(event, rng, each)]
    rng.shuffle(pairs)
    return Reports(tuple(saying for saying, _ in pairs), {saying.id: key for saying, key in pairs})


def _of_one(event: Event, rng: Random, each: int) -> list[Saying]:
    listed = [_listed(event, entry) for entry in event.entries[: each // 2]]
    pages: list[Saying] = []
    while len(listed) + len(pages) < each:
        is_repost = pages and rng.random() < _REPOSTED
        pages.append(_repost(rng.choice(pages), rng) if is_repost else _page(event, rng))
    return listed + pages


def _listed(event: Event, entry: Target) -> Saying:
    name = short_id("r", (event.key, entry.uid))
    record = replace(
        _bare(event, name, When(DateBasis.OFFICIAL, on=event.day)), list=event.list, targets=(entry,)
    )
    return Saying(record, voice=event.list or "", is_official=True)


def _page(event: Event, rng: Random) -> Saying:
    name = short_id("r", (event.key, rng.getrandbits(60)))
    bare = _bare(event, name, _when(event.day, rng))
    is_official = rng.random() < 0.1
    return Saying(
        _FILL[event.type](bare, event, rng),
        voice=rng.choice(_OFFICIAL if is_official else _VOICES),
        is_official=is_official,
        address=f"https://page.invalid/{name}",
        prints=frozenset(rng.getrandbits(64) for _ in range(_PRINTS)),
    )


def _repost(original: Saying, rng: Random) -> Saying:
    """The same words on another's page; a line of its own before or after them."""
    name = short_id("r", (original.id, rng.getrandbits(60)))
    kept = sorted(original.prints)[: -_PRINTS // 10]
    return replace(
        original,
        record=replace(original.record, id=name, source=name),
        voice=rng.choice(_VOICES),
        is_official=False,
        address=f"https://page.invalid/{name}",
        prints=frozenset(kept) | {rng.getrandbits(64) for _ in range(_PRINTS // 10)},
    )


def _bare(event: Event, name: str, when: When) -> Record:
    evidence = Evidence(EvidenceRole.STATES, "0" * 64, datetime(2026, 1, 1, tzinfo=UTC), quote=event.key)
    return Record(
        id=name,
        type=event.type,
        status=event.status,
        source=name,
        authority=event.authority,
        agency=None,
        when=when,
        rule="simulated",
        confidence=0.9,
        evidence=(evidence,),
        origin=Origin.LIVE,
        summary=event.key,
        action=event.action,
        programmes=(event.programme,) if event.programme else (),
    )


def _when(day: date, rng: Random) -> When:
    """Mostly the day; a night or a zone off; the day of a late page that states none; a month."""
    lag = rng.randint(1, 3)
    off = rng.choices((0, 1, -1, lag, None), (62, 12, 8, 10, 8))[0]
    if off is None:
        return When(DateBasis.STATED, on=day.replace(day=1), precision=Precision.MONTH)
    return When(DateBasis.STATED, on=day + timedelta(days=off))


def _release(bare: Record, event: Event, rng: Random) -> Record:
    counted = _counted(event, rng)
    freed = rng.sample(event.people, min(len(event.people), rng.choice((0, 1, 1, 2))))
    return replace(
        bare,
        details=replace(
            counted,
            kind=rng.choice(event.kinds),
            country="BY",
            names=_spelt(freed, rng),
            destination=_some(event.destination, rng),
            counterpart=_some(event.counterpart, rng),
            officials=_spelt(_some(event.officials, rng), rng),
        ),
    )


def _counted(event: Event, rng: Random) -> Details:
    """How many, in one of the ways in which it is printed."""
    count, parts = event.count, event.parts
    way = rng.choices(("exact", "rounded", "near", "part", "none"), (56, 12, 4, 14, 14))[0]
    if way == "part" and parts:
        return _part(rng.choice(parts), rng)
    if way == "rounded" and event.rounded:
        return Details(count=rng.choice(event.rounded), count_relation=CountRelation.AT_LEAST)
    if way == "near" and count and count > 5:
        return Details(count=count + rng.choice((-1, 1)), count_relation=CountRelation.TOTAL)
    if way == "none" or count is None:
        return Details()
    told = rng.sample(parts, 1) if parts and rng.random() < 0.3 else []
    return Details(
        count=count,
        count_relation=CountRelation.TOTAL,
        subgroups=tuple(Subgroup(part.count, part.of) for part in told),
    )


def _part(part: Part, rng: Random) -> Details:
    """A report of some of them: "Lithuania's six were freed"."""
    relation = rng.choice((CountRelation.SUBGROUP, CountRelation.TOTAL))
    is_named = relation is CountRelation.SUBGROUP or rng.random() < 0.7
    return Details(
        count=part.count,
        count_relation=relation,
        subgroups=(Subgroup(part.count, part.of),) if is_named else (),
        nationalities=(part.nationality,) if part.nationality else (),
    )


def _sanction(bare: Record, event: Event, rng: Random) -> Record:
    told = rng.choices((0, 1, 2), (15, 70, 15))[0]
    names = rng.sample(event.targets, min(told, len(event.targets)))
    is_misnamed = event.other_actions and rng.random() < 0.1
    return replace(
        bare,
        action=rng.choice(event.other_actions) if is_misnamed else event.action,
        agency=next(iter(_some(event.agencies, rng)), None),
        targets=tuple(map(Target, names)),
        programmes=(),
        instrument=event.instrument if rng.random() < 0.5 else None,
        details=Details(country="BY", sector=event.sector if rng.random() < 0.5 else None),
    )


def _contact(bare: Record, event: Event, rng: Random) -> Record:
    return replace(
        bare,
        details=Details(
            kind=rng.choice(event.kinds),
            parties=event.parties,
            place=event.place if rng.random() < 0.5 else None,
            officials=_spelt(_some(event.officials, rng), rng),
        ),
    )


def _some(values: Sequence[_Value], rng: Random) -> tuple[_Value, ...]:
    """All, or some, or none: what a page leaves out."""
    return tuple(value for value in values if rng.random() < 0.5)


def _spelt(people: Iterable[Spellings], rng: Random) -> tuple[str, ...]:
    return tuple(rng.choice(spellings) for spellings in people)


_FILL: dict[RecordType, Callable[[Record, Event, Random], Record]] = {
    RecordType.RELEASE: _release,
    RecordType.SANCTION: _sanction,
    RecordType.CONTACT: _contact,
}
