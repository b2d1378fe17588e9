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
    owner = {saying.id: Group([saying]) for saying in sayings}

    def join(pair: Pair, fit: Fit, forbidden: IsBarred) -> None:
        one, other = owner[pair[0]], owner[pair[1]]
        if one is other or any(forbidden(x, y) for x in one.members for y in other.members):
            return
        one.members += other.members
        one.joints += [*other.joints, (pair, fit)]
        for saying in other.members:
            owner[saying.id] = one

    for pair in sorted(together):
        join(pair, DECIDED, lambda x, y: apart(x.id, y.id))
    ordered = sorted(
        (pair for pair, fit in fits.items() if fit.score >= SAME_EVENT),
        key=lambda pair: (not fits[pair].certain, -fits[pair].score, pair),
    )
    for pair in ordered:
        join(pair, fits[pair], lambda x, y: is_barred(x, y) or apart(x.id, y.id))
    groups = {id(found): found for found in owner.values()}
    for found in groups.values():
        found.members.sort(key=lambda one: one.id)
    return list(groups.values())
