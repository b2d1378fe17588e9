"""What pages say, as values: of invented people and publishers."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tracker.model import (
    Action,
    CountRelation,
    DateBasis,
    Details,
    Evidence,
    EvidenceRole,
    Origin,
    Precision,
    Record,
    RecordType,
    Status,
    Target,
    When,
)
from tracker.resolve.saying import Saying


def stated(on: date, precision: Precision = Precision.DAY) -> When:
    return When(DateBasis.STATED, on=on, precision=precision)


def said(
    name: str,
    on: date,
    *,
    voice: str | None = None,
    of_type: RecordType = RecordType.RELEASE,
    status: Status = Status.ACTUAL,
    action: Action | None = None,
    authority: str | None = None,
    targets: tuple[str, ...] = (),
    official: bool = False,
    current: bool = True,
    documents: frozenset[int] = frozenset(),
    address: str | None = None,
    quote: str = "Belarus freed people.",
    prints: frozenset[int] = frozenset(),
    precision: Precision = Precision.DAY,
    **details: object,
) -> Saying:
    """A page's record: `details` are the fields of Details; a count is of all unless it says otherwise."""
    if "count" in details:
        details.setdefault("count_relation", CountRelation.TOTAL)
    record = Record(
        id=name,
        type=of_type,
        status=status,
        source="example",
        authority=authority,
        agency=None,
        when=stated(on, precision),
        rule="example",
        confidence=0.9,
        evidence=(
            Evidence(EvidenceRole.STATES, "a" * 64, datetime(2025, 9, 12, tzinfo=UTC), quote, 0, len(quote)),
        ),
        origin=Origin.LIVE,
        summary="people freed",
        action=action,
        targets=tuple(Target(target) for target in targets),
        details=Details(country="BY", **details),  # type: ignore[arg-type]
    )
    return Saying(
        record,
        voice=voice or f"{name}.invalid",
        is_official=official,
        address=address or f"https://{name}.invalid/",
        is_current=current,
        documents=documents,
        prints=prints,
    )
