"""What was exchanged for what, where a source says so; what only falls on the same days.

A release and a relief of one counterpart are `exchanged_for` where a sentence says that the one was given
for the other. Which relief is meant follows from the sentence: both were read from it, or the page tells
the other before, or it is the only one that fits. Else they coincide at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.model import DevelopmentLink, LinkKind, RecordType, Sector, Status
from tracker.resolve.links.apart import Dated, Timeline, in_order, lag, nearest
from tracker.resolve.links.ladders import is_relief
from tracker.resolve.links.named import states_in
from tracker.resolve.links.statements import Statement
from tracker.resolve.links.targets import keys_in, keys_of
from tracker.resolve.links.wording import Exchange, Said, exchange_in

EXCHANGE_DAYS = 14
COINCIDENCE_DAYS = 7

_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![\w])")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement that says of a release and a relief that they were exchanged."""

    release: Dated
    relief: Dated
    statement: Statement


def link_exchanges(
    them: Sequence[Dated], said: Sequence[Statement], sectors: tuple[Sector, ...]
) -> Iterator[DevelopmentLink]:
    """The links `exchanged_for`, and `coincides_with` between those that nobody says it of."""
    releases = Timeline(filter(_is_release, them))
    reliefs = Timeline(one for one in them if is_relief(one.development))
    said = [one for one in said if _is_release(one.one) or is_relief(one.one.development)]
    read = [(one, exchange) for one in said if (exchange := exchange_in(one.quote, one.record.rule))]
    denied = {one.one.id for one, exchange in read if exchange.said is Said.DENIED}
    told: dict[Pair, _Told] = {}
    of_page = _by_document(said) if read else {}
    for statement, exchange in read:
        sides = (releases, reliefs) if _is_release(statement.one) else (reliefs, releases)
        for other in _others(statement, exchange, sides, of_page, sectors):
            release, relief = (statement.one, other) if _is_release(statement.one) else (other, statement.one)
            pair = release.id, relief.id
            found = _Told(release, relief, statement)
            if pair not in told or statement.rank < told[pair].statement.rank:
                told[pair] = found
    for found in told.values():
        yield _exchange_link(found, denied)
    for release in them:
        if _is_release(release):
            yield from _coincidences(release, reliefs, told.keys())


def _is_release(one: Dated) -> bool:
    return one.development.type is RecordType.RELEASE


def _others(
    statement: Statement,
    exchange: Exchange,
    sides: tuple[Timeline, Timeline],
    of_page: Mapping[int, Sequence[Statement]],
    sectors: tuple[Sector, ...],
) -> tuple[Dated, ...]:
    """Which developments of the other side the sentence means; none where that cannot be told.

    `sides` are the statement's own side and the other one. Who is far off in time is not meant.
    """
    own, near = (
        {one.id: one for one in side.near(statement.one, EXCHANGE_DAYS, EXCHANGE_DAYS)} for side in sides
    )
    page = of_page.get(statement.document, ()) if statement.document is not None else ()
    match exchange.said:
        case Said.DENIED:
            return ()
        case Said.FOR_WHAT_STANDS_BEFORE:
            nearby = own.keys() | near.keys()
            before = [one for one in page if one.place < statement.place and one.one.id in nearby]
            last = max((one.place for one in before), default=None)
            meant = {one.one.id for one in before if one.place == last}
            return tuple(near[name] for name in meant & near.keys()) if len(meant) == 1 else ()
        case Said.BOTH:
            shared = sorted({one.one.id for one in page if one.place == statement.place} & near.keys())
            if shared:
                return tuple(near[name] for name in shared)
            fitting = _fitting(statement, exchange, near.values(), sectors)
            on_page = {one.one.id for one in page}
            return _only_ones(statement.one, [one for one in fitting if one.id in on_page] or fitting)


def _only_ones(one: Dated, fitting: Sequence[Dated]) -> tuple[Dated, ...]:
    """The nearest of them, if they are of one day and one authority."""
    found = nearest(one, fitting)
    is_clear = len({(each.span, each.development.authority) for each in found}) == 1
    return tuple(sorted(found, key=lambda each: each.id)) if is_clear else ()


def _fitting(
    statement: Statement, exchange: Exchange, others: Iterable[Dated], sectors: tuple[Sector, ...]
) -> list[Dated]:
    """Those that the sentence can speak of: counterpart, target and number do not differ."""
    named = states_in(statement.quote, statement.record.rule)
    meant = keys_in(exchange.given or statement.quote, sectors)
    numbers = {int(found) for found in _NUMBER.findall(exchange.given)}
    found = []
    for other in others:
        if other.development.type is RecordType.RELEASE:
            fits = _is_with(other, statement.one, named) and _is_counted(other, numbers)
        else:
            keys = keys_of(other.development, sectors) if meant else meant
            fits = _is_with(statement.one, other, named) and (not meant or bool(meant & keys))
        if fits:
            found.append(other)
    return found


def _is_with(release: Dated, relief: Dated, named: frozenset[str]) -> bool:
    """Whether the authority is the counterpart, by the sentence and by what is known of the release.

    Where neither names one there is none: somebody's relief is always near.
    """
    freed, authority = release.development.details, relief.development.authority
    named -= {freed.country, *freed.destination, *freed.nationalities}
    told = [states for states in (named, freed.counterpart) if states]
    return bool(told) and all(authority in states for states in told)


def _is_counted(release: Dated, numbers: set[int]) -> bool:
    counts = {claim.value for claim in release.development.counts} | {release.development.details.count}
    return not numbers or counts == {None} or bool(numbers & counts)


def _by_document(said: Iterable[Statement]) -> Mapping[int, Sequence[Statement]]:
    pages: dict[int, list[Statement]] = {}
    for one in said:
        if one.document is not None:
            pages.setdefault(one.document, []).append(one)
    return pages


def _exchange_link(found: _Told, denied: set[str]) -> DevelopmentLink:
    earlier, later = in_order(found.release, found.relief)
    statement = found.statement
    reason = "a source says that the one was given for the other"
    if denied & {found.release.id, found.relief.id}:
        reason += "; another says that it was not"
    return DevelopmentLink(
        LinkKind.EXCHANGED_FOR,
        earlier.id,
        later.id,
        lag(earlier, later),
        reason,
        record=statement.record.id,
        quote=statement.quote,
    )


def _coincidences(release: Dated, reliefs: Timeline, told: Iterable[Pair]) -> Iterator[DevelopmentLink]:
    """The nearest relief of each authority that can be the release's counterpart."""
    development = release.development
    # Who has served a term is freed by no talks, and what is announced has not coincided with anything.
    if development.status is not Status.ACTUAL or development.details.kind == "term_end":
        return
    counterparts = development.details.counterpart
    by_authority: dict[str, list[Dated]] = {}
    for relief in reliefs.near(release, COINCIDENCE_DAYS, COINCIDENCE_DAYS):
        authority = relief.development.authority
        if authority is not None and (not counterparts or authority in counterparts):
            by_authority.setdefault(authority, []).append(relief)
    for authority, near in sorted(by_authority.items()):
        for relief in nearest(release, near):
            if (release.id, relief.id) in told:
                continue
            earlier, later = in_order(release, relief)
            yield DevelopmentLink(
                LinkKind.COINCIDES_WITH,
                earlier.id,
                later.id,
                lag(earlier, later),
                f"only their days agree: release and relief by {authority}",
            )
