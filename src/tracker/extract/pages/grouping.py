"""One event told twice on a page is one statement; two events stay two.

Statements are grouped by type, status, country, action, authority and day, releases also by their counts
and people. The best sentence gives the quote; the others add the fields that it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from tracker.extract.pages.statement import CountRelation, Statement
from tracker.model.kinds import Action, Precision, RecordType

# Reports of one event differ by a day over midnight and over zones.
_SAME_DAYS = 3
_TITLE_LAST = 1_000_000
# So many letters of a given name stay the same in every case.
_GIVEN = 3
# From the surest day to the one that is only assumed.
_BASES = ("sentence", "clause", "paragraph", "before", "published")
# The sentence itself names its day.
_NAMED = frozenset({"sentence", "clause"})
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as one sentence gives it. `basis`: where its date stands; `order`: its sentence."""

    statement: Statement
    basis: str
    order: int


def group(drafts: Iterable[Draft]) -> tuple[Statement, ...]:
    """The statements of a page, each event once, in the order in which the page first tells them."""
    groups: list[list[Draft]] = []
    for draft in sorted(drafts, key=lambda one: (one.basis == "published", one.order)):
        home = next((one for one in groups if all(_is_same(draft, other) for other in one)), None)
        if home is None:
            groups.append([draft])
        else:
            home.append(draft)
    groups.sort(key=lambda one: min(_told(draft) for draft in one))
    merged = [_merge(one) for one in groups]
    return tuple(one for at, one in enumerate(merged) if not _is_retold(one, merged[:at]))


def _told(draft: Draft) -> int:
    """When the page tells it: a title shortens what the text says, so it comes last."""
    return draft.order if draft.order >= 0 else _TITLE_LAST


def _is_same(one: Draft, other: Draft) -> bool:
    a, b = one.statement, other.statement
    if a.type is not b.type or a.status is not b.status or a.country != b.country:
        return False
    if not _same_day(one, other):
        return False
    match a.type:
        case RecordType.RELEASE:
            return _same_people(a, b) and not _two_groups(one, other)
        case RecordType.SANCTION:
            same = a.authority == b.authority or None in (a.authority, b.authority)
            return same and _same_action(a.action, b.action) and not _two_licences(a, b)
        case RecordType.CONTACT:
            return set(a.parties) == set(b.parties) and (a.kind == "call") == (b.kind == "call")


def _same_day(one: Draft, other: Draft) -> bool:
    if one.basis == "published" or other.basis == "published":
        return True
    if Precision.DAY not in (one.statement.precision, other.statement.precision):
        return one.statement.on == other.statement.on
    if one.statement.precision is not other.statement.precision:
        return True
    return abs((one.statement.on - other.statement.on).days) <= _SAME_DAYS


def _same_action(a: Action | None, b: Action | None) -> bool:
    return a is b or {a, b} <= {Action.EASE, Action.DELIST} or {a, b} <= {Action.EASE, Action.LICENCE}


def _two_licences(a: Statement, b: Statement) -> bool:
    """Whether two offices license: a general licence of the one, an export licence of the other."""
    licences = a.action is Action.LICENCE and b.action is Action.LICENCE
    return licences and None not in (a.agency, b.agency) and a.agency != b.agency


def _same_people(a: Statement, b: Statement) -> bool:
    """Whether two kinds and counts can be of one group: they differ in both only for two groups."""
    kinds = {a.kind, b.kind} - {"unspecified"}
    counts = {a.count, b.count} - {None}
    return len(kinds) < 2 or len(counts) < 2


def _two_groups(one: Draft, other: Draft) -> bool:
    """Whether two sentences count other people on other days, each naming its day: 14 on Thursday, 30 on
    Friday. "Five of the 37" are of the 37."""
    a, b = one.statement, other.statement
    total = CountRelation.TOTAL
    return (
        one.basis in _NAMED
        and other.basis in _NAMED
        and a.on != b.on
        and a.precision is b.precision is Precision.DAY
        and None not in (a.count, b.count)
        and a.count != b.count
        and _relation(a) is _relation(b) is total
        and not (_has_number(a.quote, b.count) or _has_number(b.quote, a.count))
    )


def _has_number(quote: str, count: int | None) -> bool:
    return str(count) in re.findall(r"\d+", quote)


def _is_retold(one: Statement, earlier: Iterable[Statement]) -> bool:
    """Whether an earlier sentence tells the same with another status: the first to tell it decides.

    "Ambassadors agreed on prolonging": a later "are prolonged by a year" is what they agreed on.
    """
    return any(
        other.status is not one.status
        and other.type is one.type
        and other.country == one.country
        and other.action is one.action
        and other.authority == one.authority
        for other in earlier
    )


