"""Releases, contacts and measures as pages tell them, with invented people; and who says what of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

from invented import midday
from tracker.model import (
    Action,
    CountClaim,
    CountRelation,
    DateBasis,
    Details,
    Development,
    Evidence,
    EvidenceRole,
    Origin,
    Precision,
    Record,
    RecordType,
    Status,
    Target,
    Tie,
    When,
)
from tracker.resolve.saying import Saying

_DETAILS = frozenset(each.name for each in fields(Details))


def stated(day: date, precision: Precision = Precision.DAY) -> When:
    return When(DateBasis.STATED, on=day, precision=precision)


def event(record_type: RecordType, when: date | When, name: str = "d-1", **facts: object) -> Development:
    """A development out of pages: facts that are of its details go there, the others into itself."""
    details = {key: facts.pop(key) for key in list(facts) if key in _DETAILS}
    made = Development(
        id=name,
        type=record_type,
        status=Status.ACTUAL,
        action=None,
        authority=None,
        agency=None,
        list=None,
        targets=(),
        programmes=(),
        still_under=(),
        when=when if isinstance(when, When) else stated(when),
        ties=(Tie(f"{name}-1", 1.0, "the first record of it"),),
        origin=Origin.LIVE,
        summary=f"{record_type.value} {name}",
        details=Details(**details),  # type: ignore[arg-type]
    )
    return replace(made, **facts)  # type: ignore[arg-type]


def release(when: date | When, count: int | None = None, name: str = "d-1", **facts: object) -> Development:
    """A release of Belarus; `said` are the count claims, by default that of one publisher."""
    said = facts.pop("said", None)
    counts = said if said is not None else () if count is None else (told(count),)
    return event(
        RecordType.RELEASE,
        when,
        name,
        **{"country": "BY", "kind": "unspecified", "count": count, "counts": counts} | facts,  # type: ignore[arg-type]
    )


def contact(when: date | When, name: str = "d-1", **facts: object) -> Development:
    return event(
        RecordType.CONTACT,
        when,
        name,
        **{"kind": "meeting", "parties": ("US", "BY")} | facts,  # type: ignore[arg-type]
    )


def measure(
    when: date | When, action: Action, authority: str = "US", *targets: str, **facts: object
) -> Development:
    """A sanctions measure as pages tell it, on targets that no list has been asked about."""
    said = {"action": action, "authority": authority, "targets": tuple(map(Target, targets))}
    return event(RecordType.SANCTION, when, **said | facts)


def told(
    value: int, voices: int = 1, relation: CountRelation = CountRelation.TOTAL, **facts: object
) -> CountClaim:
    made = CountClaim(value, relation, ("d-1-1",), voices, False)
    return replace(made, **facts)  # type: ignore[arg-type]


def saying(
    one: Development, voice: str, quote: str = "A sentence.", *, official: bool = False, number: int = 1
) -> Saying:
    """The development as one publisher tells it; its record has the name of the number-th tie."""
    record = Record(
        id=f"{one.id}-{number}",
        type=one.type,
        status=one.status,
        source="example",
        authority=one.authority,
        agency=one.agency,
        when=one.when,
        rule="en.example",
        confidence=0.8,
        evidence=(Evidence(EvidenceRole.STATES, "a" * 64, midday(date(2025, 8, 1)), quote, 0, len(quote)),),
        origin=Origin.LIVE,
        summary=one.summary,
        details=one.details,
    )
    return Saying(record, voice, is_official=official, address=f"https://{number}.example/")


def told_by(
    one: Development, voices: Sequence[str], quote: str = "A sentence."
) -> tuple[Development, list[Saying]]:
    """The development with a tie and a voice for each publisher, and what they say."""
    ties = tuple(Tie(f"{one.id}-{number}", 1.0, "the same") for number in range(1, len(voices) + 1))
    made = replace(one, ties=ties, voices=len(voices))
    return made, [saying(made, voice, quote, number=number) for number, voice in enumerate(voices, 1)]
