"""Which open questions a development moves or answers. Look-alikes never count.

A question is touched only through its conditions; what merely looks like an answer has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import Condition, Development, Effect, Question, QuestionEffect
from tracker.text.globs import matching

_STRENGTH = {Effect.MOVES: 0, Effect.ANSWERS: 1}


def effects(development: Development, questions: Sequence[Question]) -> tuple[QuestionEffect, ...]:
    """For each question that it touches the strongest effect, with the part of the question."""
    found = (_strongest(development, question) for question in questions)
    return tuple(effect for effect in found if effect is not None)


def is_met(condition: Condition, development: Development) -> bool:
    """Whether the development is of the kind that the condition describes.

    What a condition leaves open matches anything; one that leaves all open is for a person to
    judge and is never met.
    """
    marks: tuple[tuple[object, bool], ...] = (
        (condition.type, condition.type is development.type),
        (condition.status, condition.status is development.status),
        (condition.actions, development.action in condition.actions),
        (condition.authorities, development.authority in condition.authorities),
        (condition.targets, bool(_keys(development) & set(condition.targets))),
        (condition.programmes, bool(matching(development.programmes, condition.programmes))),
    )
    asked = [fits for asks, fits in marks if asks]
    return bool(asked) and all(asked)


def _strongest(development: Development, question: Question) -> QuestionEffect | None:
    met = [condition for condition in question.conditions if is_met(condition, development)]
    if not met:
        return None
    # `max` keeps the first of equals: the order in the configuration decides.
    best = max(met, key=lambda condition: _STRENGTH[condition.effect])
    return QuestionEffect(question.id, best.effect, best.text, best.part)


def _keys(development: Development) -> set[str]:
    return {f"{target.list}:{target.uid}" for target in development.targets if target.list and target.uid}
