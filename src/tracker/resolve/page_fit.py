"""How well two records fit of which a page states one at least: releases, contacts, sanctions.

Day first, then what else they say of it. What one of them leaves out speaks neither for nor against.
"""

from __future__ import annotations

from collections.abc import Collection

from tracker.model import CountRelation, Record, RecordType
from tracker.resolve.list_fit import LAG_DAYS
from tracker.resolve.names import MAY_BE_SAME, SAME_PERSON
from tracker.resolve.same_names import people_alike, same_targets
from tracker.resolve.saying import Saying
from tracker.resolve.score import Fit, weighed
from tracker.resolve.span import gap_days

Mark = tuple[float, str]

_MOST_DAYS = 3
# A window or a month allows many days: that they share one says little.
_CLOSE_DAYS = 3
_ONE_MONTH = 31
# Of two numbers that are both said to be of all, how near they are to be one number told inexactly.
NEAR = 0.8
_REPOST = 0.9
_UNSPECIFIED = frozenset({None, "unspecified", "release"})


def page_fit(a: Saying, b: Saying) -> Fit | None:
    """None where they cannot be one event; they are of one type, status, action and authority."""
    day = _day(a, b)
    if day is None:
        return None
    marks = _marks(a, b)
    if marks is None:
        return None
    found = weighed([day, *marks])
    if a.address is not None and a.address == b.address and not a.documents & b.documents:
        return Fit(max(found.score, _REPOST), f"another version of the same page; {found.reason}")
    return found


def _marks(a: Saying, b: Saying) -> list[Mark] | None:
    match a.record.type:
        case RecordType.RELEASE:
            return _release(a.record, b.record)
        case RecordType.SANCTION:
            return _sanction(a, b)
        case RecordType.CONTACT:
            return _contact(a.record, b.record)


def are_barred(a: Saying, b: Saying) -> bool:
    """Whether they can never be one event, whatever else is tied to them: one page tells both apart, or
    one list shows them at two times."""
    if a.documents & b.documents:
        return _tells_apart(a.record, b.record) or gap_days(a.span, b.span) > 0
    if a.is_listed and b.is_listed:
        if a.entry == b.entry:
            return gap_days(a.span, b.span) > LAG_DAYS
        return a.record.source == b.record.source and gap_days(a.span, b.span) > 0
    return _are_others(a.record, b.record)


def _day(a: Saying, b: Saying) -> Mark | None:
    gap = gap_days(a.span, b.span)
    if gap > _MOST_DAYS:
        return None
    width = max(a.span.days, b.span.days)
    if width > _ONE_MONTH:
        return 0.15, "its day lies in the time that the other allows"
    if width > _CLOSE_DAYS:
        return (0.25, "its day lies in the time that the other allows") if gap == 0 else None
    match gap:
        case 0:
            return 0.45, "the same day"
        case 1:
            return 0.4, "one day apart"
        case _:
            return 0.2, f"{gap} days apart"


# ------------------------------------------------------------------ releases


def _release(a: Record, b: Record) -> list[Mark] | None:
    one, other = a.details, b.details
    if _are_others(a, b):
        return None
    return [
        _counts(a, b),
        _people(one.names, other.names, 0.35),
        _kinds(one.kind, other.kind),
        _overlap(one.destination, other.destination, 0.1, -0.1, "destination"),
        _overlap(one.counterpart, other.counterpart, 0.1, -0.05, "counterpart"),
        _people(one.officials, other.officials, 0.1),
    ]


def _counts(a: Record, b: Record) -> Mark:
    one, other = a.details.count, b.details.count
    if one is None or other is None:
        return 0.0, ""
    exact = {CountRelation.TOTAL, None}
    relations = (a.details.count_relation, b.details.count_relation)
    low, high = sorted((one, other))
    said = f"{low} and {high} people"
    if low == high:
        return 0.3, f"both {low} people" if low > 1 else "both one person"
    if _is_part(a, b) or _is_part(b, a):
        return 0.2, f"{low} of {high} people"
    if relations == (CountRelation.AT_LEAST, CountRelation.AT_LEAST):
        return (0.2, said) if low >= high * NEAR else (0.0, said)
    if CountRelation.AT_LEAST in relations:
        least = one if relations[0] is CountRelation.AT_LEAST else other
        if least == low and low >= high * NEAR:
            return 0.25, f"more than {low} people, and {high}"
        return (0.0, said) if least == low else (-0.2, said)
    if set(relations) <= exact:
        if high - low == 1 and low > 1:
            return 0.2, said
        if low >= high * NEAR:
            return 0.0, f"{said}, both are kept"
        return -0.25, said
    return 0.0, said


