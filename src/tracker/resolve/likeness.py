"""Which records fit which, out of all: found by their keys, each pair once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from tracker.model import Action
from tracker.resolve.keys import keys_of
from tracker.resolve.list_fit import list_fit, publication
from tracker.resolve.page_fit import page_fit
from tracker.resolve.saying import Saying
from tracker.resolve.score import NEARLY, Fit
from tracker.resolve.span import Span, is_between

Pair = tuple[str, str]

_UNDOES: Mapping[Action, tuple[Action, ...]] = {
    Action.DESIGNATE: (Action.DELIST, Action.EASE),
    Action.DELIST: (Action.DESIGNATE,),
    Action.EASE: (Action.DESIGNATE,),
}


def fits_among(sayings: Sequence[Saying]) -> dict[Pair, Fit]:
    """The pairs (ids in their order) that fit, or nearly, and how well. The order makes no difference."""
    undone = _Undone(sayings)
    found: dict[Pair, Fit] = {}
    seen: set[Pair] = set()
    for one, other in _candidates(sayings):
        pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        if pair in seen:
            continue
        seen.add(pair)
        how = likeness(one, other)
        if how is not None and how.score >= NEARLY and not undone.between(one, other):
            found[pair] = how
    return found


def likeness(a: Saying, b: Saying) -> Fit | None:
    """How well two records fit; None where they cannot be one event."""
    one, other = a.record, b.record
    if (one.type, one.status, one.action) != (other.type, other.status, other.action):
        return None
    if one.authority != other.authority:
        return None
    if one.details.country and other.details.country and one.details.country != other.details.country:
        return None
    return list_fit(a, b) if a.is_listed and b.is_listed else page_fit(a, b)


def _candidates(sayings: Iterable[Saying]) -> Iterator[tuple[Saying, Saying]]:
    """Pairs that share a key. The changes of one publication are as many as its first makes pairs of."""
    by_key: defaultdict[str, list[Saying]] = defaultdict(list)
    by_publication: dict[str, Saying] = {}
    for saying in sorted(sayings, key=lambda one: one.id):
        if saying.is_listed and (shared := publication(saying)) is not None:
            first = by_publication.setdefault(_act_of(saying, shared), saying)
            if first is not saying:
                yield first, saying
        for key in keys_of(saying):
            by_key[key].append(saying)
    for same in by_key.values():
        for one, other in combinations(same, 2):
            if not (one.is_listed and other.is_listed and one.entry != other.entry):
                yield one, other


def _act_of(saying: Saying, shared: str) -> str:
    record = saying.record
    return f"{record.status.value} {record.action.value if record.action else ''} {shared}"


class _Undone:
    """The acts on list entries, by which an act on the same entry can have been undone."""

    def __init__(self, sayings: Iterable[Saying]) -> None:
        self._acts: defaultdict[tuple[str, str], list[tuple[Action, Span]]] = defaultdict(list)
        for saying in sayings:
            if saying.entry is not None and saying.record.action is not None:
                self._acts[saying.entry].append((saying.record.action, saying.span))

    def between(self, a: Saying, b: Saying) -> bool:
        """Whether between two acts on one entry lies one that undoes the first."""
        if a.entry is None or a.entry != b.entry or a.record.action is None:
            return False
        undoing = _UNDOES.get(a.record.action, ())
        return any(
            action in undoing and is_between(span, a.span, b.span) for action, span in self._acts[a.entry]
        )
