"""What a page says about one release, one sanctions measure or one contact; and what was refused.

The fields are those of the record schema; a field that a type does not have stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.model.kinds import Action, EntryKind, Precision, RecordType, Status
from tracker.model.kinds import CountRelation as CountRelation
from tracker.model.kinds import Reason as Reason
from tracker.model.records import Details
from tracker.model.records import Subgroup as Subgroup


@dataclass(frozen=True, slots=True)
class Noticed:
    """What an official notice says exactly of its act, beside what every statement has.

    `programmes` are the tags of the list, `kinds` what its targets are, by their names. `passages` are
    further literal places that carry it, each with its offset into the text: the names under a heading.
    Of an absence `after` is the last day on which it was not yet; `key` tells it from another absence.
    """

    programmes: tuple[str, ...] = ()
    kinds: tuple[tuple[str, EntryKind], ...] = ()
    passages: tuple[tuple[int, str], ...] = ()
    after: date | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Details):
    """One thing that a page reports, with the literal sentence that carries it.

    `start` and `end` are offsets of the quote into the document's text; where the quote is the title,
    `is_title` is set and they count from the title's begin. `rule` names the lexicon's rule, `confidence`
    lies between 0 and 1. Names and targets are as written, in the case of the text; of `firms` among the
    targets the page says that they are firms. `in_force` and `valid_until` are the days from which and
    until which a measure holds. `noticed` is set where who acts says it in an official notice: `on` is
    then the official day.
    """

    type: RecordType
    status: Status
    rule: str
    quote: str
    start: int
    end: int
    is_title: bool
    on: date
    precision: Precision = Precision.DAY
    confidence: float = 0.0
    action: Action | None = None
    authority: str | None = None
    agency: str | None = None
    programme: str | None = None
    targets: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    instrument: str | None = None
    noticed: Noticed | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A sentence whose trigger a filter stopped, and why: what a reviewer reads first.

    `start` is its offset, as a statement's.
    """

    quote: str
    rule: str
    reason: Reason
    start: int
    is_title: bool


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that a document says, and all that it only seems to say."""

    records: tuple[Statement, ...] = ()
    rejected: tuple[Rejected, ...] = ()


_DATE_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}
# Which fields a record of each type has besides the common ones, in the order in which they are printed.
_FIELDS = {
    RecordType.RELEASE: ("kind", "country"),
    RecordType.SANCTION: ("action", "authority", "agency", "programme", "targets", "sector", "country"),
    RecordType.CONTACT: ("kind", "parties", "officials", "place"),
}
_AFTER_DATE = {
    RecordType.RELEASE: (
        "count",
        "count_relation",
        "subgroups",
        "names",
        "nationalities",
        "destination",
        "counterpart",
        "officials",
    ),
    RecordType.SANCTION: ("instrument", "in_force", "valid_until"),
    RecordType.CONTACT: (),
}


def statement_json(statement: Statement) -> dict[str, object]:
    """The statement in the record schema, with its rule, offsets and confidence at the end."""
    shown: dict[str, object] = {"type": statement.type.value, "status": statement.status.value}
    shown |= {name: _plain(getattr(statement, name)) for name in _FIELDS[statement.type]}
    shown |= {"date": statement.on.isoformat(), "date_precision": statement.precision.value}
    shown |= {name: _plain(getattr(statement, name)) for name in _AFTER_DATE[statement.type]}
    return shown | {
        "quote": statement.quote,
        "start": statement.start,
        "end": statement.end,
        "in_title": statement.is_title,
        "rule": statement.rule,
        "confidence": statement.confidence,
    }


def in_words(statement: Statement) -> str:
    """The statement's main fields on one line: "release actual: pardon, BY, 14 people, 2025-11-20"."""
    what = statement.action.value if statement.action else statement.kind
    what = None if what == "unspecified" else what
    who = statement.authority or statement.country or "–".join(statement.parties)
    count = f"{statement.count} people" if statement.count else None
    when = statement.on.isoformat()[: _DATE_LENGTHS[statement.precision]]
    said = ", ".join(part for part in (what, who, count, when) if part)
    return f"{statement.type.value} {statement.status.value}: {said}"


def _plain(value: object) -> object:
    match value:
        case tuple():
            return [_plain(part) for part in value]
        case Subgroup():
            where = {"destination": value.destination} if value.destination else {}
            return {"count": value.count, "of": value.of, **where}
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case _:
            return value
