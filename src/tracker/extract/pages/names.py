"""Names of people in a sentence: two or three capitalised words in a row that are nothing else.

No model: what makes a name of a row of capitals is that no gazetteer knows it as a country, an office or
an institution. Title-case headlines are not searched, since every word of theirs looks like a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from tracker.extract.pages.fold import fold
from tracker.extract.pages.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]++(?:[-'’ʼ][^\W\d_]++)*+")
_LONGEST = 3
# In quotes stand papers, firms and organisations.
_OPENING = ("«", "„", "“", '"')
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written; offsets are into the sentence as written."""

    start: int
    end: int
    text: str


class Written(Protocol):
    """A sentence or a title in which names are looked for."""

    @property
    def text(self) -> str: ...

    @property
    def language(self) -> str: ...

    @property
    def lexicon(self) -> Lexicon: ...

    @property
    def is_title(self) -> bool: ...


def find_names(passage: Written) -> tuple[Name, ...]:
    """Rows of two or three capitalised words, the offices before them left out."""
    return capitalised(passage, 2)


def capitalised(passage: Written, at_least: int) -> tuple[Name, ...]:
    """Rows of capitalised words that no gazetteer knows, `at_least` so many in a row."""
    if passage.is_title and is_title_case(passage.text):
        return ()
    found: list[Name] = []
    row: list[re.Match[str]] = []
    for word in _WORD.finditer(passage.text):
        if not _is_capitalised(word[0]) or is_known_word(word, passage):
            _close(row, passage.text, found, at_least)
            row = []
        elif row and passage.text[row[-1].end() : word.start()] != " ":
            _close(row, passage.text, found, at_least)
            row = [word]
        else:
            row.append(word)
    _close(row, passage.text, found, at_least)
    return tuple(name for name in found if not _is_address(name, passage))


def _is_address(name: Name, passage: Written) -> bool:
    """Whether the name is a street's: where somebody lives is never taken from a page."""
    streets = passage.lexicon.classes.get("street")
    words = (name.text.rpartition(" ")[2], passage.text[: name.start].rstrip(" .").rpartition(" ")[2])
    return streets is not None and any(streets.fullmatch(fold(word, passage.language).text) for word in words)


def is_title_case(text: str) -> bool:
    """Whether most words of a line begin with a capital, so that capitals tell nothing."""
    words = [word[0] for word in _WORD.finditer(text) if len(word[0]) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and any(letter.islower() for letter in word)


def is_known_word(word: re.Match[str], passage: Written) -> bool:
    """Whether the word is an office, an institution, a day, a country: no part of a name."""
    known = passage.lexicon.classes.get("no_name")
    folded = fold(word[0], passage.language).text
    if known is not None and known.fullmatch(folded.removesuffix("'s")):
        return True
    lexicon = passage.lexicon
    return any(finder.begins(folded) for finder in (lexicon.countries, lexicon.people_of, lexicon.places))


def _close(row: list[re.Match[str]], text: str, found: list[Name], at_least: int) -> None:
    if not at_least <= len(row) <= _LONGEST + 1:
        return
    row = row[-_LONGEST:]
    start, end = row[0].start(), row[-1].end()
    if text[max(0, start - 1) : start] in _OPENING:
        return
    written = text[start:end]
    short = _POSSESSIVE.sub("", written)
    found.append(Name(start, start + len(short), short))
