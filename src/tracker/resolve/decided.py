"""What a person decided about records, as resolve obeys it.

A decision names records by their anchors: by the id, or, where later rules read the page otherwise, by the
page and the kind of thing that it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker.model import Decision, DecisionKind
from tracker.resolve.likeness import Pair
from tracker.resolve.saying import Saying


@dataclass(frozen=True, slots=True)
class Decided:
    """Pairs of records that are one event, sides of a split, and what was dismissed; by record ids."""

    together: frozenset[Pair] = frozenset()
    splits: tuple[tuple[frozenset[str], frozenset[str]], ...] = ()
    dismissed: Mapping[str, Decision] = field(default_factory=dict)

    def are_apart(self, a: str, b: str) -> bool:
        """Whether a person parted two records."""
        return any((a in one and b in other) or (b in one and a in other) for one, other in self.splits)

    def is_dismissed(self, first: Saying) -> bool:
        """Whether the development that began with this record was dismissed."""
        return first.id in self.dismissed

    def why_dismissed(self, first: Saying) -> str:
        """The reason in words."""
        decision = self.dismissed[first.id]
        return f"a person dismissed it: {decision.note}" if decision.note else "a person dismissed it"


def decided(decisions: Sequence[Decision], sayings: Sequence[Saying]) -> Decided:
    """What the decisions that stand mean for these records. The later one holds against the earlier."""
    find = _Finder(sayings)
    together: set[Pair] = set()
    splits: list[tuple[frozenset[str], frozenset[str]]] = []
    dismissed: dict[str, Decision] = {}
    for decision in sorted((one for one in decisions if one.undone_at is None), key=lambda one: one.id):
        one, other = find(decision.one), find(decision.other)
        match decision.kind:
            case DecisionKind.MERGE:
                splits = [each for each in splits if not _crosses(each, one, other)]
                together |= _joined(sorted(one), sorted(other))
            case DecisionKind.SPLIT:
                together = {pair for pair in together if not _crosses((one, other), {pair[0]}, {pair[1]})}
                splits.append((one, other))
            case DecisionKind.DISMISS:
                dismissed |= dict.fromkeys(one, decision)
            case DecisionKind.CONFIRM:
                dismissed = {name: by for name, by in dismissed.items() if name not in one}
            case DecisionKind.ACCEPT_HOLD | DecisionKind.NOTE | DecisionKind.SUPPRESS:
                pass
            case DecisionKind.TIE | DecisionKind.UNTIE:
                pass  # about entries of lists: resolve/ties
    return Decided(frozenset(together), tuple(splits), dismissed)


def _joined(one: Sequence[str], other: Sequence[str]) -> set[Pair]:
    """Each record of both sides with the first of the one: the two were one development each."""
    if not one or not other:
        return set()
    return {(min(one[0], each), max(one[0], each)) for each in (*one[1:], *other) if each != one[0]}


def _crosses(
    split: tuple[frozenset[str], frozenset[str]],
    one: frozenset[str] | set[str],
    other: frozenset[str] | set[str],
) -> bool:
    return bool((split[0] & one and split[1] & other) or (split[1] & one and split[0] & other))


class _Finder:
    def __init__(self, sayings: Sequence[Saying]) -> None:
        self._by_anchor: defaultdict[str, set[str]] = defaultdict(set)
        for saying in sayings:
            for anchor in saying.anchors:
                self._by_anchor[anchor].add(saying.id)

    def __call__(self, anchors: Sequence[str]) -> frozenset[str]:
        """The records with these ids; and those of the same pages where such an id is no longer said."""
        by_id = {anchor for anchor in anchors if anchor in self._by_anchor.get(anchor, ())}
        by_page = {name for anchor in anchors for name in self._by_anchor.get(anchor, ())}
        return frozenset(by_id | by_page)