def _is_part(a: Record, b: Record) -> bool:
    """Whether `a` counts a part of those whom `b` counts."""
    part, whole = a.details, b.details
    if part.count is None or whole.count is None or part.count >= whole.count:
        return False
    return (
        part.count_relation is CountRelation.SUBGROUP
        or is_of_nationality(a)
        or any(each.count == part.count for each in whole.subgroups)
    )


def is_of_nationality(record: Record) -> bool:
    """Whether it counts the people of some nationality, not all: "six Lithuanians"."""
    details = record.details
    foreign = [one for one in details.nationalities if one != details.country]
    return details.count is not None and len(foreign) > 0 and len(details.nationalities) == len(foreign)


def _are_others(a: Record, b: Record) -> bool:
    """Whether they name other people, and each all of its own."""
    if a.type is not RecordType.RELEASE:
        return False
    one, other = a.details, b.details
    if not (one.names and other.names):
        return False
    all_named = len(one.names) == (one.count or 1) and len(other.names) == (other.count or 1)
    return (
        all_named
        and len(one.names) == len(other.names)
        and people_alike(one.names, other.names) < MAY_BE_SAME
    )


def _tells_apart(a: Record, b: Record) -> bool:
    """Whether a page that states both means two events."""
    one, other = a.details, b.details
    if (a.action, a.status) != (b.action, b.status):
        return True
    if a.type is RecordType.RELEASE:
        known = _UNSPECIFIED.isdisjoint({one.kind, other.kind})
        return _counts(a, b)[0] < 0 or (known and one.kind != other.kind)
    return a.type is RecordType.CONTACT and one.kind != other.kind


def _kinds(one: str | None, other: str | None) -> Mark:
    if one == other:
        return 0.1, "" if one in _UNSPECIFIED else f"both: {one}"
    if one in _UNSPECIFIED or other in _UNSPECIFIED:
        return 0.05, ""
    return _other_kinds(one, other)


def _other_kinds(one: str | None, other: str | None) -> Mark:
    return -0.1, " and ".join(sorted(filter(None, (one, other))))


# ------------------------------------------------------------------ sanctions


def _sanction(a: Saying, b: Saying) -> list[Mark]:
    one, other = a.record, b.record
    return [
        _targets(a, b),
        _overlap(_words(one.details.sector), _words(other.details.sector), 0.2, -0.05, "sector"),
        _overlap(_words(one.instrument), _words(other.instrument), 0.3, -0.2, "instrument"),
        _overlap(one.programmes, other.programmes, 0.1, 0.0, "programme"),
    ]


def _targets(a: Saying, b: Saying) -> Mark:
    one, other = _target_names(a), _target_names(b)
    if not one and not other:
        return 0.1, "neither names a target"
    if not one or not other:
        return 0.1, ""
    if shared := same_targets(one, other):
        return 0.35, f"same target: {shared}"
    return -0.1, "other targets"


def _target_names(saying: Saying) -> tuple[str, ...]:
    return (*(target.name for target in saying.record.targets), *saying.aliases)


# ------------------------------------------------------------------ contacts


def _contact(a: Record, b: Record) -> list[Mark] | None:
    one, other = a.details, b.details
    parties = set(one.parties) & set(other.parties)
    if one.parties and other.parties and len(parties) < min(len(set(one.parties)), len(set(other.parties))):
        return None
    return [
        _people(one.officials, other.officials, 0.3, -0.15),
        (0.15, f"both: {one.kind}") if one.kind == other.kind else _other_kinds(one.kind, other.kind),
        _overlap(_words(one.place), _words(other.place), 0.1, -0.05, "place"),
    ]


# ------------------------------------------------------------------ what all share


def _people(one: Collection[str], other: Collection[str], same: float, others: float = 0.0) -> Mark:
    if not one or not other:
        return 0.0, ""
    alike = people_alike(one, other)
    if alike >= SAME_PERSON:
        return same, "people of the same name"
    return (0.0, "") if alike >= MAY_BE_SAME else (others, "")


def _overlap(one: Collection[str], other: Collection[str], same: float, others: float, what: str) -> Mark:
    if not one or not other:
        return 0.0, ""
    if {text.casefold() for text in one} & {text.casefold() for text in other}:
        return same, f"same {what}"
    return others, f"another {what}"


def _words(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()
