"""The article as it is shown: command line and site print this one view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.model import Baseline
from tracker.report.article_shown import ArticleView
from tracker.report.claim_standing import claim_standing
from tracker.report.question_standing import Ground, made_of, question_standing


def article_view(baseline: Baseline, ground: Ground) -> ArticleView:
    """Every claim and every question with what has become of it, the developments in order of their days."""
    told = sorted(ground.told, key=lambda one: (one.seen.day, one.seen.id))
    ordered = replace(ground, told=tuple(told))
    standings = {one.id: question_standing(one, ordered) for one in baseline.questions}
    return ArticleView(
        title=baseline.title,
        author=baseline.author,
        publisher=baseline.publisher,
        url=baseline.url,
        as_of=baseline.as_of,
        developments=len(told),
        claims=tuple(claim_standing(claim, told) for claim in baseline.claims),
        questions=tuple(
            replace(standings[one.id], made_of=made_of(one, standings)) for one in baseline.questions
        ),
    )


def only(view: ArticleView, claims: Sequence[str], questions: Sequence[str]) -> ArticleView:
    """The view with only these claims and questions, by their ids."""
    return replace(
        view,
        claims=tuple(one for one in view.claims if one.id in claims),
        questions=tuple(one for one in view.questions if one.id in questions),
    )
