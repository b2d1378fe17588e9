"""One event in the world, out of what sources say of it; what it means for the article and for others."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model.kinds import (
    Action,
    CountRelation,
    Effect,
    LinkKind,
    Origin,
    RecordType,
    Relation,
    Status,
)
from tracker.model.records import NO_DETAILS, Details, Target, When


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a record belongs to a development: `to` is the record that it was found to fit best, None for
    the first record of it."""

    record: str
    score: float
    reason: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class CountClaim:
    """How many there were, as the records `records` say: `of` is what part of all is counted, None for all.

    `voices` are those who say so independently of one another: reposts of one text are one voice.
    """

    value: int
    relation: CountRelation
    records: tuple[str, ...]
    voices: int
    is_official: bool
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Development:
    """One event in the world, out of the records that support it.

    `details` are what the records say together: `details.count` is the number that is shown, `counts` are
    all that were said. `voices` counts independent publishers; `confidence` is that of the surest record.
    """

    id: str
    type: RecordType
    status: Status
    action: Action | None
    authority: str | None
    agency: str | None
    list: str | None
    targets: tuple[Target, ...]
    programmes: tuple[str, ...]
    still_under: tuple[str, ...]
    when: When
    ties: tuple[Tie, ...]
    origin: Origin
    summary: str
    instrument: str | None = None
    details: Details = NO_DETAILS
    counts: tuple[CountClaim, ...] = ()
    voices: int = 1
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class DevelopmentLink:
    """How two developments go together, and why we say so; both stay developments of their own.

    `days` lie between them. `quote` is the sentence of record `record` that says it; None where nobody
    says it and only the facts agree.
    """

    kind: LinkKind
    earlier: str
    later: str
    days: int
    reason: str
    record: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionEffect:
    """A development moves or answers one open question of the article."""

    question: str
    effect: Effect
    why: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class SeenLookAlike:
    """A development that looks like an answer to a question and is none: `text` says what it is."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class ClaimCorrection:
    """What the article says otherwise than the evidence: `field` of a claim, its value and the one found."""

    claim: str
    field: str
    said: str
    found: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a development means for the article."""

    relation: Relation
    claims: tuple[str, ...] = ()
    effects: tuple[QuestionEffect, ...] = ()
    note: str | None = None
    corrections: tuple[ClaimCorrection, ...] = ()
    look_alikes: tuple[SeenLookAlike, ...] = ()
