"""Where in a text any of thousands of words may begin, in one pass."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stems:
    """An expression that finds the stems of all phrases, and by what it finds the phrases, by their numbers.

    It finds the shortest stem; more than one phrase may have it.
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
    scan = re.compile(_beginnings({stem for stems in of_phrases for stem in stems}))
    found: dict[str, set[int]] = {}
    for number, stems in enumerate(of_phrases):
        for stem in stems:
            hit = scan.match(stem)
            assert hit is not None
            found.setdefault(hit[1], set()).add(number)
    return Stems(scan, {stem: frozenset(numbers) for stem, numbers in found.items()})


def _beginnings(stems: Set[str]) -> str:
    """One expression for "a word begins with any of these", that tries no beginning twice.

    A sign begins wherever it stands. What is found is looked ahead at, so that "u.s." does not hide a name
    that begins with its second letter.
    """
    tree: dict[str, dict[str, object]] = {}
    for stem in sorted(stems, key=len):
        node: dict[str, object] = tree  # type: ignore[assignment]
        for letter in stem:
            if "" in node:
                break
            node = node.setdefault(letter, {})  # type: ignore[assignment]
        else:
            node.clear()
            node[""] = {}
    if not tree:
        return "(?!)"
    begins = r"(?<!\w)" if all(map(str.isalnum, tree)) else r"(?:(?<!\w)|(?!\w))"
    return f"{begins}(?=({_branches(tree)}))"


def _branches(node: Mapping[str, object]) -> str:
    if "" in node:
        return ""
    made = []
    for letter, below in node.items():
        assert isinstance(below, dict)
        made.append(re.escape(letter) + _branches(below))
    return made[0] if len(made) == 1 else "(?:" + "|".join(made) + ")"
