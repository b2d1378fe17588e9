"""What a digest says, passage by passage: the one form that its text and its HTML are both made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.report import digest_phrases as phrases
from tracker.report.addresses import development_page
from tracker.report.confirmed import confirmed_by
from tracker.report.digest import Change, Correction, HealthLine, News, QuestionMoved, ToReview, Upcoming
from tracker.report.digest_acts import capital, counted
from tracker.report.lines import (
    claim_in_words,
    correction_in_words,
    elsewhere_label,
    ladder_label,
    link_in_words,
    look_in_words,
    looks,
    role_in_words,
    rows_in_words,
    shown_links,
    source_in_words,
)
from tracker.report.phrases import FETCHED
from tracker.report.shown import DevelopmentView, EvidenceLine, QuestionLine
from tracker.text.dates import day_in_words, minute_in_zone

# One entry of a list may be as long as its author likes; it must not push the others out of the mail.
_LONGEST_WORDS = 1000
_MOST_SOURCES = 5
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """Words, where they lead (`address`), what they are (`label`), and what stands below them.

    `is_strong`: they must not be overlooked.
    """

    words: str
    label: str | None = None
    address: str | None = None
    under: tuple[str, ...] = ()
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing that is told: its headline, what belongs to it, and in smaller print how it is known.

    `mark` stands before the headline. `command` is never broken into lines. `day` is that of the
    development, None where there is none or it is not known.
    """

    headline: str
    lines: tuple[Line, ...] = ()
    proof: tuple[Line, ...] = ()
    mark: str = ""
    command: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom it is told: their zone (IANA), and where the site stands, if there is one."""

    zone: str
    site: str | None


def news_passage(news: News, reader: Reader) -> Passage:
    """A development that is told for the first time, or was told at once before."""
    told: tuple[Line, ...] = ()
    if news.told_at is not None:
        when = minute_in_zone(news.told_at, reader.zone)
        told = (Line(phrases.TOLD_AT_ONCE.format(when=when, zone=reader.zone)),)
    return _development(news.view, reader, (*told, *_standing(news.view)))


def change_passage(change: Change, reader: Reader) -> Passage:
    """A development that reads otherwise now."""
    changes = tuple(
        Line(phrases.CHANGE.format(before=_short(one.before), now=_short(one.now)), capital(one.label))
        for one in change.changes
    )
    said = {one.now for one in change.changes}
    unsaid = (line for line in _standing(change.view) if line.words not in said)
    return _development(change.view, reader, (*changes, *unsaid))


def correction_passage(correction: Correction, reader: Reader) -> Passage:
    """What we said and when, what is true, and how the development stands now, if it does."""
    said = phrases.SAID_AT_ONCE if correction.by_notice else phrases.SAID_IN_DIGEST
    now = correction.now
    stands = (Line(_short(now.summary), phrases.AS_IT_STANDS), *_standing(now)) if now else ()
    proof = _proof(now, reader) if now else ()
    if now is None or now.id != correction.id:
        proof = (*proof, _identity(correction.id, reader, phrases.TOLD_AS))
    return Passage(
        headline=said.format(day=day_in_words(correction.said_on), said=_short(correction.said)),
        lines=(Line(_short(correction.truth), phrases.TRUE_IS, is_strong=True), *stands),
        proof=proof,
        day=_day(now) if now else None,
    )


def question_passage(moved: QuestionMoved, who: Mapping[str, str]) -> Passage:
    """An open question, and for each reason the developments that gave it; `who` names them by id."""
    headline = phrases.QUESTION_ANSWERED if moved.is_answered else phrases.QUESTION_MOVED
    if moved.is_answered and moved.parts:
        headline = phrases.QUESTION_ANSWERED_IN_PART
    by_reason: dict[str, list[str]] = {}
    for development, why in moved.whys:
        by_reason.setdefault(why, []).append(development)
    return Passage(
        headline=headline.format(text=_short(moved.text), parts=", ".join(moved.parts)),
        mark=moved.id,
        lines=tuple(
            Line(_short(why), under=tuple(_named(developments, who)))
            for why, developments in by_reason.items()
        ),
    )


def register_passage(words: str) -> Passage:
    """One state of a register of prisoners, in numbers."""
    return Passage(_short(words))


def review_passage(review: ToReview) -> Passage:
    """What a person has to look at, why, and the command for it."""
    return Passage(_short(review.what), (Line(_short(review.why)),), command=review.command)


def upcoming_passage(upcoming: Upcoming) -> Passage:
    """A measure that ends soon, with the address that says so."""
    headline = phrases.ENDS.format(day=day_in_words(upcoming.on), words=_short(upcoming.words))
    proof = (Line(upcoming.url, phrases.SOURCE, upcoming.url),) if upcoming.url else ()
    return Passage(headline, proof=proof)


def health_passage(line: HealthLine) -> Passage:
    """A line about sources; trouble is marked, a recovery is not."""
    return Passage(_short(line.words), mark="!" if line.is_bad else "")


def _development(view: DevelopmentView, reader: Reader, lines: tuple[Line, ...]) -> Passage:
    headline = f"{view.summary}. {view.exchange}" if view.exchange else view.summary
    return Passage(_short(headline), lines, _proof(view, reader), day=_day(view))


def _standing(view: DevelopmentView) -> Iterator[Line]:
    """When it was, what it is to the article, and what must not be overlooked."""
    effects = ", ".join(_effect(effect) for effect in view.questions)
    yield Line(view.when)
    yield Line(f"{view.relation_words}; {effects}" if effects else view.relation_words)
    for claim in view.claims:
        yield Line(_short(claim_in_words(claim)), phrases.ARTICLE.format(claim=claim.id))
    for correction in view.corrections:
        yield Line(_short(correction_in_words(correction)), correction.claim, is_strong=True)
    if view.conflict:
        yield Line(_short(capital(view.conflict)), is_strong=True)
    for ladder in view.ladders:
        yield Line(ladder.words, _short(ladder_label(view, ladder)))
    for one in view.elsewhere:
        yield Line(_short(one.words), _short(elsewhere_label(view, one)))
    for link in shown_links(view):
        yield Line(_short(link_in_words(link)), capital(link.words))
    for note in view.notes:
        yield Line(_short(note), phrases.NOTE)


def _effect(question: QuestionLine) -> str:
    part = f" ({question.part})" if question.part else ""
    return f"{question.effect.value} {question.id}{part}"


def _proof(view: DevelopmentView, reader: Reader) -> tuple[Line, ...]:
    # What was seen of several targets in one state, or stands at several places of a page, is told once.
    sources: dict[tuple[str, str | None, bool], dict[str, None]] = {}
    for evidence, rows in looks(view.evidence):
        look = f"{role_in_words(evidence)}: {look_in_words(evidence)}{rows_in_words(rows)}"
        sources.setdefault(_place(evidence), {})[look] = None
    lines = [_source(*place, found) for place, found in sources.items()]
    more = len(lines) - _MOST_SOURCES
    if more > 0:
        lines[_MOST_SOURCES:] = [Line(f"tracker evidence {view.id}", counted(more, phrases.MORE_SOURCES))]
    if any(evidence.document is not None for evidence in view.evidence):
        lines.append(Line(_short(" ".join(confirmed_by(view)))))
    if view.origin_text:
        lines.append(Line(view.origin_text, phrases.ORIGIN))
    return (*lines, _identity(view.id, reader))


def _place(evidence: EvidenceLine) -> tuple[str, str | None, bool]:
    """What the source is called, where it leads, and whether it was fetched there."""
    words = _short(source_in_words(evidence))
    if evidence.document is None and evidence.publisher != evidence.source_title:
        words = phrases.PUBLISHED_BY.format(title=words, publisher=_short(evidence.publisher))
    return words, evidence.address, evidence.origin in FETCHED


def _source(words: str, address: str | None, is_fetched: bool, looks: Iterable[str]) -> Line:
    return Line(
        words if address else f"{words} ({phrases.NO_ADDRESS})",
        phrases.SOURCE if is_fetched else phrases.STANDS_FOR,
        address,
        tuple(looks),
    )


def _identity(development: str, reader: Reader, label: str | None = None) -> Line:
    page = development_page(reader.site, development) if reader.site else None
    return Line(development, label, page)


def _named(developments: list[str], who: Mapping[str, str]) -> Iterator[str]:
    for development in developments[:_MOST_NAMED]:
        yield f"{who[development]} ({development})" if development in who else development
    if (more := len(developments) - _MOST_NAMED) > 0:
        yield phrases.MORE_DEVELOPMENTS.format(number=more)


def _day(view: DevelopmentView) -> date | None:
    return view.sort_day if view.sort_day > date.min else None


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"
