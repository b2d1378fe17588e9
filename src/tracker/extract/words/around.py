"""Phrases that stand directly before or after a token: the longest one that fits, with what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from tracker.extract.words.tokens import Token

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Phrases(Generic[Meaning]):
    """Phrases by the word that is looked at first: their last one for `before`, their first for `after`."""

    by_word: Mapping[str, Sequence[tuple[tuple[str, ...], Meaning]]] = field(default_factory=dict)
    is_before: bool = False

    def find(self, found: Sequence[Token], at: int) -> tuple[int, Meaning] | None:
        """The longest phrase that ends before `at`, or starts there: its length in tokens and meaning."""
        look = at - 1 if self.is_before else at
        if not 0 <= look < len(found):
            return None
        for phrase, meaning in self.by_word.get(found[look].word, ()):
            first = at - len(phrase) if self.is_before else at
            if first >= 0 and phrase == tuple(token.word for token in found[first : first + len(phrase)]):
                return len(phrase), meaning
        return None


def phrases(entries: Iterable[tuple[str, Meaning]], *, is_before: bool) -> Phrases[Meaning]:
    """The phrases, folded words parted by blanks; of two that are the same the first one stays."""
    by_word: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for text, meaning in entries:
        phrase = tuple(text.split())
        by_word.setdefault(phrase[-1 if is_before else 0], []).append((phrase, meaning))
    return Phrases(
        {word: sorted(group, key=lambda one: -len(one[0])) for word, group in by_word.items()}, is_before
    )
