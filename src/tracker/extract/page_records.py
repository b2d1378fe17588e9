"""From what a document states to records: with the source that says it, and where it can be looked up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from tracker.extract.pages.statement import Noticed, Statement, in_words
from tracker.extract.record_id import short_id
from tracker.model import (
    DateBasis,
    Details,
    EntryKind,
    Evidence,
    EvidenceRole,
    Origin,
    Record,
    Source,
    Target,
    When,
)

# Who acts or stands next to it knows it best; who only repeats what others write, least.
_BY_PUBLISHER: Mapping[str, float] = {
    "official": 0.1,
    "independent": 0.05,
    "ngo": 0.05,
    "discovery": -0.1,
}
_NEVER_SURE = 0.99


@dataclass(frozen=True, slots=True)
class Origination:
    """Where a document came from: its address, its number, the stored bytes that it was read from.

    `published` is the day that it states itself; None where that was only guessed.
    """

    url: str
    published: date | None
    document: int
    snapshot: int
    sha256: str
    observed_at: datetime
    origin: Origin


def page_records(
    statements: Iterable[Statement], source: Source, origination: Origination
) -> tuple[Record, ...]:
    """One record for each statement, in their order.

    The id is made of the address, the stated day of publication, the quote and the act, and of nothing that
    a better lexicon would read otherwise (count, names, day): read again, the same sentence gives the same
    record; the same words a week later on a page that goes on under one address give another. A guessed
    day is left out: it may be another at every look. The same page found through two sources gives it once.
    """
    told: Counter[tuple[str | None, ...]] = Counter()
    records = []
    for one in statements:
        said = (
            one.type.value,
            origination.url,
            origination.published.isoformat() if origination.published else None,
            one.status.value,
            one.action.value if one.action else None,
            one.authority or one.country,
            " ".join(one.quote.split()),
            *((one.noticed.key,) if one.noticed and one.noticed.key else ()),
        )
        told[said] += 1
        records.append(_record(one, short_id("r", (*said, told[said])), source, origination))
    return tuple(records)


def _record(one: Statement, name: str, source: Source, origination: Origination) -> Record:
    noticed = one.noticed or Noticed()
    kinds = {**dict.fromkeys(one.firms, EntryKind.ENTITY), **dict(noticed.kinds)}
    sure = one.confidence + _BY_PUBLISHER.get(source.publisher_class, 0.0)
    return Record(
        id=name,
        type=one.type,
        status=one.status,
        source=source.name,
        authority=one.authority,
        agency=one.agency,
        when=_when(one),
        rule=one.rule,
        confidence=round(min(max(sure, 0.0), _NEVER_SURE), 2),
        evidence=(
            Evidence(
                role=EvidenceRole.STATES,
                sha256=origination.sha256,
                observed_at=origination.observed_at,
                quote=one.quote,
                start=one.start,
                length=one.end - one.start,
                snapshot=origination.snapshot,
                document=origination.document,
                in_title=one.is_title,
            ),
            *(_passage(start, quote, origination) for start, quote in noticed.passages),
        ),
        origin=origination.origin,
        summary=in_words(one),
        action=one.action,
        programmes=noticed.programmes or ((one.programme,) if one.programme else ()),
        targets=tuple(Target(target, kinds.get(target)) for target in one.targets),
        instrument=one.instrument,
        details=Details(**{each.name: getattr(one, each.name) for each in fields(Details)}),
    )


def _when(one: Statement) -> When:
    if one.noticed is None:
        return When(DateBasis.STATED, on=one.on, precision=one.precision)
    if one.noticed.after is not None:
        return When(DateBasis.OBSERVED, after=one.noticed.after, by=one.on)
    return When(DateBasis.OFFICIAL, on=one.on, precision=one.precision)


def _passage(start: int, quote: str, origination: Origination) -> Evidence:
    """A further place of the same document."""
    return Evidence(
        role=EvidenceRole.STATES,
        sha256=origination.sha256,
        observed_at=origination.observed_at,
        quote=quote,
        start=start,
        length=len(quote),
        snapshot=origination.snapshot,
        document=origination.document,
    )
