"""The words of a language: read from `lexicons/<language>/*.toml` once, when a language is first met."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.extract.words.latin import latin

LANGUAGES = ("en", "ru", "be", "be-Latn")

# A soft sign that only shows how the next consonant softens this one: taraškievica writes it, the
# official spelling does not ("сьнежня", "снежня"). Without it both are one word.
_ASSIMILATED = re.compile("(?<=[сзнцл])ь(?=[бвгджзйклмнпрстфхцчш])")
_LATIN_SOFT = str.maketrans("śźńćłŭ", "sznclu")


@dataclass(frozen=True, slots=True)
class Words:
    """One file of a language, its words spelt as the language's script spells them."""

    language: str
    tables: Mapping[str, Any]
    spell: Callable[[str], str]
    fold: Callable[[str], str]

    def folded(self, words: Iterable[str]) -> list[str]:
        """The words as they are compared."""
        return [self.fold(self.spell(word)) for word in words]


@cache
def words(language: str, file: str) -> Words:
    """The file `<file>.toml` of a language. Raises KeyError for a language that has none."""
    if language not in LANGUAGES:
        raise KeyError(language)
    folder = language.partition("-")[0]
    path = files("tracker.extract") / "lexicons" / folder / f"{file}.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return Words(language, tables, latin if language == "be-Latn" else str, fold_of(language))


def fold_of(language: str) -> Callable[[str], str]:
    """How words of the language are compared: small letters, without what spellings leave out."""
    return {"en": _english, "ru": _russian, "be": _belarusian, "be-Latn": _belarusian_latin}[language]


def _english(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s")


def _russian(word: str) -> str:
    return word.lower().replace("ё", "е")


def _belarusian(word: str) -> str:
    """After a vowel "у" is written "ў": at a word's start that is the neighbour's doing."""
    small = _ASSIMILATED.sub("", word.lower().replace("ё", "е"))
    return "у" + small[1:] if small.startswith("ў") else small


def _belarusian_latin(word: str) -> str:
    return word.lower().translate(_LATIN_SOFT)
