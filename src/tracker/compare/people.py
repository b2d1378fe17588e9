"""Whether a page names somebody of whom a claim tells."""

from __future__ import annotations

from collections.abc import Collection

from tracker.model import ClaimPerson


def names_one_of(names: Collection[str], people: Collection[ClaimPerson]) -> bool:
    """Whether one of `names`, as pages write them, is one of `people`."""
    return any(_is(name, person) for name in names for person in people)


def _is(name: str, person: ClaimPerson) -> bool:
    folded = _folded(name)
    if folded in map(_folded, person.not_forms):
        return False
    return folded in map(_folded, (person.name, *person.forms))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
