"""A text cut into sentences, without loss: between two sentences there is nothing but blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache

from tracker.extract.words.lexicon import words
from tracker.extract.words.values import Sentence

# What closes a quotation or a bracket, and what opens one.
_CLOSING = "»”\"'’)\\]›“"
_PARAGRAPH = re.compile(r"\n[^\S\n]*+\n\s*+")
_STOP = re.compile(
    # One run of stops is looked at once: a page of dots must not take the square of its length.
    rf"(?<![.!?…])[.!?…]++[{_CLOSING}]*+\s++"  # a stop with what closes
    r"|\n\s*+"  # a line's end
    r"|(?<=\s)(?P<mark>[0-9]{1,2})[.)]\s++"  # the number of a line within a running list
)
_WORD_BEFORE = re.compile(r"[^\W_]++(?:\.[^\W_]++)*+\Z")
_OPENING = re.compile(r"[\s«„“\"'‘(\[‹]*+")
_DASH = re.compile(r"[-–—]\s*+")
_LIST_MARK = re.compile(r"([0-9]{1,2})[.)](?=\s)")
_WORD = re.compile(r"[^\W_]++")
_FIGURES = "0123456789"
# The longest abbreviation that is looked for; and how much must stand before one that often ends a
# sentence: "In 2024 г." is none yet.
_LONGEST = 24
_ENOUGH = 40


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    """Words after whose full stop a sentence goes on: always, before figures, or where none begins."""

    always: frozenset[str]
    before_figures: frozenset[str]
    sometimes: frozenset[str]
    often: frozenset[str]
    openers: frozenset[str]


@cache
def _abbreviations(language: str) -> _Abbreviations:
    file = words(language, "abbreviations")
    tables = (file.tables[field.name]["words"] for field in fields(_Abbreviations))
    return _Abbreviations(*(frozenset(map(file.spell, table)) for table in tables))


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
        if stop["mark"] and mark is not None and int(stop["mark"]) == mark + 1:
            cut = stop.start()
        elif _ends(text, first, stop, end, known):
            cut = stop.end()
        else:
            continue
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
    signs = stop[0].lstrip(_FIGURES).rstrip()
    if signs == ")":
        return False
    if not signs.startswith(".") or signs.startswith(".."):
        return True
    at = stop.end("mark") if stop["mark"] else stop.start()
    return not _goes_on(text, first, at, after, known)


def _goes_on(text: str, first: int, at: int, after: int, known: _Abbreviations) -> bool:
    """Whether the full stop at `at` belongs to a list's number, an initial or an abbreviation."""
    before = _WORD_BEFORE.search(text, max(first, at - _LONGEST), at)
    if before is None:
        return False
    word, small = before[0], before[0].lower()
    if before.start() == first and word.isdigit():
        return True
    following = _WORD.match(text, after)
    next_word = following[0].lower() if following else ""
    # "on X. All of them" ends, "A. V. Novik" does not, although "v" may open a sentence elsewhere.
    opens = next_word in known.openers and text[after + len(next_word) : after + len(next_word) + 1] != "."
    if len(word) == 1 and word.isupper():
        return not opens or len(next_word) == 1
    if small in known.always:
        return True
    if small in known.before_figures:
        return next_word[:1].isdigit()
    if small in known.sometimes:
        return not opens
    return small in known.often and not opens and (at - first < _ENOUGH or not next_word.isalpha())
