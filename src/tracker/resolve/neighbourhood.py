"""The records that a new one can change something for: those that fit, and all that hang together by that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from tracker.resolve.keys import keys_of
from tracker.resolve.likeness import Compare, likeness
from tracker.resolve.saying import Saying
from tracker.resolve.score import SAME_EVENT

ByKeys = Callable[[Collection[str]], Iterable[Saying]]
Bound = Callable[[Collection[str]], Iterable[Saying]]


def neighbourhood(
    start: Iterable[Saying], by_keys: ByKeys, bound_to: Bound, compare: Compare = likeness
) -> tuple[Saying, ...]:
    """`start` and every record that is tied to it through pairs that fit, or by history.

    `by_keys` gives the records that have one of some keys, `bound_to` those that share a development or a
    decision with one of some records (by id). Resolving these alone gives the same as resolving all;
    `compare` is as `likeness`: what remembers the pairs spares resolve the same work.
    """
    reached: dict[str, Saying] = {}
    border = {saying.id: saying for saying in start}
    while border:
        reached |= border
        found = {saying.id: saying for saying in bound_to(list(border))}
        keys = {key for saying in border.values() for key in keys_of(saying)}
        for saying in by_keys(keys):
            if saying.id not in reached and _fits_one(saying, border.values(), compare):
                found[saying.id] = saying
        border = {name: saying for name, saying in found.items() if name not in reached}
    return tuple(reached[name] for name in sorted(reached))


def _fits_one(saying: Saying, border: Iterable[Saying], compare: Compare) -> bool:
    for other in border:
        if saying.entry is not None and saying.entry == other.entry:
            return True
        how = compare(saying, other)
        if how is not None and how.score >= SAME_EVENT:
            return True
    return False
