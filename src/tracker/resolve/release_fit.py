"""How well two records of releases fit: how many, who, how, and where they went."""

from __future__ import annotations

from tracker.model import CountRelation, Record
from tracker.resolve.marks import Mark, overlap_mark, people_mark
from tracker.resolve.names import MAY_BE_SAME
from tracker.resolve.places import places_so_counted
from tracker.resolve.same_names import people_alike, same_people

# Of two numbers that are both said to be of all, how near they are to be one number told inexactly.
NEAR = 0.8
_EXACT = frozenset({CountRelation.TOTAL, None})
_UNSPECIFIED = frozenset({None, "unspecified", "release"})


def release_marks(a: Record, b: Record) -> list[Mark] | None:
    """None where they freed other people."""
    one, other = a.details, b.details
    if name_others(a, b):
        return None
    return [
        count_mark(a, b),
        people_mark(one.names, other.names, 0.35),
        kinds_mark(one.kind, other.kind),
        overlap_mark(one.destination, other.destination, 0.1, -0.1, "destination"),
        overlap_mark(one.counterpart, other.counterpart, 0.1, -0.05, "counterpart"),
        people_mark(one.officials, other.officials, 0.1),
    ]


def count_mark(a: Record, b: Record) -> Mark:
    """How far their numbers can be of one release: equal, told roughly, a part, or another number."""
    one, other = a.details.count, b.details.count
    if one is None or other is None:
        return 0.0, ""
    if one == other:
        return 0.3, f"both {one} people" if one > 1 else "both one person"
    relations = (a.details.count_relation, b.details.count_relation)
    low, high = (one, other) if one < other else (other, one)
    said = f"{low} and {high} people"
    if _is_told_part(a, b) or _is_told_part(b, a):
        return 0.3, f"{low} of {high} people, as both say"
    if _is_part(a, b) or _is_part(b, a):
        return 0.2, f"{low} of {high} people"
    if relations == (CountRelation.AT_LEAST, CountRelation.AT_LEAST):
        return (0.2, said) if low >= high * NEAR else (0.0, said)
    if CountRelation.AT_LEAST in relations:
        least = one if relations[0] is CountRelation.AT_LEAST else other
        if least == low and low >= high * NEAR:
            return 0.25, f"more than {low} people, and {high}"
        return (0.0, said) if least == low else (-0.2, said)
    if _EXACT.issuperset(relations):
        if high - low == 1 and low > 1:
            return 0.2, said
        if low >= high * NEAR or is_of_some(a) or is_of_some(b):
            return 0.0, f"{said}, both are kept"
        return -0.25, said
    return 0.0, said


def _is_told_part(a: Record, b: Record) -> bool:
    """Whether `a` counts a part that `b` counts too."""
    part, whole = a.details, b.details
    return part.count != whole.count and any(each.count == part.count for each in whole.subgroups)


def _is_part(a: Record, b: Record) -> bool:
    """Whether `a` counts a part of those whom `b` counts."""
    part, whole = a.details, b.details
    if part.count is None or whole.count is None or part.count >= whole.count or is_of_some(b):
        return False
    here = places_so_counted(a)
    is_of_one_place = bool(here) and here < frozenset(whole.destination)
    is_named = len(part.names) == part.count and same_people(part.names, whole.names)
    return is_of_some(a) or is_of_one_place or is_named


def is_of_some(record: Record) -> bool:
    """Whether it counts some of those freed, not all: "six Lithuanians", "14 foreigners"."""
    details = record.details
    if details.count is None or details.count_relation is CountRelation.AT_LEAST:
        return False
    if details.count_relation is CountRelation.NAMED:
        return True
    is_foreign = len(details.nationalities) == 1 and details.nationalities[0] != details.country
    return (
        details.count_relation is CountRelation.SUBGROUP
        or is_foreign
        or any(part.destination is None and part.count == details.count for part in details.subgroups)
    )


def contradict(a: Record, b: Record) -> bool:
    """Whether both say how many there were of all, and mean other releases by it."""
    if is_of_some(a) or is_of_some(b):
        return False
    return count_mark(a, b)[0] < 0


def name_others(a: Record, b: Record) -> bool:
    """Whether they name other people, and each all of its own."""
    one, other = a.details, b.details
    if not (one.names and other.names):
        return False
    if not len(one.names) == len(other.names) == one.count == other.count:
        return False
    return people_alike(one.names, other.names) < MAY_BE_SAME


def are_of_other_kinds(a: Record, b: Record) -> bool:
    """Whether both say how it came, and say it otherwise."""
    kinds = {a.details.kind, b.details.kind}
    return _UNSPECIFIED.isdisjoint(kinds) and len(kinds) > 1


def kinds_mark(one: str | None, other: str | None) -> Mark:
    """How far both tell of the same kind of release."""
    if one == other:
        return 0.1, "" if one in _UNSPECIFIED else f"both: {one}"
    if one in _UNSPECIFIED or other in _UNSPECIFIED:
        # Terms end every day: whoever is not said to have served one was hardly freed by that.
        return (0.0, "") if "term_end" in (one, other) else (0.05, "")
    return -0.1, " and ".join(sorted((one or "", other or "")))
