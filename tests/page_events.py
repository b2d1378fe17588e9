"""Invented releases, contacts and measures as pages tell them, for tests."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

from tracker.model import (
    Action,
    CountClaim,
    CountRelation,
    DateBasis,
    Details,
    Development,
    Document,
    Evidence,
    EvidenceRole,
    Grade,
    Origin,
    Record,
    RecordType,
    Snapshot,
    Source,
    SourceKind,
    Status,
    Target,
    Tie,
    When,
)
from tracker.report.evidence_lines import Page

DAY = date(2025, 12, 13)
DETAILS = {one.name for one in fields(Details)}


def event(type_: RecordType, day: date = DAY, *, name: str = "d-1", **facts: object) -> Development:
    """A development of this type; `facts` are its own or those of its details."""
    details = Details(**{key: facts.pop(key) for key in DETAILS & facts.keys()})  # type: ignore[arg-type]
    made = Development(
        id=name,
        type=type_,
        status=Status.ACTUAL,
        action=None,
        authority=None,
        agency=None,
        list=None,
        targets=(),
        programmes=(),
        still_under=(),
        when=When(DateBasis.STATED, on=day),
        ties=(Tie("r-1", 1.0, "the first record of it"),),
        origin=Origin.LIVE,
        summary="",
        details=details,
    )
    return replace(made, **facts)  # type: ignore[arg-type]


def release(count: int | None = 123, day: date = DAY, **facts: object) -> Development:
    relation = None if count is None else CountRelation.TOTAL
    given = {"kind": "unspecified", "country": "BY", "count_relation": relation, **facts}
    return event(RecordType.RELEASE, day, count=count, **given)


def contact(day: date = DAY, **facts: object) -> Development:
    given = {"kind": "meeting", "parties": ("US", "BY"), **facts}
    return event(RecordType.CONTACT, day, **given)


def measure(action: Action, day: date = DAY, **facts: object) -> Development:
    given = {"authority": "US", "country": "BY", **facts}
    return event(RecordType.SANCTION, day, action=action, **given)


def named(*names: str) -> tuple[Target, ...]:
    return tuple(Target(name) for name in names)


def claim(
    value: int,
    *records: str,
    relation: CountRelation = CountRelation.TOTAL,
    of: str | None = None,
    is_official: bool = False,
) -> CountClaim:
    return CountClaim(value, relation, records, len(records), is_official, of)


QUOTES = {
    "en": "Belarus released 123 political prisoners on Saturday.",
    "ru": "Власти Беларуси освободили 123 политзаключённых.",
    "be": "Улады Беларусі вызвалілі 123 палітвязняў.",
}


def told_by(number: int, publisher: str, language: str = "en") -> tuple[Record, Page, Snapshot, Source]:
    """What one publisher's page says, as record `r-NUMBER` of document NUMBER."""
    quote = QUOTES[language]
    source = Source(
        name=f"press_{number}",
        title=f"{publisher}, news",
        kind=SourceKind.INDEX,
        url=f"https://{publisher.lower()}.invalid/",
        enabled=True,
        every=timedelta(hours=1),
        publisher_class="independent",
        languages=(language,),
        terms="invented",
    )
    at = datetime(2025, 12, 13, 15, number, tzinfo=UTC)
    record = Record(
        id=f"r-{number}",
        type=RecordType.RELEASE,
        status=Status.ACTUAL,
        source=source.name,
        authority=None,
        agency=None,
        when=When(DateBasis.STATED, on=DAY),
        rule=f"{language}.release.free-active",
        confidence=0.9,
        evidence=(
            Evidence(
                EvidenceRole.STATES, f"{number}" * 64, at, quote, 40, len(quote), number, document=number
            ),
        ),
        origin=Origin.LIVE,
        summary="release actual: BY",
    )
    url = f"https://{publisher.lower()}.invalid/2025/12/13/freed"
    page = Page(Document(url, f"{publisher} on Saturday", quote, language, DAY), publisher)
    snapshot = Snapshot(
        source.name, "main", at, url, url, 200, (), Grade.OK, sha256=f"{number}" * 64, id=number
    )
    return record, page, snapshot, source
