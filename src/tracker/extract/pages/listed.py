"""Targets of official lists, found in a sentence by their names.

What is found is a candidate: that the page means this entry is decided later, in resolve. It says where a
name begins and ends, which capitals alone do not ("the Department of Financial Investigations").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tracker.extract.legal_forms import WORD, Words, without_legal_form, words_of
from tracker.model import EntryKind, ListEntry

# Shorter single words are abbreviations that mean something else elsewhere.
_SHORTEST_ALONE = 5


@dataclass(frozen=True, slots=True)
class ListedNames:
    """The names of entries by their first word, those with more words first."""

    by_first: Mapping[str, tuple[Words, ...]] = field(default_factory=dict)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand in `text`, as written: only those that begin with a capital, none in another."""
        words = [(hit.start(), hit.end(), hit[0].casefold()) for hit in WORD.finditer(text)]
        at = 0
        while at < len(words):
            start, _, first = words[at]
            length = self._length(words, at, first) if text[start].isupper() else 0
            if length:
                yield start, words[at + length - 1][1]
            at += length or 1

    def _length(self, words: list[tuple[int, int, str]], at: int, first: str) -> int:
        for name in self.by_first.get(first, ()):
            if tuple(word for _, _, word in words[at : at + len(name)]) == name:
                return len(name)
        return 0


def listed_names(entries: Iterable[ListEntry]) -> ListedNames:
    """The names under which sentences may speak of the entries; a list's weak aliases are left out."""
    names: dict[str, set[Words]] = {}
    for entry in entries:
        written = [entry.name, *(one.name for one in entry.names if not one.weak)]
        for name in written:
            for words in _spoken(name, entry.kind):
                names.setdefault(words[0], set()).add(words)
    return ListedNames(
        {first: tuple(sorted(found, key=lambda one: (-len(one), one))) for first, found in names.items()}
    )


def _spoken(name: str, kind: EntryKind) -> Iterator[Words]:
    """How a sentence may say the name: people with the first name, companies without the legal form."""
    if kind is EntryKind.INDIVIDUAL:
        surname, comma, given = name.partition(",")
        before, last = (
            (words_of(given), words_of(surname)) if comma else (words_of(name)[:-1], words_of(name)[-1:])
        )
        if before and last:
            yield from dict.fromkeys(((*before, *last), (before[0], *last), (*last, *before)))
        return
    words = without_legal_form(words_of(name)).words
    if len(words) > 1 or (words and len(words[0]) >= _SHORTEST_ALONE):
        yield words
