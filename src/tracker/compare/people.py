"""Whether a page names somebody of whom a claim tells."""

from __future__ import annotations

from collections.abc import Collection

from tracker.model import ClaimPerson
from tracker.resolve.names import SAME_PERSON
from tracker.resolve.same_names import people_alike


def names_one_of(names: Collection[str], people: Collection[ClaimPerson]) -> bool:
    """Whether one of `names`, as pages write them, is surely one of `people`."""
    return any(_is(name, person) for name in names for person in people)


def _is(name: str, person: ClaimPerson) -> bool:
    """In whatever script and case; not where it is at least as much like somebody else's name."""
    likeness = people_alike([name], (person.name, *person.forms))
    return likeness >= SAME_PERSON and likeness > people_alike([name], person.not_forms)
