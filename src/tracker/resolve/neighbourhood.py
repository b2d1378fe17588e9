"""The records that a new one can change something for: those that fit, and all that hang together by that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from tracker.resolve.keys import keys_of
from tracker.resolve.likeness import likeness
from tracker.resolve.saying import Saying
from tracker.resolve.score import SAME_EVENT

ByKeys = Callable[[Collection[str]], Iterable[Saying]]
Bound = Callable[[Collection[str]], Iterable[Saying]]


def neighbourhood(start: Iterable[Saying], by_keys: ByKeys, bound_to: Bound) -> tuple[Saying, ...]:
    """`start` and every record that is tied to it through pairs that fit, or by history.

    `by_keys` gives the records that have one of some keys, `bound_to` those that share a development or a
    decision with one of some records (by id). Resolving these alone gives the same as resolving all.
    """
    reached: dict[str, Saying] = {}
    border = {saying.id: saying for saying in start}
    while border:
        reached |= border
        found = {saying.id: saying for saying in bound_to(list(border))}
        keys = {key for saying in border.values() for key in keys_of(saying)}
        for saying in by_keys(keys):
            if saying.id not in reached and any(_fits(saying, other) for other in border.values()):
                found[saying.id] = saying
        border = {name: saying for name, saying in found.items() if name not in reached}
    return tuple(reached[name] for name in sorted(reached))


def _fits(a: Saying, b: Saying) -> bool:
    if a.entry is not None and a.entry == b.entry:
        return True
    how = likeness(a, b)
    return how is not None and how.score >= SAME_EVENT
