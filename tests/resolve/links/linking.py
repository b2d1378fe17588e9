"""Developments, and the sentences of pages behind them, for links between them. All are invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from tracker.model import (
    Action,
    DateBasis,
    Details,
    Development,
    DevelopmentLink,
    EntryKind,
    Evidence,
    EvidenceRole,
    LinkKind,
    Origin,
    Record,
    RecordType,
    Sector,
    SectorTarget,
    Status,
    Target,
    Tie,
    When,
)
from tracker.resolve.links import link

SDN = "us_ofac_sdn"
KALI = Target("NORTHERN KALI OAO", EntryKind.ENTITY, SDN, "90001")
SOUTH = Target("SOUTHERN POTASH TRADE LLC", EntryKind.ENTITY, SDN, "90002")
WINGS = Target("OPEN JOINT STOCK COMPANY WINGS OF NOWHERE", EntryKind.ENTITY, SDN, "90003")
SECTORS = (
    Sector(
        "potash",
        ("potash", "калий"),
        (
            SectorTarget("Northern Kali", ("Northern Kali", "Северный Калий"), (f"{SDN}:90001",)),
            SectorTarget("Southern Potash Trade", ("Southern Potash",), (f"{SDN}:90002",)),
        ),
    ),
    Sector(
        "aviation",
        ("airline", "national airline"),
        (SectorTarget("Wings", ("Wings of Nowhere",), (f"{SDN}:90003",)),),
    ),
)


def day(text: str) -> When:
    return When(DateBasis.STATED, on=date.fromisoformat(text))


def _development(name: str, kind: RecordType, when: When, **facts: object) -> Development:
    made = Development(
        id=name,
        type=kind,
        status=Status.ACTUAL,
        action=None,
        authority=None,
        agency=None,
        list=None,
        targets=(),
        programmes=(),
        still_under=(),
        when=when,
        ties=(Tie(f"r-{name}", 1.0, "the first record of it"),),
        origin=Origin.DEMO,
        summary=name,
    )
    return replace(made, **facts)  # type: ignore[arg-type]


def freed(
    name: str, on: str, *counterpart: str, count: int | None = None, kind: str = "pardon", **facts: object
) -> Development:
    details = Details(kind=kind, country="BY", counterpart=counterpart, count=count)
    return _development(name, RecordType.RELEASE, day(on), details=details, **facts)


def relief(
    name: str,
    on: str | When,
    *targets: Target | str,
    action: Action = Action.DELIST,
    authority: str = "US",
    sector: str | None = None,
    **facts: object,
) -> Development:
    made = tuple(Target(one) if isinstance(one, str) else one for one in targets)
    return _development(
        name,
        RecordType.SANCTION,
        day(on) if isinstance(on, str) else on,
        action=action,
        authority=authority,
        targets=made,
        list=next((one.list for one in made), None),
        details=Details(sector=sector),
        **facts,
    )


def announced(
    name: str, on: str, *targets: Target | str, sector: str | None = None, action: Action = Action.EASE
) -> Development:
    return relief(name, on, *targets, action=action, sector=sector, status=Status.ANNOUNCED)


def licensed(name: str, on: str, *targets: Target | str, sector: str | None = None) -> Development:
    return relief(name, on, *targets, action=Action.LICENCE, sector=sector)


def designated(name: str, on: str, *targets: Target | str) -> Development:
    return relief(name, on, *targets, action=Action.DESIGNATE)


def talks(name: str, on: str, *parties: str, kind: str = "meeting", **facts: object) -> Development:
    return _development(
        name, RecordType.CONTACT, day(on), details=Details(kind=kind, parties=parties), **facts
    )


def says(
    development: Development, quote: str, *, page: int = 1, at: int = 0, language: str = "en", name: str = ""
) -> Record:
    """A record of a page that supports the development by this sentence."""
    return Record(
        id=name or development.ties[0].record,
        type=development.type,
        status=development.status,
        source="example_page",
        authority=development.authority,
        agency=None,
        when=development.when,
        rule=f"{language}.{development.type.value}.invented",
        confidence=0.8,
        evidence=(
            Evidence(
                EvidenceRole.STATES,
                "a" * 64,
                datetime(2026, 1, 1, tzinfo=UTC),
                quote,
                at,
                len(quote),
                snapshot=1,
                document=page,
            ),
        ),
        origin=Origin.DEMO,
        summary=quote,
        action=development.action,
        targets=development.targets,
        details=development.details,
    )


def linked(
    developments: Iterable[Development], records: Iterable[Record] = ()
) -> Mapping[tuple[LinkKind, str, str], DevelopmentLink]:
    """The links by kind and ends."""
    found = link(tuple(developments), {one.id: one for one in records}, sectors=SECTORS)
    return {(one.kind, one.earlier, one.later): one for one in found}


def pairs(found: Iterable[tuple[LinkKind, str, str]], kind: LinkKind) -> set[tuple[str, str]]:
    return {(earlier, later) for each, earlier, later in found if each is kind}
