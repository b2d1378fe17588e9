"""Which of the article's claims tell a development, and which it contradicts."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.compare.same_event import is_same_event
from tracker.model import Action, Claim, ClaimCorrection, Development, Target

# An inventory of who stood on a list: it tells no act, but a relief before its date contradicts it.
_LIST_STATE = "list_state"
# What somebody asked for, offered or hoped tells no act either.
_NO_ACTS = frozenset({_LIST_STATE, "context", "reported_offer", "announced_topic", "demand", "implied"})
_RELIEF = {Action.DELIST: "delisted", Action.EASE: "eased"}


def is_comparable(claim: Claim) -> bool:
    """Whether a development can tell or contradict it at all."""
    return claim.type is not None or (claim.claim_kind == _LIST_STATE and bool(claim.targets))


def matching_claims(development: Development, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that tell this very development: same type, act, authority, target and event.

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
        and is_same_event(claim, development)
    )


def contradictions(development: Development, claims: Sequence[Claim]) -> tuple[ClaimCorrection, ...]:
    """What a development on or before the article's date proves wrong: none happened (a claim with the
    count 0), and: this target stood on the list. One that lies after it has overtaken these claims."""
    return tuple(found for claim in claims if (found := _contradiction(claim, development)) is not None)


def _contradiction(claim: Claim, development: Development) -> ClaimCorrection | None:
    if (
        claim.count == 0
        and claim.type is development.type
        and claim.action is not None
        and _agrees(claim, development)
        and (not claim.targets or _names_target(claim, development))
    ):
        return ClaimCorrection(claim.id, "count", "0", str(max(len(development.targets), 1)))
    if claim.claim_kind != _LIST_STATE or claim.authority not in {None, development.authority}:
        return None
    gone = [target.name for target in development.targets if _is_named(claim, target)]
    if not gone or development.action not in _RELIEF:
        return None
    return ClaimCorrection(claim.id, "targets", "listed", f"{_RELIEF[development.action]}: {', '.join(gone)}")


def _agrees(claim: Claim, development: Development) -> bool:
    return claim.action in {None, development.action} and claim.authority in {None, development.authority}


def _names_target(claim: Claim, development: Development) -> bool:
    return any(_is_named(claim, target) for target in development.targets)


def _is_named(claim: Claim, target: Target) -> bool:
    named = {text.casefold() for text in claim.targets}
    is_key = bool(target.list and target.uid) and f"{target.list}:{target.uid}".casefold() in named
    return is_key or target.name.casefold() in named
