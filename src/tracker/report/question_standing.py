"""What has become of a question: what touches it, what only looks so, what is measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.compare.measures import contacts_by_month, freed_by_month, pair_gestures
from tracker.model import DevelopmentLink, Effect, LookAlike, Measure, Question, Reason, RecordType
from tracker.report.article_shown import (
    MonthLine,
    NotCounted,
    PairLine,
    PartStanding,
    QuestionStanding,
    QuestionState,
    RefusedPage,
    Touch,
)
from tracker.report.article_told import Told

# So many of the pages with refused sentences are named; all are counted.
_LATEST = 3


@dataclass(frozen=True, slots=True)
class RefusedSentence:
    """A sentence that was refused, without its words: of which type its rule is, why, on which page."""

    type: RecordType
    reason: Reason
    page: RefusedPage


@dataclass(frozen=True, slots=True)
class Ground:
    """What questions are asked of: the developments, how they go together, what was refused, with whom
    the subject's country deals."""

    told: Sequence[Told]
    links: Sequence[DevelopmentLink] = ()
    refused: Sequence[RefusedSentence] = ()
    counterpart: str | None = None


def question_standing(question: Question, ground: Ground) -> QuestionStanding:
    """The question with the developments that bear on it; the questions that it is made of come later."""
    touches = tuple(
        Touch(one.seen, effect.effect, effect.why, effect.part)
        for one in ground.told
        for effect in one.comparison.effects
        if effect.question == question.id
    )
    parts = tuple(
        PartStanding(name, text, _part_state(name, touches)) for name, text in question.parts.items()
    )
    return QuestionStanding(
        id=question.id,
        text=question.text,
        where=question.where,
        state=_state(question, touches, parts),
        parts=parts,
        touches=touches,
        not_counted=tuple(_not_counted(question, one, ground) for one in question.look_alikes),
        for_reader=tuple(one.text for one in question.for_reader),
        measure=question.measure,
        pairs=_pairs(ground) if Measure.RELEASE_RELIEF_PAIRS in question.measures else (),
        months=tuple(_months(question.measures, ground)),
        trap=question.trap,
    )


def made_of(question: Question, standings: Mapping[str, QuestionStanding]) -> tuple[PartStanding, ...]:
    """How the questions stand that bear on this one."""
    others = (standings[name] for name in question.made_of)
    return tuple(PartStanding(one.id, one.text, one.state) for one in others)


def _state(question: Question, touches: Sequence[Touch], parts: Sequence[PartStanding]) -> QuestionState:
    if question.measure:
        return QuestionState.JUDGEMENT
    answers = [one for one in touches if one.effect is Effect.ANSWERS]
    is_whole = bool(parts) and all(part.state is QuestionState.ANSWERED for part in parts)
    if is_whole or any(one.part is None for one in answers):
        return QuestionState.ANSWERED
    if answers:
        return QuestionState.IN_PART
    return QuestionState.MOVED if touches else QuestionState.OPEN


def _part_state(name: str, touches: Sequence[Touch]) -> QuestionState:
    effects = {one.effect for one in touches if one.part == name}
    if Effect.ANSWERS in effects:
        return QuestionState.ANSWERED
    return QuestionState.MOVED if effects else QuestionState.OPEN


def _not_counted(question: Question, look_alike: LookAlike, ground: Ground) -> NotCounted:
    seen = tuple(
        one.seen
        for one in ground.told
        for other in one.comparison.look_alikes
        if (other.question, other.text) == (question.id, look_alike.text)
    )
    refused = [
        one.page
        for one in ground.refused
        if one.reason in look_alike.refused and look_alike.type in (None, one.type)
    ]
    return NotCounted(look_alike.text, seen, len(refused), tuple(dict.fromkeys(refused))[:_LATEST])


def _pairs(ground: Ground) -> tuple[PairLine, ...]:
    seen = {one.development.id: one.seen for one in ground.told}
    gestures = [one.development for one in ground.told if one.comparison.effects]
    return tuple(
        PairLine(
            seen[pair.release],
            seen[pair.relief],
            pair.days,
            pair.is_exact,
            pair.link.reason if pair.link else None,
            pair.link.quote if pair.link else None,
        )
        for pair in pair_gestures(gestures, ground.links, ground.counterpart)
    )


def _months(measures: Iterable[Measure], ground: Ground) -> Iterable[MonthLine]:
    """Only what counts for some question is counted: no term that ended, no other country's prisoners."""
    counted = [one.development for one in ground.told if one.comparison.effects]
    found = [
        *(freed_by_month(counted) if Measure.FREED_BY_MONTH in measures else ()),
        *(contacts_by_month(counted, ground.counterpart) if Measure.CONTACTS_BY_MONTH in measures else ()),
    ]
    return (MonthLine(one.month, one.what, one.number) for one in found)
