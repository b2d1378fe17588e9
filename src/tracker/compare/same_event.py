"""Whether a release or a contact is the very event of which a claim tells.

By its day, who took part, how many and who. What one of the two leaves open speaks neither for nor against.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.compare.beginnings import begins_like
from tracker.compare.people import names_one_of
from tracker.model import Claim, CountRelation, DateBasis, Development, Precision, RecordType, When
from tracker.resolve.span import Span, gap_days, span_of

# The article's day and the publisher's can differ by one: talks that went past midnight, zones.
SLACK_DAYS = 1
# A person is freed once: where the same is named, the day may be told wrongly by so many.
_SLACK_DAYS_OF_THE_SAME = 7
# A number that is more than twice the other counts other people.
_SAME_SIZE = 2
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def is_same_event(claim: Claim, development: Development) -> bool:
    """Whether nothing says that they are two events, and their days agree."""
    details = development.details
    shares_people = names_one_of(details.names, claim.people)
    if not shares_people and details.names and _is_complete(claim):
        return False
    if not _may_overlap(details.counterpart, claim.counterparts):
        return False
    if details.country and claim.country not in (None, details.country):
        return False
    slack = _SLACK_DAYS_OF_THE_SAME if shares_people else SLACK_DAYS
    return (
        days_apart(claim, development) <= slack
        and (shares_people or _is_of_a_size(claim, development))
        and (development.type is not RecordType.CONTACT or _is_same_contact(claim, development))
    )


def days_apart(claim: Claim, development: Development) -> int:
    """The days between the development and the nearest that the claim allows; 0 where it names none."""
    told = span_of(development.when)
    return min((gap_days(day, told) for day in days_of(claim)), default=0)


def days_of(claim: Claim) -> Iterable[Span]:
    """The article's day, then others that are told of the same event."""
    return (_span(day) for day in (claim.on, *claim.days) if day is not None)


def _span(day: str) -> Span:
    """The days of `2025`, `2025-04` or `2025-04-30`. Raises ValueError for anything else."""
    year, month, number = [*map(int, day.split("-")), 1, 1][:3]
    return span_of(When(DateBasis.OFFICIAL, on=date(year, month, number), precision=_PRECISIONS[len(day)]))


def _is_complete(claim: Claim) -> bool:
    """Whether the claim names everybody that it counts: then somebody else is another's release."""
    return claim.count is not None and 0 < claim.count <= len(claim.people)


def _may_overlap(told: Iterable[str], said: Iterable[str]) -> bool:
    told, said = set(told), set(said)
    return not told or not said or bool(told & said)


def _is_of_a_size(claim: Claim, development: Development) -> bool:
    said, told = claim.count, development.details.count
    if said is None or told is None or told in (said, *claim.counts):
        return True
    if development.details.count_relation is not CountRelation.TOTAL and told < said:
        return True
    return max(said, told) <= _SAME_SIZE * min(said, told)


def _is_same_contact(claim: Claim, development: Development) -> bool:
    details = development.details
    return (
        (not claim.kinds or details.kind in claim.kinds)
        and (not claim.parties or set(details.parties) <= set(claim.parties))
        and (not claim.officials or not details.officials or begins_like(details.officials, claim.officials))
    )
