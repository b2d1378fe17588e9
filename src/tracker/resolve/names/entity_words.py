"""What the words of companies' names mean, across languages. Table: entity_words.toml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from tracker.resolve.names.letters import ENGLISH
from tracker.resolve.names.sounds import heard
from tracker.resolve.names.tables import table

# Words that say nothing.
IDLE = frozenset(table("entity_words")["standing"]["idle"])

_MIXED_UP = str.maketrans("oh", "ag")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word, and what it is compared by: the table's word for it, or its sounds."""

    word: str = field(compare=False)
    sense: str
    is_translated: bool


@lru_cache(maxsize=1 << 14)
def meaning_of(word: str, habit: str) -> Meaning:
    """What a word in small letters means; a name means its sounds.

    Words of the table are known by English habits too, whatever habit the rest of the name has.
    """
    if _number(word) is not None:
        return Meaning(word, word, False)
    sounds = heard(word, habit)
    sense = _sense(sounds) or (_sense(heard(word, ENGLISH)) if habit != ENGLISH else None)
    return Meaning(word, sense, True) if sense else Meaning(word, sounds or word, False)


def _sense(sounds: str) -> str | None:
    key = sounds.translate(_MIXED_UP)
    exact, begun, endings = _senses()
    if key in exact:
        return exact[key]
    for length in range(len(key), 2, -1):
        if key[:length] in begun and key[length:] in endings:
            return begun[key[:length]]
    return None


def is_weak(meaning: Meaning) -> bool:
    """Whether a word says little about which company it is."""
    return meaning.is_translated and meaning.sense in table("entity_words")["standing"]["weak"]


def numbers_and_names(meanings: Sequence[Meaning]) -> tuple[tuple[str, ...], tuple[Meaning, ...]]:
    """The numbers, sorted, and the other words in their order; a sign before a number is neither."""
    signs = table("entity_words")["numbers"]["signs"]
    numbers, names = [], []
    for at, one in enumerate(meanings):
        number = _number(one.word)
        is_before_number = at + 1 < len(meanings) and _number(meanings[at + 1].word) is not None
        if number is not None:
            numbers.append(number)
        elif one.word not in signs or not is_before_number:
            names.append(one)
    return tuple(sorted(numbers)), tuple(names)


def _number(word: str) -> str | None:
    if any(letter.isdigit() for letter in word):
        return word.lstrip("0") or "0"
    roman = table("entity_words")["numbers"]["roman"].get(word)
    return str(roman) if roman else None


def without_tail(meanings: Sequence[Meaning]) -> list[Meaning]:
    """The words before "managing company of … holding", where there are any."""
    telling = [one for one in meanings if one.sense not in IDLE]
    tail = table("entity_words")["standing"]["tail"]
    senses = [one.sense for one in telling]
    for start in range(1, len(telling)):
        if senses[start : start + len(tail)] == tail:
            return telling[:start]
    return telling


@cache
def _senses() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Whole words, beginnings of words ("завод*") and the endings that these can have, as they are heard."""
    exact: dict[str, str] = {}
    begun: dict[str, str] = {}
    for sense, written in table("entity_words")["words"].items():
        for word in written:
            key = heard(word.removesuffix("*").lower(), ENGLISH).translate(_MIXED_UP)
            (begun if word.endswith("*") else exact).setdefault(key, sense)
    endings = (ending.translate(_MIXED_UP) for ending in table("entity_words")["endings"])
    return exact, begun, frozenset(endings)
