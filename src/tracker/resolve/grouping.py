"""Records that are one event, out of the pairs that fit: the best fit first, and never what is barred.

The outcome follows from the records and their fits alone, not from the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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
    apart: Callable[[str, str], bool] | None = None,
) -> list[Group]:
    """The groups, the members of each in the order of the ids.

    `together` is joined whatever speaks against it; `apart` says of two records whether a person parted
    them, which holds against all else; None where nobody was parted.
    """
    by_hand = sorted(together)
    groups = _Groups(sayings, {name for pair in by_hand for name in pair}, apart)
    for pair in by_hand:
        groups.join(pair, DECIDED)
    ordered = sorted(
        (pair for pair, fit in fits.items() if fit.score >= SAME_EVENT),
        key=lambda pair: (not fits[pair].certain, -fits[pair].score, pair),
    )
    for pair in ordered:
        groups.join(pair, fits[pair], is_barred)
    return groups.all()


class _Groups:
    """Groups, each under a number. What parts two of them parts whatever they grow to: it is asked once."""

    def __init__(
        self,
        sayings: Sequence[Saying],
        by_hand: Collection[str],
        apart: Callable[[str, str], bool] | None,
    ) -> None:
        self._by_hand = by_hand
        self._apart = apart
        self._number = {saying.id: number for number, saying in enumerate(sayings)}
        self._groups = {number: Group([saying]) for number, saying in enumerate(sayings)}
        self._parted: dict[int, set[int]] = {number: set() for number in self._groups}

    def join(self, pair: Pair, fit: Fit, is_barred: IsBarred | None = None) -> None:
        """Makes one group of those of the pair, unless members were parted, or one bars the other.

        Whom a person joined differ from one another: they bar only what all of them bar, or what fits the one
        would be kept out by the other.
        """
        one, other = (self._number[name] for name in pair)
        if one == other or other in self._parted[one]:
            return
        into, joined = self._groups[one], self._groups[other]
        if self._are_apart(into, joined, is_barred):
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

    def _are_apart(self, one: Group, other: Group, is_barred: IsBarred | None) -> bool:
        apart = self._apart
        if apart is not None and any(apart(x.id, y.id) for x in one.members for y in other.members):
            return True
        return is_barred is not None and any(
            all(is_barred(x, y) for x in some for y in others)
            for some in self._sides(one)
            for others in self._sides(other)
        )

    def _sides(self, group: Group) -> list[list[Saying]]:
        """Each member by itself, but those together whom a person joined."""
        joined = [one for one in group.members if one.id in self._by_hand]
        sides = [[one] for one in group.members if one.id not in self._by_hand]
        return [*sides, joined] if joined else sides

    def all(self) -> list[Group]:
        """The groups, the members of each in the order of the ids."""
        for found in self._groups.values():
            found.members.sort(key=lambda one: one.id)
        return list(self._groups.values())
