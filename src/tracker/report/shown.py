"""What is shown of a development: values that every face prints, without knowledge of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.model import Action, DateBasis, Effect, Origin, Precision, RecordType, Relation, Status


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim of the article that tells the development, or that it contradicts."""

    id: str
    text: str
    uncertainty: str | None


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One open question of the article that the development touches, and why."""

    id: str
    text: str
    effect: Effect
    why: str
    part: str | None


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence: who published it, when and where we saw it, and how to check it.

    `observed_at` is when the body was fetched, or the day that a rebuilt or published state stands
    for. `sha256` is whole; `quote` is the literal text, None where the evidence is an absence.
    """

    record: str
    source: str
    source_title: str
    publisher: str
    role: str
    observed_at: datetime
    address: str | None
    sha256: str
    origin: Origin
    origin_note: str | None
    quote: str | None
    start: int | None
    length: int | None
    snapshot: int | None

    @property
    def sha256_short(self) -> str:
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class DevelopmentView:
    """All that any face shows of one development.

    `when` is in words, `on`, `after` and `by` are its days; `caveat` stands with every relief;
    `origin_text` says what is not live, None where all is. `count` is how many people or targets it is
    about; `confidence` that of the surest record, from 0 to 1, and `is_confirmed` that a person said so.
    `people` are those who were freed and may be named; `people_withheld` more are named by the sources.
    `withdrawn` says why it stands no more.
    """

    id: str
    type: RecordType
    status: Status
    action: Action | None
    action_words: str
    summary: str
    who: tuple[str, ...]
    uids: tuple[str, ...]
    authority: str | None
    agency: str | None
    list: str | None
    list_title: str | None
    when: str
    basis: DateBasis
    on: date | None
    precision: Precision
    after: date | None
    by: date | None
    programmes: tuple[str, ...]
    still_under: tuple[str, ...]
    relation: Relation
    relation_words: str
    claims: tuple[ClaimLine, ...]
    questions: tuple[QuestionLine, ...]
    evidence: tuple[EvidenceLine, ...]
    origin: Origin
    origin_text: str | None
    caveat: str | None
    notes: tuple[str, ...]
    count: int = 1
    confidence: float = 1.0
    is_confirmed: bool = False
    people: tuple[str, ...] = ()
    people_withheld: int = 0
    withdrawn: str | None = None

    @property
    def sort_day(self) -> date:
        """The day to order by: the official one, else the last that is possible."""
        return self.on or self.by or self.after or date.min
