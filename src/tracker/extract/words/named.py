"""Counts beside names: "A, B and 120 others" are 122."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tracker.extract.words.around import Phrases, phrases
from tracker.extract.words.lexicon import words
from tracker.extract.words.numbers import spelt
from tracker.extract.words.values import Number, NumberKind
from tracker.extract.words.written import numbered


def is_beside_names(sentence_text: str, number: Number, language: str) -> bool:
    """Whether a count is of those whom the sentence does not name: "and 120 others", "и ещё шестерых"."""
    if number.kind is not NumberKind.COUNT:
        return False
    found = numbered(sentence_text, language)
    at = next((index for index, token in enumerate(found) if token.start == number.start), None)
    if at is None:
        return False
    hedge = _hedges(language).find(found, at)
    first = at - hedge[0] if hedge else at
    for before, after in _blocks(language):
        if before.find(found, first) and (after is None or after.find(found, at + 1)):
            return True
    return False


def add_names(number: Number, names: int) -> Number:
    """The count of all: those who are named and those beside them. Relation and offsets stay."""
    return replace(number, value=number.value + names)


@cache
def _hedges(language: str) -> Phrases[bool]:
    file = words(language, "numbers")
    before = (one for block in file.tables["relation"] for one in spelt(file, block["before"]))
    return phrases([(one, True) for one in before], is_before=True)


@cache
def _blocks(language: str) -> tuple[tuple[Phrases[bool], Phrases[bool] | None], ...]:
    file = words(language, "numbers")
    return tuple(
        (
            phrases([(one, True) for one in spelt(file, block["before"])], is_before=True),
            phrases([(one, True) for one in spelt(file, block["after"])], is_before=False)
            if "after" in block
            else None,
        )
        for block in file.tables["beside_names"]
    )
