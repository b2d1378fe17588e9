"""What is shown of the article: its claims and questions with what has become of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.model import Effect, Origin


class ClaimState(StrEnum):
    """What has become of a claim. What tells no act (a demand, an opinion) is not compared with any."""

    NOT_COMPARED = "not compared"
    STANDS = "stands"
    OTHERWISE = "told otherwise"
    CORRECTED = "corrected"


class QuestionState(StrEnum):
    """What has become of a question. A judgement has no answer: it is only measured."""

    OPEN = "open"
    MOVED = "moved"
    IN_PART = "answered in part"
    ANSWERED = "answered"
    JUDGEMENT = "a judgement, not ours to make"


@dataclass(frozen=True, slots=True)
class Seen:
    """A development as it is cited: what, when, who publishes it, one sentence of evidence and where it is.

    `quote` is None where the evidence is an absence, and an entry as it stands on its list where it
    `is_of_a_list`. `origin_text` says what is not live.
    """

    id: str
    day: date
    when: str
    summary: str
    publishers: tuple[str, ...]
    quote: str | None
    address: str | None
    origin: Origin
    origin_text: str | None
    notes: tuple[str, ...] = ()
    caveat: str | None = None
    is_of_a_list: bool = False


@dataclass(frozen=True, slots=True)
class OtherValue:
    """A value of a claim, and the one that is told instead; `by` are those who tell it."""

    field: str
    said: str
    found: str
    by: tuple[str, ...]
    seen: Seen


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """A claim: who tells the same, what corrects it, what contradicts it without being sure, and what
    happened after the article that has overtaken it."""

    id: str
    kind: str
    text: str
    where: tuple[str, ...]
    on: str | None
    quote: str | None
    uncertainty: str | None
    state: ClaimState
    told_by: tuple[Seen, ...] = ()
    corrected: tuple[OtherValue, ...] = ()
    otherwise: tuple[OtherValue, ...] = ()
    overtaken_by: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Touch:
    """A development that moves or answers a question, and why."""

    seen: Seen
    effect: Effect
    why: str
    part: str | None


@dataclass(frozen=True, slots=True)
class PartStanding:
    """A part of a question."""

    name: str
    text: str
    state: QuestionState


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """A page with a sentence of a kind that is refused."""

    published: date
    source_title: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A look-alike: the developments that are one, and the latest of the pages that told such a thing."""

    text: str
    seen: tuple[Seen, ...] = ()
    refused: int = 0
    latest: tuple[RefusedPage, ...] = ()


@dataclass(frozen=True, slots=True)
class PairLine:
    """A release and a relief with the days between, and what a source says of the two."""

    release: Seen
    relief: Seen
    days: int
    is_exact: bool
    reason: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A number of a month."""

    month: date
    what: str
    number: int


@dataclass(frozen=True, slots=True)
class QuestionStanding:
    """A question: what touches it, what only looks so, what is measured, and what only a reader can tell."""

    id: str
    text: str
    where: tuple[str, ...]
    state: QuestionState
    parts: tuple[PartStanding, ...] = ()
    touches: tuple[Touch, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    for_reader: tuple[str, ...] = ()
    measure: str | None = None
    pairs: tuple[PairLine, ...] = ()
    months: tuple[MonthLine, ...] = ()
    made_of: tuple[PartStanding, ...] = ()
    trap: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The article and what has become of it. `developments` counts all that is recorded."""

    title: str
    author: str
    publisher: str
    url: str | None
    as_of: date
    developments: int
    claims: tuple[ClaimStanding, ...]
    questions: tuple[QuestionStanding, ...]
