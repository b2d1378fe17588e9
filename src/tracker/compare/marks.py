"""Whether a development is of the kind that marks describe."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from tracker.compare.beginnings import begins_like
from tracker.compare.beside import NOTHING_BESIDE, Beside, is_sure
from tracker.model import Development, Marks, RecordType, Status
from tracker.resolve.span import span_of
from tracker.text.globs import matching


def fits(marks: Marks, development: Development, beside: Beside = NOTHING_BESIDE) -> bool:
    """Whether all marks that are given fit. What is left open fits anything, but no marks fit nothing."""
    answers = [*_of_all(marks, development), *_of_one_type(marks, development)]
    if not answers and not (marks.quoted or marks.min_voices or marks.talks_with):
        return False
    # What needs a look at others comes last: of most developments it is never asked.
    return all(answers) and all(_beside(marks, development, beside))


def _of_all(marks: Marks, development: Development) -> Iterator[bool]:
    country = development.details.country
    if marks.type:
        yield marks.type is development.type
    if marks.status:
        yield marks.status is development.status
    if marks.countries:
        yield country in marks.countries
    if marks.not_countries:
        yield country is not None and country not in marks.not_countries
    if marks.kinds:
        yield development.details.kind in marks.kinds
    if marks.not_kinds:
        yield development.details.kind not in marks.not_kinds
    if marks.officials:
        yield begins_like(development.details.officials, marks.officials)
    if marks.not_officials:
        yield not begins_like(development.details.officials, marks.not_officials)


def _of_one_type(marks: Marks, development: Development) -> Iterator[bool]:
    details = development.details
    if marks.actions:
        yield development.action in marks.actions
    if marks.authorities:
        yield development.authority in marks.authorities
    if marks.agencies:
        yield development.agency in marks.agencies
    if marks.targets:
        yield _share(keys_of(development), marks.targets)
    if marks.named:
        yield begins_like((target.name for target in development.targets), marks.named)
    if marks.names_nobody:
        yield not development.targets
    if marks.programmes:
        yield bool(matching(development.programmes, marks.programmes))
    if marks.sectors:
        yield details.sector in marks.sectors
    if marks.counterparts:
        yield _share(details.counterpart, marks.counterparts)
    if marks.destinations:
        yield _share(details.destination, marks.destinations)
    if marks.parties:
        yield set(marks.parties) <= set(details.parties)
    if marks.places:
        yield begins_like((details.place or "",), marks.places)
    if marks.min_count is not None:
        yield details.count is not None and details.count >= marks.min_count


def _beside(marks: Marks, development: Development, beside: Beside) -> Iterator[bool]:
    if marks.min_voices is not None:
        yield is_sure(development, beside, number=marks.min_voices)
    if marks.quoted:
        yield begins_like(beside.quotes, marks.quoted)
    if marks.talks_with and marks.talks_within_days is not None:
        yield any(
            _is_near(contact, development, marks.talks_with, marks.talks_within_days)
            for contact in beside.contacts
        )


def keys_of(development: Development) -> frozenset[str]:
    """The targets as `list:uid`, as far as a list has them."""
    return frozenset(
        f"{target.list}:{target.uid}" for target in development.targets if target.list and target.uid
    )


def _share(one: Collection[str], other: Collection[str]) -> bool:
    return not set(one).isdisjoint(other)


def _is_near(contact: Development, development: Development, parties: Collection[str], days: int) -> bool:
    """Whether it surely lies so near: what is known only to the month does not."""
    a, b = span_of(contact.when), span_of(development.when)
    return (
        contact.type is RecordType.CONTACT
        and contact.status is Status.ACTUAL
        and _share(contact.details.parties, parties)
        and (max(a.last, b.last) - min(a.first, b.first)).days <= days
    )
