"""B³: how far a grouping agrees with the true one, seen from each thing that was grouped.

For each thing: of those grouped with it, the share that truly belongs with it (precision); of those that
truly belong with it, the share that is grouped with it (recall). Both are averaged over all things, so a
large group counts by its size. After Bagga and Baldwin, 1998.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Sums over `of` things: divided by their number, precision and recall."""

    right_beside: float
    found_beside: float
    of: int

    @property
    def precision(self) -> float:
        return self.right_beside / self.of if self.of else 1.0

    @property
    def recall(self) -> float:
        return self.found_beside / self.of if self.of else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return (
            f"P {self.right_beside:6.2f}/{self.of} = {self.precision:.3f}"
            f"  R {self.found_beside:6.2f}/{self.of} = {self.recall:.3f}  F1 {self.f1:.3f}"
        )


def score(truth: Mapping[str, str], grouped: Mapping[str, str]) -> Score:
    """Of the things in `truth`, each with its true group; what `grouped` lacks stands alone there."""
    found = {thing: grouped.get(thing, f"alone: {thing}") for thing in truth}
    true_sizes, found_sizes = Counter(truth.values()), Counter(found.values())
    shared = Counter((truth[thing], found[thing]) for thing in truth)
    together = [(shared[truth[thing], found[thing]], thing) for thing in truth]
    return Score(
        right_beside=sum(number / found_sizes[found[thing]] for number, thing in together),
        found_beside=sum(number / true_sizes[truth[thing]] for number, thing in together),
        of=len(truth),
    )
