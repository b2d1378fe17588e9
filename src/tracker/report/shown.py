"""What is shown of a development: values that every face prints, without knowledge of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.model import (
    Action,
    CountRelation,
    DateBasis,
    Effect,
    LinkKind,
    Origin,
    Precision,
    RecordType,
    Relation,
    Status,
)


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
    for. `sha256` is whole; `quote` is the literal text, None where the evidence is an absence. With a
    `document` (its number) it is a page's: `title`, `language` (of the quote) and the day that it was
    `published` are the page's, and `start` and `length` count characters of its text, or of its title
    (`in_title`). `voice` numbers who says it independently: lines of one number are one voice. It is not
    `is_current` where the page says so no more. It `is_row` where it is a person's row of a register.
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
    document: int | None = None
    title: str | None = None
    language: str | None = None
    published: date | None = None
    in_title: bool = False
    voice: int | None = None
    is_current: bool = True
    is_row: bool = False

    @property
    def sha256_short(self) -> str:
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class CountLine:
    """One number that was said of those freed, with who says it, and whether it contradicts the one shown.

    `of` is what part of all is counted, in words, None for all; `voices` say so independently. It is not
    `is_current` where those who said so (`publishers`) say so no more.
    """

    words: str
    value: int
    relation: CountRelation
    of: str | None
    records: tuple[str, ...]
    publishers: tuple[str, ...]
    voices: int
    is_official: bool
    is_conflict: bool
    is_current: bool = True


@dataclass(frozen=True, slots=True)
class LinkLine:
    """How another development goes together with this one, and why we say so.

    `words` say how, with the days between; `id`, `summary` and `when` are the other's. `quote` is the
    sentence of record `record` that says it; None where only the facts agree. `is_later`: the other one.
    """

    kind: LinkKind
    words: str
    id: str
    summary: str
    when: str
    is_later: bool
    days: int
    reason: str
    record: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class RungLine:
    """One step of the relief of a target: announced, licensed, delisted; `days` lie between it and the step
    below it, None for the first. `is_this`: it is the development that is shown."""

    id: str
    words: str
    when: str
    days: int | None
    is_this: bool


@dataclass(frozen=True, slots=True)
class LadderLine:
    """The steps of the relief of `targets` (those that are shown by name), in `words` and one by one."""

    words: str
    targets: tuple[str, ...]
    rungs: tuple[RungLine, ...]


@dataclass(frozen=True, slots=True)
class OnListLine:
    """How a target that was delisted stands on another list: `found` in one word (resolve.ties.Found).

    `seen_at` is when the list was last seen, None where it was never. `uid` is of the entry there, on it
    `since` a day that rests on `since_basis`, `until` first seen to be gone; `score` and `reason` say why it
    is taken for the same target.
    """

    list: str
    list_title: str
    authority: str
    found: str
    seen_at: datetime | None
    origin: Origin | None
    uid: str | None = None
    since: date | None = None
    since_basis: str | None = None
    until: date | None = None
    score: float | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ElsewhereLine:
    """Where targets are still listed that one authority delisted: in `words`, in `short`, list by list.

    Several targets of which the same is said stand together: `on` is then of each.
    """

    words: str
    short: str
    targets: tuple[str, ...]
    on: tuple[tuple[OnListLine, ...], ...]


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """What the article says otherwise than the evidence: a field of a claim, its value, the one found."""

    claim: str
    field: str
    said: str
    found: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What pages say of a release, a contact or a measure besides what every development has.

    Countries are codes, as `model.Details` has them; officials are in English where that is known.
    `in_words` has each fact with its label, in the order of reading.
    """

    kind: str | None = None
    country: str | None = None
    count: int | None = None
    count_relation: CountRelation | None = None
    subgroups: tuple[tuple[int, str], ...] = ()
    nationalities: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    sector: str | None = None
    instrument: str | None = None
    in_force: date | None = None
    valid_until: date | None = None
    parties: tuple[str, ...] = ()
    place: str | None = None
    in_words: tuple[tuple[str, str], ...] = ()


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class DevelopmentView:
    """All that any face shows of one development.

    `when` is in words, `on`, `after` and `by` are its days; `caveat` stands with every relief;
    `origin_text` says what is not live, None where all is. `count` is how many people or targets it is
    about; `confidence` that of the surest record, from 0 to 1, and `is_confirmed` that a person said so.
    `about` says in a few words who it is about: people counted, parties, targets. `people` are those who were
    freed and may be named; `people_withheld` more are named by the sources. `exchange` is what a source says
    it was exchanged for, as a sentence. `voices` of all `publishers` tell it independently of one another.
    `withdrawn` says why it stands no more. `missing` says that the list change or the official notice which
    should have come with it has not, and `missing_since` when we first knew. `elsewhere`: of a delisting,
    where the targets are still listed.
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
    confidence_words: str = ""
    about: str = ""
    exchange: str | None = None
    facts: Facts = NO_FACTS
    counts: tuple[CountLine, ...] = ()
    conflict: str | None = None
    publishers: tuple[str, ...] = ()
    voices: int = 1
    links: tuple[LinkLine, ...] = ()
    ladders: tuple[LadderLine, ...] = ()
    corrections: tuple[CorrectionLine, ...] = ()
    missing: str | None = None
    missing_since: datetime | None = None
    elsewhere: tuple[ElsewhereLine, ...] = ()

    @property
    def sort_day(self) -> date:
        """The day to order by: the official one, else the last that is possible."""
        return self.on or self.by or self.after or date.min
