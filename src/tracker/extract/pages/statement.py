"""What a page says about one release, one sanctions measure or one contact; and what was refused.

The fields are those of the record schema; a field that a type does not have stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.model.kinds import Action, Precision, RecordType, Status


class Reason(StrEnum):
    """Why a sentence with a trigger is no record. The last five are named as what they are."""

    DEMAND = "demand"
    PROMISE = "promise"
    CONDITION = "condition"
    NEGATION = "negation"
    RUMOUR = "rumour"
    REFUSAL = "refusal"
    OPINION = "opinion"
    BACKGROUND = "background"
    HISTORY = "history"
    OTHER_COUNTRY = "other_country"
    RE_ARREST = "re_arrest"
    DEATH_IN_CUSTODY = "death_in_custody"
    HOUSE_ARREST = "house_arrest"
    TRANSFER = "transfer"
    EXILE_CONDITION = "exile_condition"


class CountRelation(StrEnum):
    """What a number claims: all of them, at least so many, or a part of a larger group."""

    TOTAL = "total"
    AT_LEAST = "at_least"
    SUBGROUP = "subgroup"


@dataclass(frozen=True, slots=True)
class Subgroup:
    """A part of those freed, as the page counts it: 10 "foreign nationals"."""

    count: int
    of: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a page reports, with the literal sentence that carries it.

    `start` and `end` are offsets of the quote into the document's text; where the quote is the title,
    `is_title` is set and they count from the title's begin. `rule` names the lexicon's rule, `confidence`
    lies between 0 and 1. Names and targets are as written, in the case of the text. `in_force` and
    `valid_until` are the days from which and until which a measure holds.
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
    kind: str | None = None
    country: str | None = None
    count: int | None = None
    count_relation: CountRelation | None = None
    subgroups: tuple[Subgroup, ...] = ()
    names: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    action: Action | None = None
    authority: str | None = None
    agency: str | None = None
    programme: str | None = None
    targets: tuple[str, ...] = ()
    sector: str | None = None
    instrument: str | None = None
    in_force: date | None = None
    valid_until: date | None = None
    parties: tuple[str, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A sentence whose trigger a filter stopped, and why: what a reviewer reads first."""

    quote: str
    rule: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that a document says, and all that it only seems to say."""

    records: tuple[Statement, ...] = ()
    rejected: tuple[Rejected, ...] = ()


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


def _plain(value: object) -> object:
    match value:
        case tuple():
            return [_plain(part) for part in value]
        case Subgroup():
            return {"count": value.count, "of": value.of}
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
        case _:
            return value
