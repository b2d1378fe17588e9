"""What one digest mail says, as values; text, HTML and subject line are made of these alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.report.shown import DevelopmentView
from tracker.report.to_review import ToReview as ToReview


@dataclass(frozen=True, slots=True)
class News:
    """One development that this digest tells for the first time.

    `told_at`: when an immediate notice told it before, None where none did.
    """

    view: DevelopmentView
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing about a development that reads otherwise now: what it is called, before, now."""

    label: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """A development that was told before and of which more, or more exactly, is known now."""

    view: DevelopmentView
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that was told and proved wrong: what we said, when we said it, what is true.

    `said_on` is the local date of the digest (or of the immediate notice, `by_notice`) that said it.
    `now` is the development as it stands, or the one that it became part of; None where nothing of it
    is left. `truth` is one sentence.
    """

    id: str
    said: str
    said_on: date
    by_notice: bool
    truth: str
    now: DevelopmentView | None = None


@dataclass(frozen=True, slots=True)
class QuestionMoved:
    """An open question of the article that new developments touch; `whys`: a development's id, and why.

    `parts` are those parts of it that are answered, where it has parts; empty: `is_answered` is of all.
    """

    id: str
    text: str
    is_answered: bool
    whys: tuple[tuple[str, str], ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """How many developments of one kind there are since the article, of how many in all kinds."""

    label: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One line about sources, lists or the tracker itself; `is_bad` False for a recovery.

    `sources`: how many sources it is about; 0 where it is about the tracker itself.
    """

    words: str
    is_bad: bool = True
    sources: int = 1


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A measure that ends within a week unless it is prolonged."""

    on: date
    words: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class DigestView:
    """All that one digest says. Times are UTC; `zone` is where the reader is.

    `window_start` is None in the very first one, which tells everything since the article. `reached`
    of `enabled` sources were reached since the last digest; `oldest_success` names, of those that were
    not, the one whose last success is longest ago, with that time (None: never). `scope` says in words
    what the digest is limited to ("releases only"), None where it tells everything. `is_only` is False
    where the configuration has other digests beside it: then its name stands in the subject line. `registers`
    has a line for each state of a register of prisoners that was taken in since the last digest.
    """

    digest: str
    subject_title: str
    article_as_of: date
    local_date: date
    zone: str
    window_start: datetime | None
    window_end: datetime
    corrections: tuple[Correction, ...]
    new: tuple[News, ...]
    changed: tuple[Change, ...]
    questions: tuple[QuestionMoved, ...]
    review: tuple[ToReview, ...]
    totals: tuple[Total, ...]
    upcoming: tuple[Upcoming, ...]
    health: tuple[HealthLine, ...]
    reached: int
    enabled: int
    oldest_success: tuple[str, datetime | None] | None
    is_demo: bool
    version: str
    site: str | None = None
    scope: str | None = None
    is_only: bool = True
    registers: tuple[str, ...] = ()

    @property
    def is_first(self) -> bool:
        return self.window_start is None

    @property
    def has_news(self) -> bool:
        """Whether anything in the world is told; the health of the sources is no news."""
        return bool(self.corrections or self.new or self.changed or self.registers)

    @property
    def is_quiet(self) -> bool:
        """Whether one line says all."""
        return not (self.has_news or self.review or self.upcoming or self.health)
