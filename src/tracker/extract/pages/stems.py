"""Where in a text any of thousands of words may begin, in one pass."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

# So many letters are looked for of what only one stem has: each more is compiled, and seldom tells more.
_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class Stems:
    """An expression that finds the stems of all phrases, and by what it finds the phrases, by their numbers.

    It finds the beginning of the shortest stem; more than one phrase may have it.
    """

    scan: re.Pattern[str]
    phrases: Mapping[str, Set[int]]

    def find(self, text: str) -> Iterator[tuple[int, Set[int]]]:
        """Where stems begin, and the phrases that have them."""
        for hit in self.scan.finditer(text):
            yield hit.start(), self.phrases[hit[1]]

    def anywhere(self, text: str) -> Set[int]:
        """The phrases that have a stem in the text."""
        return frozenset[int]().union(*map(self.phrases.__getitem__, set(self.scan.findall(text))))


def make_stems(of_phrases: Sequence[Collection[str]]) -> Stems:
    """The stems of the phrases, in the order of their numbers."""
    kept: list[str] = []
    shortest: dict[str, str] = {}
    for stem in sorted({stem for stems in of_phrases for stem in stems}):
        if not kept or not stem.startswith(kept[-1]):
            kept.append(stem)
        shortest[stem] = kept[-1]
    sought: dict[str, str] = {}
    scan = re.compile(_beginnings(kept, sought))
    found: dict[str, set[int]] = {}
    for number, stems in enumerate(of_phrases):
        for stem in stems:
            found.setdefault(sought[shortest[stem]], set()).add(number)
    return Stems(scan, {stem: frozenset(numbers) for stem, numbers in found.items()})


def _beginnings(stems: Sequence[str], sought: dict[str, str]) -> str:
    """One expression for "a word begins with any of these", that tries no beginning twice.

    `stems` are sorted, and none begins with another; `sought` gets how much of each is looked for.
    A sign begins wherever it stands. What is found is looked ahead at, so that "u.s." does not hide a name
    that begins with its second letter.
    """
    if not stems:
        return "(?!)"
    begins = r"(?<!\w)" if all(stem[0].isalnum() for stem in stems) else r"(?:(?<!\w)|(?!\w))"
    return f"{begins}(?=({_branches(stems, 0, sought)}))"


def _branches(stems: Sequence[str], at: int, sought: dict[str, str]) -> str:
    """What follows in stems that are the same up to the letter `at`."""
    first, last = stems[0], stems[-1]
    if len(stems) == 1:
        sought[first] = first[: at + _ENOUGH]
        return re.escape(first[at : at + _ENOUGH])
    same = at
    while first[same] == last[same]:
        same += 1
    parts = (_branches([*below], same, sought) for _, below in groupby(stems, itemgetter(same)))
    return f"{re.escape(first[at:same])}(?:{'|'.join(parts)})"