def _merge(drafts: list[Draft]) -> Statement:
    best = max(drafts, key=lambda one: (_weight(one), -one.order))
    ordered = [best, *sorted((one for one in drafts if one is not best), key=lambda one: one.order)]
    found = [one.statement for one in ordered]
    dated = min(ordered, key=lambda one: _BASES.index(one.basis)).statement
    counted = _best_count(found)
    targets = _names_of(found, lambda one: one.targets, _is_same_name)
    firms = _union(found, lambda one: one.firms)
    return replace(
        best.statement,
        on=dated.on,
        precision=dated.precision,
        confidence=max(one.confidence for one in found),
        kind=_best_kind(found),
        count=counted.count if counted else None,
        count_relation=counted.count_relation if counted else None,
        subgroups=_union(found, lambda one: one.subgroups),
        names=_names(found, counted),
        nationalities=_union(found, lambda one: one.nationalities),
        destination=_union(found, lambda one: one.destination),
        counterpart=_union(found, lambda one: one.counterpart),
        officials=_names_of(found, lambda one: one.officials, _is_same_surname),
        targets=targets,
        firms=tuple(name for name in targets if any(_is_same_name(name, firm) for firm in firms)),
        action=_best_action(found),
        authority=next((one.authority for one in found if one.authority), None),
        agency=next((one.agency for one in found if one.agency), None),
        programme=next((one.programme for one in found if one.programme), None),
        sector=next((one.sector for one in found if one.sector), None),
        instrument=next((one.instrument for one in found if one.instrument), None),
        in_force=next((one.in_force for one in found if one.in_force), None),
        valid_until=next((one.valid_until for one in found if one.valid_until), None),
        place=next((one.place for one in found if one.place), None),
    )


def _weight(draft: Draft) -> float:
    """The better sentence to quote: dated, counted, in the body, early."""
    statement = draft.statement
    return (
        statement.confidence
        + (0.2 if not statement.is_title else 0.0)
        + (0.05 if statement.names or statement.targets else 0.0)
        - 0.02 * max(draft.order, 0)
    )


def _best_count(found: list[Statement]) -> Statement | None:
    """The most of those who are told of as all; "at least 35" is more careful than a title's "35"."""
    counted = [one for one in found if one.count is not None]
    order = (CountRelation.TOTAL, CountRelation.AT_LEAST, CountRelation.SUBGROUP)
    best = min(counted, key=lambda one: (order.index(_relation(one)), -(one.count or 0)), default=None)
    same = [one for one in counted if best is not None and one.count == best.count]
    careful = (one for one in same if one.count_relation is CountRelation.AT_LEAST)
    return next(careful, best)


def _relation(one: Statement) -> CountRelation:
    return one.count_relation or CountRelation.TOTAL


def _best_kind(found: list[Statement]) -> str | None:
    if found[0].type is RecordType.CONTACT:
        kinds = {one.kind for one in found}
        return next(
            (kind for kind in ("meeting", "call", "visit", "embassy", "envoy") if kind in kinds), None
        )
    return next((one.kind for one in found if one.kind not in (None, "unspecified")), found[0].kind)


def _best_action(found: list[Statement]) -> Action | None:
    actions = {one.action for one in found}
    for action in (Action.DELIST, Action.LICENCE):
        if action in actions:
            return action
    return found[0].action


def _union(found: list[Statement], field: Callable[[Statement], tuple[_T, ...]]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(value for one in found for value in field(one)))


def _names(found: list[Statement], counted: Statement | None) -> tuple[str, ...]:
    """The names of all sentences; no more than were freed, the surest sentence's first."""
    names = _names_of(found, lambda one: one.names, _is_same_name)
    if counted is None or counted.count_relation is not CountRelation.TOTAL:
        return names
    return names[: counted.count]


def _names_of(
    found: list[Statement],
    field: Callable[[Statement], tuple[str, ...]],
    is_same: Callable[[str, str], bool],
) -> tuple[str, ...]:
    """All names once: a surname that stands in a full name, or in another case of it, adds nothing."""
    kept: list[str] = []
    for name in _union(found, field):
        if not any(is_same(name, other) for other in kept):
            kept.append(name)
    return tuple(kept)


def _is_same_name(name: str, other: str) -> bool:
    """The same surname, and the same given name where both have one: father and son are two."""
    one, two = name.lower().split(), other.lower().split()
    alone = len(one) == 1 or len(two) == 1
    return _is_same_surname(name, other) and (alone or _is_same_given(one[0], two[0]))


def _is_same_surname(name: str, other: str) -> bool:
    """The same surname but for its case ending (Тихановского, Тихановский). Before an official's the
    words of the office may stand."""
    a, b = name.split()[-1].lower(), other.split()[-1].lower()
    stem = max(4, min(len(a), len(b)) - 3)
    return a[:stem] == b[:stem]


def _is_same_given(a: str, b: str) -> bool:
    """The same given name in any case, or its first letter."""
    letters = max(1, min(_GIVEN, len(a), len(b)))
    return a[:letters] == b[:letters]
