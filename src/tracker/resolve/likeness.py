"""Which records fit which, out of all: found by their keys, each pair once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tracker.model import Action
from tracker.resolve.keys import keys_of
from tracker.resolve.list_fit import LAG_DAYS, list_fit, publication
from tracker.resolve.page_fit import MOST_DAYS, page_fit
from tracker.resolve.saying import Saying
from tracker.resolve.score import NEARLY, Fit
from tracker.resolve.span import Span, gap_days, is_between

Pair = tuple[str, str]
Compare = Callable[[Saying, Saying], Fit | None]

_UNDOES: Mapping[Action, tuple[Action, ...]] = {
    Action.DESIGNATE: (Action.DELIST, Action.EASE),
    Action.DELIST: (Action.DESIGNATE,),
    Action.EASE: (Action.DESIGNATE,),
}


class Likenesses:
    """As `likeness`; each pair is worked out once, however often and by whomever it is asked."""

    def __init__(self) -> None:
        self._known: dict[Pair, Fit | None] = {}

    def __call__(self, a: Saying, b: Saying) -> Fit | None:
        # Most pairs that share a key end here: that is no more work the second time than to remember it.
        # What a register says otherwise of a person may be of any other day.
        is_of_one_register = a.register is not None and a.register == b.register
        days = LAG_DAYS if a.is_listed and b.is_listed else MOST_DAYS
        if not is_of_one_register and gap_days(a.span, b.span) > days:
            return None
        # In the order of the ids, so that the words are the same whoever asked first.
        one, other = (a, b) if a.id < b.id else (b, a)
        pair = one.id, other.id
        if pair not in self._known:
            self._known[pair] = likeness(one, other)
        return self._known[pair]


def fits_among(sayings: Sequence[Saying], compare: Compare) -> dict[Pair, Fit]:
    """The pairs (ids in their order) that fit, or nearly, and how well. The order makes no difference.

    `compare` is `likeness`, or what remembers the pairs that it was asked for before.
    """
    undone = _Undone(sayings)
    found: dict[Pair, Fit] = {}
    for one, other in candidates(sayings):
        how = compare(one, other)
        if how is not None and how.score >= NEARLY and not undone.between(one, other):
            found[one.id, other.id] = how
    return found


def likeness(a: Saying, b: Saying) -> Fit | None:
    """How well two records fit; None where they cannot be one event."""
    one, other = a.record, b.record
    if one.type is not other.type or one.status is not other.status or one.action is not other.action:
        return None
    if one.authority != other.authority:
        return None
    if one.details.country and other.details.country and one.details.country != other.details.country:
        return None
    return list_fit(a, b) if a.is_listed and b.is_listed else page_fit(a, b)


def candidates(sayings: Iterable[Saying]) -> Iterator[tuple[Saying, Saying]]:
    """Pairs that share a key, each once and in the order of its ids: all that is compared.

    The changes of one publication are as many as its first makes pairs of.
    """
    by_key: defaultdict[str, dict[str, Saying]] = defaultdict(dict)
    by_publication: dict[str, Saying] = {}
    for saying in sorted(sayings, key=lambda one: one.id):
        if saying.is_listed and (shared := publication(saying)) is not None:
            first = by_publication.setdefault(_act_of(saying, shared), saying)
            if first is not saying and first.entry != saying.entry:
                yield first, saying
        near: dict[str, Saying] = {}
        for key in keys_of(saying):
            near |= by_key[key]
            by_key[key][saying.id] = saying
        for other in near.values():
            if not (saying.is_listed and other.is_listed and saying.entry != other.entry):
                yield other, saying


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
