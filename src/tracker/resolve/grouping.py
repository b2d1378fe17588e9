"""Records that are one event, out of the pairs that fit: the best fit first, and never what is barred.

The outcome follows from the records and their fits alone, not from the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.resolve.likeness import Pair
from tracker.resolve.saying import Saying
from tracker.resolve.score import DECIDED, SAME_EVENT, Fit

IsBarred = Callable[[Saying, Saying], bool]


@dataclass
class Group:
    """The records of one event, and the pairs by which they were joined: one less than there are records."""

    members: list[Saying]
    joints: list[tuple[Pair, Fit]] = field(default_factory=list)


def group(
    sayings: Sequence[Saying],
    fits: Mapping[Pair, Fit],
    is_barred: IsBarred,
    *,
    together: Iterable[Pair] = (),
    apart: Callable[[str, str], bool],
) -> list[Group]:
    """The groups, the members of each in the order of the ids.

    `together` is joined whatever speaks against it; `apart` says of two records whether a person parted
    them, which holds against all else.
    """
    groups = _Groups(sayings)
    for pair in sorted(together):
        groups.join(pair, DECIDED, lambda x, y: apart(x.id, y.id))
    ordered = sorted(
        (pair for pair, fit in fits.items() if fit.score >= SAME_EVENT),
        key=lambda pair: (not fits[pair].certain, -fits[pair].score, pair),
    )
    for pair in ordered:
        groups.join(pair, fits[pair], lambda x, y: is_barred(x, y) or apart(x.id, y.id))
    return groups.all()


class _Groups:
    """Groups, each under a number. What parts two of them parts whatever they grow to: it is asked once."""

    def __init__(self, sayings: Sequence[Saying]) -> None:
        self._number = {saying.id: number for number, saying in enumerate(sayings)}
        self._groups = {number: Group([saying]) for number, saying in enumerate(sayings)}
        self._parted: dict[int, set[int]] = {number: set() for number in self._groups}

    def join(self, pair: Pair, fit: Fit, is_barred: IsBarred) -> None:
        """Makes one group of those of the pair, unless a member of one is barred from the other."""
        one, other = (self._number[name] for name in pair)
        if one == other or other in self._parted[one]:
            return
        into, joined = self._groups[one], self._groups[other]
        if any(is_barred(x, y) for x in into.members for y in joined.members):
            self._parted[one].add(other)
            self._parted[other].add(one)
            return
        into.members += joined.members
        into.joints += [*joined.joints, (pair, fit)]
        self._number |= {saying.id: one for saying in joined.members}
        del self._groups[other]
        for third in self._parted.pop(other):
            self._parted[third].remove(other)
            self._parted[third].add(one)
            self._parted[one].add(third)

    def all(self) -> list[Group]:
        """The groups, the members of each in the order of the ids."""
        for found in self._groups.values():
            found.members.sort(key=lambda one: one.id)
        return list(self._groups.values())
