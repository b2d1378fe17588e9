"""A development against the article's date, its claims and its open questions."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.compare.beside import Beside, beside, is_sure
from tracker.compare.claims import contradictions, matching_claims
from tracker.compare.corrections import Difference, differences
from tracker.compare.questions import effects, look_alikes
from tracker.model import (
    Baseline,
    BaselineList,
    Claim,
    Comparison,
    Development,
    Relation,
    Status,
)
from tracker.resolve.saying import Saying
from tracker.resolve.span import span_of
from tracker.text.dates import day_in_words


def compare(
    development: Development,
    baseline: Baseline,
    lists: Sequence[BaselineList] = (),
    *,
    sayings: Sequence[Saying] = (),
    contacts: Sequence[Development] = (),
) -> Comparison:
    """What the development is to the article.

    New where it lies after the article's date, or may: then the note says that it may lie before.
    On or before that date it is known if a claim tells it, a correction if it contradicts one, else
    earlier: the article lacks it. Only what is new moves or answers a question.

    `sayings` are its records with their publishers; without them no day and no kind is corrected, and nothing
    is recognised by a quote. `contacts` are the talks near it. What is not certain (a target's place on its
    list, a value that a single source tells otherwise) stands in the note and corrects nothing.
    """
    known = beside(development, sayings, contacts)
    span, as_of = span_of(development.when), baseline.as_of
    doubts = _doubts(development, lists)
    told = matching_claims(development, baseline.claims)
    if span.last > as_of:
        # What stood on the list on the article's date and left it later, left it after the article.
        if span.first < as_of:
            doubts.insert(0, f"it may lie before the article's date, {day_in_words(as_of)}")
        return Comparison(
            Relation.NEW,
            _ids(told),
            effects(development, baseline.questions, known),
            _joined(doubts),
            look_alikes=look_alikes(development, baseline.questions, known),
        )
    if told:
        return _known(development, told, known, doubts)
    return _untold(development, baseline, known, doubts)


def _known(
    development: Development, told: Sequence[Claim], known: Beside, doubts: Sequence[str]
) -> Comparison:
    found: list[Difference] = []
    if development.status is Status.ACTUAL:
        # What was only said to be coming contradicts nothing that came.
        found = [one for claim in told for one in differences(claim, development, known)]
    sure = tuple(one.correction for one in found if one.is_sure)
    corrected = {one.claim for one in sure}
    doubts = [*doubts, *(one.in_words for one in found if not one.is_sure)]
    return Comparison(
        Relation.CORRECTS if sure else Relation.KNOWN,
        tuple(claim.id for claim in told if not corrected or claim.id in corrected),
        note=_joined(doubts),
        corrections=sure,
    )


def _untold(development: Development, baseline: Baseline, known: Beside, doubts: Sequence[str]) -> Comparison:
    """What no claim tells: the article lacks it, or denies it."""
    found = contradictions(development, baseline.claims) if development.status is Status.ACTUAL else ()
    names = [one.claim for one in found]
    denied = [claim for claim in baseline.claims if claim.id in names]
    if not found:
        return Comparison(Relation.EARLIER, note=_joined(doubts))
    if not is_sure(development, known):
        # The claim is not shown beside it: what is contested of it stands here alone.
        doubts = [*doubts, *(f"the article: {claim.uncertainty}" for claim in denied if claim.uncertainty)]
        single = f"a single source contradicts the article's {', '.join(names)}"
        return Comparison(Relation.EARLIER, note=_joined([single, *doubts]))
    return Comparison(Relation.CORRECTS, _ids(denied), note=_joined(doubts), corrections=found)


def _doubts(development: Development, lists: Sequence[BaselineList]) -> list[str]:
    return [
        doubt
        for target in development.targets
        for state in lists
        if state.list == target.list and (doubt := state.uncertain.get(target.uid or ""))
    ]


def _ids(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)


def _joined(doubts: Sequence[str]) -> str | None:
    return "; ".join(doubt.rstrip(".") for doubt in doubts) or None
