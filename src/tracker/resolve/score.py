"""How well two sayings fit as one event, and what a fit is worth."""

from __future__ import annotations

from typing import NamedTuple

# From here on two sayings are one event; a little below it a person should look.
SAME_EVENT = 0.5
NEARLY = 0.35
# Below this score a tie holds in spite of what disagrees: its reason is shown to readers.
AGREES = 0.85


class Fit(NamedTuple):
    """From 0 to 1, and why, in words that a reader is shown.

    What is `certain` is about one entry of one list: it is tied before all that is only alike.
    """

    score: float
    reason: str
    certain: bool = False


FOUNDING = Fit(1.0, "the first record of it")
DECIDED = Fit(1.0, "a person decided that it is the same")


def weighed(marks: list[tuple[float, str]]) -> Fit:
    """The sum of what speaks for it and against it, with the reasons in their order."""
    score, reasons = 0.0, []
    for points, words in marks:
        score += points
        if words:
            reasons.append(words)
    return Fit(round(min(max(score, 0.0), 1.0), 2), "; ".join(reasons))
