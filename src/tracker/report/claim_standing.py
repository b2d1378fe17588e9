"""What has become of a claim: told by whom, corrected, told otherwise, overtaken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.compare.claims import contradictions, is_comparable
from tracker.compare.corrections import differences
from tracker.model import Claim, Relation
from tracker.report.article_shown import ClaimStanding, ClaimState, OtherValue
from tracker.report.article_told import Told


def claim_standing(claim: Claim, told: Sequence[Told]) -> ClaimStanding:
    """The claim with the developments that bear on it, in the order in which these are given."""
    about = [one for one in told if claim.id in one.comparison.claims]
    corrected = tuple(other for one in about for other in _corrected(claim, one))
    otherwise = tuple(other for one in about for other in _otherwise(claim, one))
    overtaken = tuple(one.seen for one in told if _is_overtaken(claim, one))
    return ClaimStanding(
        id=claim.id,
        kind=claim.claim_kind,
        text=claim.text,
        where=claim.where,
        on=claim.on,
        quote=claim.quote,
        uncertainty=claim.uncertainty,
        state=_state(claim, is_corrected=bool(corrected), is_otherwise=bool(otherwise)),
        told_by=tuple(one.seen for one in about if one.comparison.relation is Relation.KNOWN),
        corrected=corrected,
        otherwise=otherwise,
        overtaken_by=overtaken,
    )


def _state(claim: Claim, *, is_corrected: bool, is_otherwise: bool) -> ClaimState:
    if is_corrected:
        return ClaimState.CORRECTED
    if is_otherwise:
        return ClaimState.OTHERWISE
    return ClaimState.STANDS if is_comparable(claim) else ClaimState.NOT_COMPARED


def _corrected(claim: Claim, told: Told) -> Iterator[OtherValue]:
    by = {one.correction: one.records for one in differences(claim, told.development)}
    for one in told.comparison.corrections:
        if one.claim == claim.id:
            who = told.publishers_of(by.get(one, ())) or told.seen.publishers
            yield OtherValue(one.field, one.said, one.found, who, told.seen)


def _otherwise(claim: Claim, told: Told) -> Iterator[OtherValue]:
    """What is told otherwise without being sure enough to correct the claim."""
    for one in differences(claim, told.development):
        correction = one.correction
        if correction not in told.comparison.corrections:
            who = told.publishers_of(one.records) or told.seen.publishers
            yield OtherValue(correction.field, correction.said, correction.found, who, told.seen)


def _is_overtaken(claim: Claim, told: Told) -> bool:
    """Whether it would contradict the claim if it did not lie after the article."""
    return told.comparison.relation is Relation.NEW and bool(contradictions(told.development, (claim,)))
