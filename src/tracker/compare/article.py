"""A development against the article's date, its claims and its open questions."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.compare.claims import contradicted_claims, matching_claims
from tracker.compare.questions import effects
from tracker.model import Baseline, BaselineList, Comparison, Development, Relation
from tracker.resolve.span import span_of
from tracker.text.dates import day_in_words


def compare(development: Development, baseline: Baseline, lists: Sequence[BaselineList] = ()) -> Comparison:
    """What the development is to the article.

    New where it lies after the article's date, or may: then the note says that it may lie before.
    On or before that date it is known if a claim tells it, a correction if it contradicts one, else
    earlier: the article lacks it. Only what is new moves or answers a question. What is not certain
    about a target's place on its list stands in the note.
    """
    span, as_of = span_of(development.when), baseline.as_of
    doubts = _doubts(development, lists)
    told = matching_claims(development, baseline.claims)
    if span.last > as_of:
        # What stood on the list on the article's date and left it later, left it after the article.
        if span.first < as_of:
            doubts.insert(0, f"it may lie before the article's date, {day_in_words(as_of)}")
        return Comparison(
            Relation.NEW,
            tuple(claim.id for claim in told),
            effects(development, baseline.questions),
            _joined(doubts),
        )
    if told:
        relation, claims = Relation.KNOWN, told
    elif contradicted := contradicted_claims(development, baseline.claims):
        relation, claims = Relation.CORRECTS, contradicted
    else:
        relation, claims = Relation.EARLIER, ()
    doubts += [f"the article: {claim.uncertainty}" for claim in claims if claim.uncertainty]
    return Comparison(relation, tuple(claim.id for claim in claims), (), _joined(doubts))


def _doubts(development: Development, lists: Sequence[BaselineList]) -> list[str]:
    return [
        doubt
        for target in development.targets
        for state in lists
        if state.list == target.list and (doubt := state.uncertain.get(target.uid or ""))
    ]


def _joined(doubts: Sequence[str]) -> str | None:
    return "; ".join(doubt.rstrip(".") for doubt in doubts) or None
