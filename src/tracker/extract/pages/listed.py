"""Targets of official lists, found in a sentence by their names.

What is found is a candidate: that the page means this entry is decided later, in resolve. It says where a
name begins and ends, which capitals alone do not ("the Department of Financial Investigations").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from tracker.model import EntryKind, ListEntry

_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
# Shorter single words are abbreviations that mean something else elsewhere.
_SHORTEST_ALONE = 5

_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedNames:
    """The names of entries by their first word, those with more words first."""

    by_first: Mapping[str, tuple[_Words, ...]] = field(default_factory=dict)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand in `text`, as written: only those that begin with a capital, none in another."""
        words = [(hit.start(), hit.end(), hit[0].casefold()) for hit in _WORD.finditer(text)]
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
    names: dict[str, set[_Words]] = {}
    for entry in entries:
        written = [entry.name, *(one.name for one in entry.names if not one.weak)]
        for name in written:
            for words in _spoken(name, entry.kind):
                names.setdefault(words[0], set()).add(words)
    return ListedNames(
        {first: tuple(sorted(found, key=lambda one: (-len(one), one))) for first, found in names.items()}
    )


def _spoken(name: str, kind: EntryKind) -> Iterator[_Words]:
    """How a sentence may say the name: people with the first name, companies without the legal form."""
    if kind is EntryKind.INDIVIDUAL:
        surname, comma, given = name.partition(",")
        before, last = (_words(given), _words(surname)) if comma else (_words(name)[:-1], _words(name)[-1:])
        if before and last:
            yield from dict.fromkeys(((*before, *last), (before[0], *last), (*last, *before)))
        return
    words = company_words(name)
    if len(words) > 1 or (words and len(words[0]) >= _SHORTEST_ALONE):
        yield words


def company_words(name: str) -> tuple[str, ...]:
    """The words of a company's name as a sentence says it: in small letters, without the legal form."""
    return _without_legal_form(_words(name))


def _words(name: str) -> _Words:
    return tuple(word.casefold() for word in _WORD.findall(name))


def _without_legal_form(words: _Words) -> _Words:
    changed = True
    while changed:
        changed = False
        for form in _legal_forms():
            if words[: len(form)] == form:
                words, changed = words[len(form) :], True
            if form and words[-len(form) :] == form:
                words, changed = words[: -len(form)], True
    return words


@cache
def _legal_forms() -> tuple[_Words, ...]:
    text = (files("tracker.extract") / "lexicons" / "legal_forms.toml").read_text(encoding="utf-8")
    return tuple(sorted((_words(form) for form in tomllib.loads(text)["forms"]), key=len, reverse=True))
