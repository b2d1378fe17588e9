"""Whether two lists of written names share a person or a target."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from tracker.resolve.names import (
    SAME_ENTITY,
    SAME_PERSON,
    blocking_keys,
    compare_entities,
    compare_people,
    entity_keys,
    fold_entity,
    parse_person,
)

# People's names have so many words; longer ones are read as companies' only.
_PERSON_WORDS = range(2, 5)


def people_alike(one: Collection[str], other: Collection[str]) -> float:
    """How surely a person of the one is among the other: the likeliest pair, from 0 to 1."""
    return max([_people(a, b) for a in one for b in other], default=0.0)


def same_people(one: Collection[str], other: Collection[str]) -> bool:
    """Whether a person of the one is surely among the other."""
    return people_alike(one, other) >= SAME_PERSON


def distinct_people(names: Collection[str]) -> tuple[str, ...]:
    """The names without those that are surely another spelling of one before them."""
    distinct: list[str] = []
    for name in names:
        if not same_people([name], distinct):
            distinct.append(name)
    return tuple(distinct)


def same_targets(one: Collection[str], other: Collection[str]) -> str | None:
    """A target that both name, as the one writes it."""
    return next((a for a in one for b in other if _targets(a, b)), None)


def target_keys(names: Collection[str]) -> frozenset[str]:
    """Keys of which two spellings of one target share one at least."""
    return frozenset(key for name in names for key in _keys(name))


@lru_cache(maxsize=1 << 16)
def _people(a: str, b: str) -> float:
    return compare_people(parse_person(a), parse_person(b)).score


@lru_cache(maxsize=1 << 16)
def _targets(a: str, b: str) -> bool:
    if compare_entities(fold_entity(a), fold_entity(b)).score >= SAME_ENTITY:
        return True
    return _may_be_person(a) and _may_be_person(b) and _people(a, b) >= SAME_PERSON


@lru_cache(maxsize=1 << 14)
def _keys(name: str) -> frozenset[str]:
    keys = entity_keys(fold_entity(name))
    return keys | blocking_keys(parse_person(name)) if _may_be_person(name) else keys


def _may_be_person(name: str) -> bool:
    return len(name.split()) in _PERSON_WORDS
