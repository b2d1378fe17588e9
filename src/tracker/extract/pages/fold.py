"""Text made alike for matching, with the way back to what was written.

Capitals, ё/е, and for Belarusian everything in which the two spellings differ by rule (soft signs, э/е,
ў/у) are made one; Belarusian in Latin script is written in Cyrillic first. Patterns are folded by the same
function as the text, so a lexicon needs one spelling only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

# Letters that become others, language by language.
_MADE_ONE = {
    "en": (("’", "'"),),
    "ru": (("ё", "е"), ("’", "'")),
    "be": (("ё", "е"), ("э", "е"), ("ў", "у"), ("’", "'"), ("ʼ", "'")),
}

_SOFT_SIGN = "ь"

# The Belarusian Latin alphabet (łacinka). Soft consonants lose their sign, as soft signs do above.
_LETTERS = {
    "a": "а", "b": "б", "c": "ц", "ć": "ц", "č": "ч", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "г",
    "i": "і", "j": "й", "k": "к", "l": "л", "ł": "л", "m": "м", "n": "н", "ń": "н", "o": "о", "p": "п",
    "r": "р", "s": "с", "ś": "с", "š": "ш", "t": "т", "u": "у", "ŭ": "у", "v": "в", "w": "в", "y": "ы",
    "z": "з", "ź": "з", "ž": "ж",
}  # fmt: skip
_SOFT = {"a": "я", "e": "е", "o": "е", "u": "ю"}
_VOWELS = frozenset("aeiouy")


@dataclass(frozen=True)
class Folded:
    """The folded text; `offsets[i]` is where its character `i` stands in the text as written.

    They are found when they are first asked for: most sentences have no trigger. None: at the same place.
    """

    text: str
    find_offsets: Callable[[], tuple[int, ...]] | None

    @cached_property
    def offsets(self) -> tuple[int, ...] | None:
        """See above."""
        return self.find_offsets() if self.find_offsets is not None else None

    def written(self, index: int) -> int:
        """The place in the text as written that the place `index` in the folded text stands for."""
        return index if self.offsets is None else self.offsets[index]


def fold_word(text: str, language: str) -> str:
    """The folded form of a lexicon's pattern; a lexicon in `be` is Cyrillic."""
    made = _made_one(_same_length_lower(text), language)
    return made.replace(_SOFT_SIGN, "") if language == "be" else made


def fold(text: str, language: str) -> Folded:
    """The text made alike for matching. `language` is an ISO 639 code or `be-Latn`."""
    lowered = _same_length_lower(text)
    if language == "be-Latn":
        pairs = tuple(_from_latin(lowered))
        letters, offsets = [letter for _, letter in pairs], [place for place, _ in pairs]
        return _without_soft_signs(_made_one("".join(letters), "be"), (*offsets, len(text)))
    made = _made_one(lowered, language)
    return _without_soft_signs(made, range(len(text) + 1)) if language == "be" else Folded(made, None)


def _without_soft_signs(text: str, offsets: Sequence[int]) -> Folded:
    """`offsets` has one place more than the text: its end."""

    def kept() -> tuple[int, ...]:
        letters = zip(text, offsets, strict=False)
        return (*(place for letter, place in letters if letter != _SOFT_SIGN), offsets[-1])

    return Folded(text.replace(_SOFT_SIGN, ""), kept)


def _made_one(lowered: str, language: str) -> str:
    # Replaced one by one: a table for `translate` is asked for every letter and takes ten times as long.
    for letter, other in _MADE_ONE.get(language.partition("-")[0], _MADE_ONE["en"]):
        lowered = lowered.replace(letter, other)
    return lowered


def _same_length_lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # A few letters (İ) become two in small: they stay as they are, so that offsets hold.
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _from_latin(text: str) -> Iterator[tuple[int, str]]:
    """The letters in Cyrillic, each with its place: `ch` is х, `ja`, a soft `ia` and the a of `la` are я."""
    index = 0
    while index < len(text):
        here, after = text[index], text[index + 1 : index + 2]
        if here == "c" and after == "h":
            yield index, "х"
            index += 2
        elif after in _SOFT and (here == "j" or (here == "i" and _is_after_consonant(text, index))):
            yield index, _SOFT[after]
            index += 2
        elif here == "l" and after in _SOFT:
            yield index, "л"
            yield index + 1, _SOFT[after]
            index += 2
        else:
            yield index, _LETTERS.get(here, here)
            index += 1


def _is_after_consonant(text: str, index: int) -> bool:
    return index > 0 and text[index - 1] not in _VOWELS
