"""The contacts that a release or a relief came after, by what a source says or by the days alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.model import DevelopmentLink, LinkKind, RecordType, Status
from tracker.resolve.links.apart import Dated, Timeline, lag, nearest
from tracker.resolve.links.ladders import is_relief
from tracker.resolve.links.named import states_in
from tracker.resolve.links.statements import Statement
from tracker.resolve.links.wording import tells_of_talks_before

TALKS_DAYS = 10

# An embassy that reopens and an envoy who is named are no talks.
_TALKS = ("meeting", "visit", "call")


def link_talks(them: Sequence[Dated], said: Iterable[Statement]) -> Iterator[DevelopmentLink]:
    """The links from the last contacts of the same parties to each release and relief."""
    contacts = Timeline(one for one in them if _are_talks(one))
    tell = _telling(said)
    for one in them:
        if one.development.type is RecordType.RELEASE or is_relief(one.development):
            yield from _talks_before(one, contacts, tell.get(one.id))


def _are_talks(one: Dated) -> bool:
    development = one.development
    return (
        development.type is RecordType.CONTACT
        and development.status is Status.ACTUAL
        and development.details.kind in _TALKS
    )


def _telling(said: Iterable[Statement]) -> Mapping[str, Statement]:
    """The surest sentence about each development that tells of talks before it."""
    found: dict[str, Statement] = {}
    for statement in said:
        known = found.get(statement.one.id)
        if known is not None and known.rank <= statement.rank:
            continue
        if tells_of_talks_before(statement.quote, statement.record.rule):
            found[statement.one.id] = statement
    return found


def _talks_before(one: Dated, contacts: Timeline, tells: Statement | None) -> Iterator[DevelopmentLink]:
    parties = _other_parties(one, tells)
    near = [
        contact
        for contact in contacts.near(one, TALKS_DAYS, 0)
        if contact.span.last <= one.span.last and parties & set(contact.development.details.parties)
    ]
    for contact in nearest(one, near):
        reason = (
            "a source says that it came after talks; these were the last ones of the same parties"
            if tells
            else "the same parties had talked before; only the days say so"
        )
        yield DevelopmentLink(
            LinkKind.AFTER_TALKS,
            contact.id,
            one.id,
            lag(contact, one),
            reason,
            record=tells.record.id if tells else None,
            quote=tells.quote if tells else None,
        )


def _other_parties(one: Dated, tells: Statement | None) -> frozenset[str]:
    """With whom it was agreed, as far as anybody says: who eases, who negotiated, whom a sentence names."""
    development = one.development
    if development.authority is not None:
        return frozenset((development.authority,))
    details = development.details
    if details.counterpart or tells is None:
        return frozenset(details.counterpart)
    return states_in(tells.quote, tells.record.rule) - {details.country, *details.destination}
