"""Which of the article's claims tell a development, and which it contradicts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.model import Action, Claim, DateBasis, Development, Precision, When
from tracker.resolve.span import gap_days, span_of

# The article's day and the publisher's can differ by one: talks that went past midnight, zones.
_SLACK_DAYS = 1
# An inventory of who stood on a list: it tells no act, but a relief before its date contradicts it.
_LIST_STATE = "list_state"
# What somebody asked for, offered or hoped tells no act either.
_NO_ACTS = frozenset({_LIST_STATE, "context", "reported_offer", "announced_topic", "demand", "implied"})
_RELIEF = frozenset({Action.DELIST, Action.EASE})


def matching_claims(development: Development, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that tell this very development: same type, act, authority, target and day.

    A claim must name a target or a day to be recognised, and what it leaves open matches anything.
    """
    return tuple(
        claim
        for claim in claims
        if claim.claim_kind not in _NO_ACTS
        and claim.type is development.type
        and (claim.targets or claim.on)
        and claim.count != 0
        and _agrees(claim, development)
        and (not claim.targets or _names_target(claim, development))
        and (claim.on is None or _same_day(claim, development.when))
    )


def contradicted_claims(development: Development, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that a development on or before the article's date proves wrong.

    These are: none happened (a claim with the count 0), and: this target stood on the list.
    """
    return tuple(
        claim
        for claim in claims
        if (
            claim.count == 0
            and claim.type is development.type
            and claim.action is not None
            and _agrees(claim, development)
            and (not claim.targets or _names_target(claim, development))
        )
        or (
            claim.claim_kind == _LIST_STATE
            and development.action in _RELIEF
            and claim.authority in {None, development.authority}
            and _names_target(claim, development)
        )
    )


def _agrees(claim: Claim, development: Development) -> bool:
    return claim.action in {None, development.action} and claim.authority in {None, development.authority}


def _names_target(claim: Claim, development: Development) -> bool:
    named = {text.casefold() for text in claim.targets}
    for target in development.targets:
        if target.name.casefold() in named:
            return True
        if target.list and target.uid and f"{target.list}:{target.uid}".casefold() in named:
            return True
    return False


def _same_day(claim: Claim, when: When) -> bool:
    told = span_of(When(DateBasis.OFFICIAL, on=_first_day(claim.on or ""), precision=_precision(claim)))
    return gap_days(told, span_of(when)) <= _SLACK_DAYS


def _first_day(on: str) -> date:
    """The first day of `2025`, `2025-04` or `2025-04-30`. Raises ValueError for anything else."""
    year, month, day = [*map(int, on.split("-")), 1, 1][:3]
    return date(year, month, day)


def _precision(claim: Claim) -> Precision:
    return claim.precision or Precision.DAY
