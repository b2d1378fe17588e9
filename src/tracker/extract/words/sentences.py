"""A text cut into sentences, without loss: between two sentences there is nothing but blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tracker.extract.words.lexicon import words
from tracker.extract.words.values import Sentence

# What closes a quotation or a bracket, and what opens one.
_CLOSING = "»”\"'’)\\]›“"
_PARAGRAPH = re.compile(r"\n[^\S\n]*+\n\s*+")
_STOP = re.compile(
    rf"[.!?…]++[{_CLOSING}]*+\s++"  # a stop with what closes
    r"|\n\s*+"  # a line's end
    r"|(?<=\s)[0-9]{1,2}[.)]\s++"  # the number of a line within a running list
)
_WORD_BEFORE = re.compile(r"[^\W_]++(?:\.[^\W_]++)*+\Z")
_FIRST_LETTER = re.compile(r"[\s\W_]*+(\w)")
_OPENING = re.compile(r"[\s«„“\"'‘(\[‹]*+")
_DASH = re.compile(r"[-–—]\s*+")
_LIST_MARK = re.compile(r"([0-9]{1,2})[.)](?=\s)")
# So much must stand before an abbreviation that may end a sentence: "In 2024 г." is none yet.
_SENTENCE = 40


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    """Words before whose full stop a sentence goes on: always, or unless a new one is likely."""

    always: frozenset[str]
    sometimes: frozenset[str]
    openers: frozenset[str]


@cache
def _abbreviations(language: str) -> _Abbreviations:
    file = words(language, "abbreviations")
    return _Abbreviations(
        *(
            frozenset(map(file.spell, file.tables[name]["words"]))
            for name in ("always", "sometimes", "openers")
        )
    )


def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of a text, headlines and lines of lists among them, in order.

    Paragraphs are parted by an empty line. Raises KeyError for languages that are not read.
    """
    known = _abbreviations(language)
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(text)):
        for first, last in _cut(text, start, end, known):
            found.append(Sentence(first, last, text[first:last], number))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _cut(text: str, start: int, end: int, known: _Abbreviations) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, stripped."""
    first = start
    mark = _list_mark(text, start)
    for stop in _STOP.finditer(text, start, end):
        numbered = stop[0][0].isdigit()
        cut = stop.start() if numbered else stop.end()
        if numbered:
            ends = mark is not None and int(re.match("[0-9]+", stop[0])[0]) == mark + 1  # type: ignore[index]
        else:
            ends = _ends(text, first, stop, end, known)
        if ends:
            yield from _stripped(text, first, cut)
            first = cut
            mark = _list_mark(text, cut) or mark
    yield from _stripped(text, first, end)


def _list_mark(text: str, at: int) -> int | None:
    mark = _LIST_MARK.match(text, at)
    return int(mark[1]) if mark else None


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    length = len(piece.strip())
    if length:
        yield start + left, start + left + length


def _ends(text: str, first: int, stop: re.Match[str], end: int, known: _Abbreviations) -> bool:
    """Whether a sentence ends here: by what stands before the stop and how the text goes on."""
    after = _OPENING.match(text, stop.end(), end).end()  # type: ignore[union-attr]
    dash = _DASH.match(text, after, end)
    follows = text[dash.end() if dash else after : (dash.end() if dash else after) + 1]
    if follows.islower():
        return False
    signs = stop[0].rstrip()
    if not signs.startswith(".") or signs.startswith(".."):
        return True
    return not _is_abbreviation(text, first, stop.start(), after, known)


def _is_abbreviation(text: str, first: int, at: int, after: int, known: _Abbreviations) -> bool:
    before = _WORD_BEFORE.search(text, max(first, at - 24), at)
    if before is None:
        return False
    word = before[0]
    if before.start() == first and word.isdigit():
        return True
    small = word.lower()
    if small in known.always or (len(word) == 1 and word.isupper()):
        return True
    if small in known.sometimes:
        following = re.compile(r"\w*").match(text, after)[0]  # type: ignore[index]
        return following.lower() not in known.openers and (at - first < _SENTENCE or not following.isalpha())
    return False
