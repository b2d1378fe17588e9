"""Numbers in a sentence: what they count, or that they count nothing; exact or a lower bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tracker.extract.words.around import Phrases, phrases
from tracker.extract.words.date_phrases import date_phrases
from tracker.extract.words.lexicon import Words, words
from tracker.extract.words.tokens import NUMERIC, Form, Token
from tracker.extract.words.values import Number, NumberKind, NumberRelation
from tracker.extract.words.written import numbered

_ROUGH = "rough"
# What is called by a number, not counted: nothing can be more than it.
_NO_AMOUNTS = frozenset({NumberKind.DATE, NumberKind.ORDINAL, NumberKind.LABEL})
_AGES = range(14, 111)


@dataclass(frozen=True, slots=True)
class _Kind:
    """One block of `[[kind]]`; the first in the file's order decides."""

    order: int
    kind: NumberKind


@dataclass(frozen=True, slots=True)
class _Context:
    """The words around numbers, compiled."""

    articles: frozenset[str]
    relation_before: Phrases[str]
    relation_after: Phrases[str]
    kind_before: Phrases[_Kind]
    kind_after: Phrases[_Kind]
    endings: Mapping[NumberKind, tuple[str, ...]]
    no_number: Mapping[str, tuple[Phrases[bool], Phrases[bool]]]


def numbers(sentence_text: str, language: str) -> tuple[Number, ...]:
    """The numbers of a sentence in order, each with its kind. Raises KeyError for other languages.

    Ordinals, years, ages, sums and the like are there too, so that nobody takes them for counts.
    """
    found = numbered(sentence_text, language)
    if not any(token.form in NUMERIC for token in found):
        return ()
    context = _context(language)
    of_dates = _in_dates(sentence_text, language)
    return tuple(
        _number(found, at, context, sentence_text, token.start in of_dates)
        for at, token in enumerate(found)
        if token.form in NUMERIC and not _is_no_number(found, at, context)
    )


@cache
def _context(language: str) -> _Context:
    file = words(language, "numbers")
    kinds = [
        (block, _Kind(order, NumberKind(block["is"]))) for order, block in enumerate(file.tables["kind"])
    ]
    relations = file.tables["relation"]
    return _Context(
        frozenset(file.folded(file.tables["joining"].get("articles", ()))),
        phrases(_pairs(file, relations, "before"), is_before=True),
        phrases(_pairs(file, relations, "after"), is_before=False),
        phrases(
            [(one, kind) for block, kind in kinds for one in spelt(file, block.get("before", ()))],
            is_before=True,
        ),
        phrases(
            [(one, kind) for block, kind in kinds for one in spelt(file, block.get("after", ()))],
            is_before=False,
        ),
        {kind.kind: tuple(spelt(file, block["ends"])) for block, kind in kinds if "ends" in block},
        {
            word: (
                _flags(file, block["after"], is_before=True),
                _flags(file, block["before"], is_before=False),
            )
            for block in file.tables.get("no_number", ())
            for word in file.folded(block["words"])
        },
    )


def spelt(file: Words, entries: Sequence[str]) -> list[str]:
    """Phrases in the script and the folded form of the language, their words parted by blanks."""
    return [" ".join(file.folded(entry.split())) for entry in entries]


def _pairs(file: Words, blocks: Sequence[Mapping[str, Any]], side: str) -> list[tuple[str, str]]:
    return [(one, block["means"]) for block in blocks for one in spelt(file, block.get(side, ()))]


def _flags(file: Words, entries: Sequence[str], *, is_before: bool) -> Phrases[bool]:
    return phrases([(one, True) for one in spelt(file, entries)], is_before=is_before)


def _in_dates(text: str, language: str) -> frozenset[int]:
    """Where the tokens of dates start."""
    return frozenset(token.start for phrase in date_phrases(text, language) for token in phrase.tokens)


def _is_no_number(found: Sequence[Token], at: int, context: _Context) -> bool:
    """Whether a number word is a pronoun here: "no one", "ни один"."""
    around = context.no_number.get(found[at].word)
    if around is None or found[at].form is not Form.WRITTEN:
        return False
    before, after = around
    return before.find(found, at) is not None or after.find(found, at + 1) is not None


def _number(found: Sequence[Token], at: int, context: _Context, text: str, is_date: bool) -> Number:
    token = found[at]
    kind = NumberKind.DATE if is_date else _kind(found, at, context, text)
    relation, is_rough = NumberRelation.TOTAL, False
    if kind not in _NO_AMOUNTS:
        relation, is_rough = _relation(found, at, context, token.form is Form.ROUGH)
    return Number(token.start, token.end, int(token.value), relation, kind, is_rough)


def _relation(
    found: Sequence[Token], at: int, context: _Context, is_rough: bool
) -> tuple[NumberRelation, bool]:
    """What the words around claim; a plural alone is a lower bound whatever they say."""
    # "more than a hundred": the article stands between.
    first = at - 1 if at and found[at - 1].word in context.articles else at
    said = context.relation_before.find(found, first) or context.relation_after.find(found, at + 1)
    if said is not None and said[1] != _ROUGH:
        return NumberRelation(said[1]), is_rough
    return (NumberRelation.AT_LEAST if is_rough else NumberRelation.TOTAL), is_rough or said is not None


def _kind(found: Sequence[Token], at: int, context: _Context, text: str) -> NumberKind:
    token = found[at]
    if _is_list_mark(found, at):
        return NumberKind.LABEL
    if token.form is Form.ORDINAL:
        return NumberKind.ORDINAL
    if _is_glued(token, text):
        return NumberKind.LABEL
    if _is_aside(found, at, text):
        return NumberKind.AGE
    before = context.kind_before.find(found, at)
    after = context.kind_after.find(found, at + 1)
    fitting = [one[1] for one in (before, after) if one is not None]
    if fitting:
        return min(fitting, key=lambda kind: kind.order).kind
    return _ended(found, at + 1, context) or NumberKind.COUNT


def _ended(found: Sequence[Token], at: int, context: _Context) -> NumberKind | None:
    if at + 1 < len(found) and found[at].word == "-":
        at += 1
    word = found[at].word if at < len(found) else ""
    fits = (kind for kind, endings in context.endings.items() if word.endswith(endings))
    return next(fits, None)


def _is_list_mark(found: Sequence[Token], at: int) -> bool:
    """Whether the number numbers a line: "1. The first point"."""
    return (
        at == 0
        and found[0].form is Form.DIGITS
        and len(found) > 1
        and found[1].word in ".)"
        and found[1].start == found[0].end
    )


def _is_aside(found: Sequence[Token], at: int, text: str) -> bool:
    """Whether a number is set off behind a name, as ages are: "Ihar Novik, 47, left"."""
    return (
        2 <= at < len(found) - 1
        and found[at - 1].word == ","
        and found[at + 1].word in (",", ".", ";")
        and found[at].value in _AGES
        and text[found[at - 2].start].isupper()
    )


def _is_glued(token: Token, text: str) -> bool:
    """Whether a hyphen binds the figures to a name: "COVID-19", "Il-76"."""
    before = text[max(token.start - 2, 0) : token.start]
    return len(before) == 2 and before[1] in "-/" and before[0].isalpha()
