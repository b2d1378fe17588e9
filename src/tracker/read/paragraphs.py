"""The paragraphs of a part of a page: one for each block, list row, table row and line of its markup.

Serves plain HTML as well as the few elements that the extractor of text leaves of it. A line break
parts paragraphs too, for a headline or signature without a stop is no part of the next sentence;
only where the line goes on in small letters was it broken for its looks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from lxml.etree import _Element, iterwalk

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt"}
    | {"figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"}
    | {"main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "thead", "tr", "ul"}
    # what the extractor calls them
    | {"ab", "head", "item", "list", "quote", "row"}
)
_LINE_ENDS = frozenset({"br", "lb"})
_CELLS = frozenset({"td", "th", "cell"})
_UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "button", "select", "svg"})
# Marks between pieces of text, told from text by their identity.
_BREAK, _LINE_END, _NEXT_CELL = "\x00break", "\x00line", "\x00cell"
_BETWEEN_CELLS = " | "
_SHOWS_NOTHING = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
# Where a line ends so, the next one begins a sentence; a small letter behind any other goes on.
_STOPS = tuple('.!?…:;»”"')


def paragraphs_of(element: _Element) -> Iterator[str]:
    """The paragraphs within, blanks made single, canonical composition (NFC); none is empty."""
    lines = [""]
    wanting_cell = False
    for piece in _pieces(element):
        if piece is _BREAK:
            yield from _joined(lines)
            lines, wanting_cell = [""], False
        elif piece is _LINE_END:
            lines.append("")
        elif piece is _NEXT_CELL:
            wanting_cell = bool(lines[-1].strip())
        elif wanting_cell and piece.strip():
            lines[-1] += _BETWEEN_CELLS + piece
            wanting_cell = False
        else:
            lines[-1] += piece
    yield from _joined(lines)


def paragraphs_of_text(text: str) -> Iterator[str]:
    """The paragraphs of plain text: what empty lines part, or each line where there are none."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    parts = re.split(r"\n[^\S\n]*\n\s*", text)
    for part in parts if len(parts) > 1 else text.split("\n"):
        if cleaned := one_clean_line(part):
            yield cleaned


def parted_as_in(flat: Sequence[str], wholes: Iterable[_Element]) -> Sequence[str]:
    """The text that an extractor made flat, in the paragraphs that its place in the page has.

    `wholes` are the places where it may have been taken from. It must be there letter for letter, blanks
    aside, with nothing but whole paragraphs left out; else it stays as it is.
    """
    text = "".join("".join(flat).split())
    for whole in wholes:
        parts: list[str] = []
        at = 0
        for part in paragraphs_of(whole):
            letters = "".join(part.split())
            if text.startswith(letters, at):
                parts.append(part)
                at += len(letters)
        if at == len(text) and len(parts) > len(flat):
            return parts
    return flat


def one_clean_line(text: str) -> str:
    """Blanks made single, canonical composition (NFC), without soft hyphens and what else shows nothing."""
    if text.isascii():
        return " ".join(text.replace("\x00", "").split())
    # Each by itself: a table for `translate` is asked for every letter.
    for sign in _SHOWS_NOTHING:
        text = text.replace(sign, "")
    return one_line(unicodedata.normalize("NFC", text))


def one_line(text: str) -> str:
    """Blanks made single, without what no file of text may hold: NUL and halves of surrogate pairs."""
    return " ".join(text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8").split())


def joined(paragraphs: Iterable[str]) -> str:
    """The paragraphs as a document's text; one that is said again is there once."""
    return "\n\n".join(dict.fromkeys(paragraphs))


def _pieces(element: _Element) -> Iterator[str]:
    """The words within in their order, and what parts them."""
    unseen = 0
    for event, part in iterwalk(element, events=("start", "end")):
        tag = part.tag
        if event == "start":
            unseen += tag in _UNSEEN
            yield from _parting(tag)
            if not unseen and isinstance(tag, str):
                yield part.text or ""
        else:
            unseen -= tag in _UNSEEN
            if tag in _BLOCKS:
                yield _BREAK
            if not unseen and part is not element:
                yield part.tail or ""


def _parting(tag: object) -> Iterator[str]:
    if tag in _BLOCKS:
        yield _BREAK
    elif tag in _LINE_ENDS:
        yield _LINE_END
    elif tag in _CELLS:
        yield _NEXT_CELL


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """The paragraphs of one block: its lines, but those that were only broken for their looks."""
    paragraphs: list[str] = []
    for line in filter(None, (one_clean_line(one) for one in lines if one and not one.isspace())):
        if paragraphs and line[0].islower() and not paragraphs[-1].endswith(_STOPS):
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    yield from paragraphs
