"""Which open questions a development moves or answers. Look-alikes never count.

A question is touched only through its conditions, and not at all by what one of its look-alikes describes.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.compare.beside import NOTHING_BESIDE, Beside
from tracker.compare.marks import fits
from tracker.model import Development, Effect, LookAlike, Question, QuestionEffect, SeenLookAlike

_STRENGTH = {Effect.MOVES: 0, Effect.ANSWERS: 1}


def effects(
    development: Development, questions: Sequence[Question], beside: Beside = NOTHING_BESIDE
) -> tuple[QuestionEffect, ...]:
    """For each question that it touches the strongest effect, with the part of the question."""
    found = (_strongest(development, question, beside) for question in questions)
    return tuple(effect for effect in found if effect is not None)


def look_alikes(
    development: Development, questions: Sequence[Question], beside: Beside = NOTHING_BESIDE
) -> tuple[SeenLookAlike, ...]:
    """The questions to which it only seems to be an answer, and what it is instead."""
    return tuple(
        SeenLookAlike(question.id, found.text)
        for question in questions
        if (found := _look_alike(development, question, beside)) is not None
    )


def _strongest(development: Development, question: Question, beside: Beside) -> QuestionEffect | None:
    met = [condition for condition in question.conditions if fits(condition, development, beside)]
    if not met or _look_alike(development, question, beside) is not None:
        return None
    # `max` keeps the first of equals: the order in the configuration decides.
    best = max(met, key=lambda condition: _STRENGTH[condition.effect])
    return QuestionEffect(question.id, best.effect, best.text, best.part)


def _look_alike(development: Development, question: Question, beside: Beside) -> LookAlike | None:
    """What is refused already becomes no development: nothing is to be recognised there."""
    recognisable = (one for one in question.look_alikes if not one.refused)
    return next((one for one in recognisable if fits(one, development, beside)), None)
