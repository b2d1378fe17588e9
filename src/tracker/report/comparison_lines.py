"""What a development means for the article, as lines: its claims, its open questions, what it has wrong."""

from __future__ import annotations

from tracker.model import Baseline, Comparison
from tracker.report.shown import ClaimLine, CorrectionLine, QuestionLine


def claim_lines(comparison: Comparison, baseline: Baseline) -> tuple[ClaimLine, ...]:
    """The claims that tell the development, or that it contradicts."""
    return tuple(
        ClaimLine(claim.id, claim.text, claim.uncertainty)
        for claim in baseline.claims
        if claim.id in comparison.claims
    )


def question_lines(comparison: Comparison, baseline: Baseline) -> tuple[QuestionLine, ...]:
    """The open questions that it moves or answers."""
    questions = {question.id: question for question in baseline.questions}
    return tuple(
        QuestionLine(
            effect.question,
            questions[effect.question].text if effect.question in questions else "",
            effect.effect,
            effect.why,
            effect.part,
        )
        for effect in comparison.effects
    )


def correction_lines(comparison: Comparison) -> tuple[CorrectionLine, ...]:
    """What the claims say otherwise than the evidence."""
    return tuple(CorrectionLine(one.claim, one.field, one.said, one.found) for one in comparison.corrections)
