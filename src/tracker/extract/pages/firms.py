"""Which targets a sentence tells to be firms: "the airline Kalina", "завод «Калина»", "Kalina, a bank".

Without such a word nobody knows whether a name that stands on no list is a firm's or a person's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.extract.pages.fold import fold
from tracker.extract.pages.passage import Passage

# How far before and behind a name, in characters, the word is looked for.
_WITHIN = 40
_QUOTES = '«„“”"»'


def firms_of(targets: Iterable[str], passages: Sequence[Passage]) -> tuple[str, ...]:
    """Those of the targets of which one of the sentences says that they are firms."""
    return tuple(name for name in targets if any(_is_firm(name, passage) for passage in passages))


def _is_firm(name: str, passage: Passage) -> bool:
    return any(
        _is_called_one(at, passage) or _is_explained_as_one(at + len(name), passage)
        for at in _places(name, passage.text)
    )


def _places(name: str, text: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


def _is_called_one(start: int, passage: Passage) -> bool:
    """Whether the word for a firm stands right before the name.

    Where words have cases only before a name in quotes: "директор завода Иванов" is a director.
    """
    before = passage.text[max(0, start - _WITHIN) : start].rstrip()
    is_quoted = before[-1:] in _QUOTES and before != ""
    if not is_quoted and passage.language != "en":
        return False
    return _ends_with("firm", before.rstrip(f"{_QUOTES} "), passage)


def _is_explained_as_one(end: int, passage: Passage) -> bool:
    """Whether a word for a firm is put behind the name, "Kalina, a Minsk airline", or is its legal form."""
    explained = passage.lexicon.classes.get("firm_behind")
    behind = fold(passage.text[end : end + 2 * _WITHIN].lstrip(_QUOTES), passage.language).text
    hit = explained.match(behind.lstrip(" ,")) if explained is not None else None
    if hit is None:
        return False
    rest = behind.lstrip(" ,")[hit.end() :]
    # "Ivanou, an airline owner", "a bank's head": the firm is somebody else's.
    return not rest or rest[0] in ",.;:)–—" or rest.startswith((" of ", " that ", " which ", " in ", " and "))


def _ends_with(word_class: str, text: str, passage: Passage) -> bool:
    words = passage.lexicon.classes.get(word_class)
    folded = fold(text, passage.language).text
    return words is not None and any(hit.end() == len(folded) for hit in words.finditer(folded))
