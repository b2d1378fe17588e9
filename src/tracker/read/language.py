"""Which language a text is written in, of those that are read: English, Russian, Belarusian.

Script and letters decide first: they are exact where identifiers guess, and none of these knows
Belarusian in Latin script (`be-Latn`): they say Polish, Lithuanian or Slovene. A page in Ukrainian or
Bulgarian must be refused and not misread, for its words look like Russian and Belarusian ones and
mean other things. Words of two languages on one page are counted: the one that tells more is the
page's, the other is quoted. Letters and words: languages.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from tracker.read.loading import language_identifier

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

BELARUSIAN_IN_LATIN = "be-Latn"
_READ = frozenset({"en", "ru", "be", BELARUSIAN_IN_LATIN})
# A page's language shows long before its end.
_SAMPLE = 8_000
# Most words are of the usual letters only, which are found faster than letters as such.
_WORD = re.compile(r"[a-zа-џ]++(?![\w'’ʼ])|[^\W\d_]++(?:['’ʼ][^\W\d_]++)*+")
_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіўѓќїєґђјљњћџѕәғқңөұүһҗҙҫӑӗ")
# Each finds words parted by blanks, once: what it looks for, and the rest of the word.
_REST = "[^ ]*+"
# ъ where it is no sign of separation, as it always is in Russian.
_HARD_VOWEL = re.compile(f"ъ(?![еёюя]){_REST}")
_WITH_I = re.compile(f"[ії]{_REST}")
_WITH_Y = re.compile(f"и{_REST}")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz") | frozenset(map(chr, range(0xE0, 0x250))) - {"÷"}
# The share of words with a mark from which it is the text's own: fewer are names and quotes.
_FOREIGN = 0.08
# Texts of so few words, as headlines, may lack what tells them; longer ones have it or are foreign.
_FEW = 25
_ENGLISH_SHARE = 0.12
# Among what a text that is too short for its letters is sought.
_CYRILLIC_LANGUAGES = ("ru", "be", "uk", "bg", "sr", "mk", "kk")
_LATIN_LANGUAGES = (
    *("en", "pl", "lt", "lv", "et", "cs", "sk", "sl", "hr", "de", "fr", "es", "it", "pt", "nl", "sv", "da"),
    *("nb", "fi", "hu", "ro", "tr", BELARUSIAN_IN_LATIN),
)


@dataclass(frozen=True, slots=True)
class _Marks:
    """languages.toml: expressions for the words that have one of the letters, and sets of words."""

    foreign: re.Pattern[str]
    ukrainian: re.Pattern[str]
    belarusian: re.Pattern[str]
    eastern: re.Pattern[str]
    marked: re.Pattern[str]
    telling: re.Pattern[str]
    not_polish: re.Pattern[str]
    foreign_latin: re.Pattern[str]
    foreign_spellings: re.Pattern[str]
    words_in_latin: frozenset[str]
    english: frozenset[str]


def language_of(text: str, *, expected: Sequence[str] = ()) -> str | None:
    """`en`, `ru`, `be` or `be-Latn`; None for every other language, and for a text without words.

    `expected` are the languages of whoever wrote it: where the letters of a headline leave it open,
    the only one of them in its script is believed. Raises nothing.
    """
    sample = text[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    cyrillic = [
        word for word in words if word[0] in _CYRILLIC or not (word.isascii() or _CYRILLIC.isdisjoint(word))
    ]
    latin = [word for word in words if word[0] in _LATIN]
    if sum(map(len, cyrillic)) > sum(map(len, latin)):
        return _of_cyrillic(cyrillic, expected)
    return _of_latin(latin, expected) if latin else None


def _of_cyrillic(words: Sequence[str], expected: Sequence[str]) -> str | None:
    marks, text = _marks(), " ".join(words)
    if _count(marks.foreign, text) > _FOREIGN * len(words):
        return None
    ours = _count(marks.belarusian, text)
    eastern = _count(marks.eastern, text)
    with_i = _count(_WITH_I, text)
    with_y = _count(_WITH_Y, text)
    # Ukrainian has и beside і, both often, and neither ы nor э.
    if with_i > with_y / 2 and _ukrainian(words) > ours + eastern:
        return None
    if with_i > with_y and (ours or eastern):
        return "be"
    # Bulgarian has ъ for a vowel, and neither ы nor э.
    vowels = _count(_HARD_VOWEL, text)
    if with_y > with_i and eastern > vowels:
        return "ru"
    return None if vowels > _FOREIGN * len(words) else _of_few(words, expected, _CYRILLIC_LANGUAGES)


def _ukrainian(words: Sequence[str]) -> int:
    mark = _marks().ukrainian
    return sum(("и" in word and "і" in word) or mark.search(word) is not None for word in words)


def _of_latin(words: Sequence[str], expected: Sequence[str]) -> str | None:
    marks, text = _marks(), " ".join(words)
    accented = _count(marks.foreign_latin, text)
    spelt = _count(marks.foreign_spellings, text)
    known = sum(map(marks.words_in_latin.__contains__, words))
    belarusian = known + _count(marks.marked, text)
    english = sum(map(marks.english.__contains__, words))
    if english >= _ENGLISH_SHARE * len(words) and english > max(belarusian, accented):
        return "en"
    is_told = known or (_count(marks.telling, text) and _count(marks.not_polish, text))
    # A name or two with accents do not make a language.
    if is_told and belarusian > accented + spelt and belarusian >= max(2, _FOREIGN * len(words)):
        return BELARUSIAN_IN_LATIN
    return None if len(words) > _FEW else _of_few(words, expected, _LATIN_LANGUAGES)


def _count(mark: re.Pattern[str], text: str) -> int:
    return len(mark.findall(text))


def _of_few(words: Sequence[str], expected: Sequence[str], languages: Sequence[str]) -> str | None:
    """What the writer's languages leave open for a headline, or else what statistics say.

    They do not know Belarusian in Latin script: none of their answers is that.
    """
    ours = [one for one in expected if one in languages]
    if len(ours) == 1 and len(words) <= _FEW:
        found: str | None = ours[0]
    else:
        ranked = _identifier().rank(" ".join(words))
        found = next((language for language, _ in ranked if language in languages), None)
    return found if found in _READ else None


@cache
def _identifier() -> LanguageIdentifier:
    """py3langid: 130 MB and 0.8 s at its first call, so only for headlines that the letters leave open."""
    library = language_identifier()
    return library.LanguageIdentifier.from_model_file(library.MODEL_FILE)


@cache
def _marks() -> _Marks:
    table = tomllib.loads(files(__package__).joinpath("languages.toml").read_text(encoding="utf-8"))
    cyrillic, latin = table["cyrillic"], table["latin"]
    return _Marks(
        foreign=_with_one_of(cyrillic["foreign"]),
        ukrainian=_with_one_of(cyrillic["ukrainian"]),
        belarusian=_with_one_of(cyrillic["belarusian"]),
        eastern=_with_one_of(cyrillic["eastern"]),
        marked=_with_one_of(latin["marked"]),
        telling=_with_one_of(latin["telling"]),
        not_polish=_with_one_of(latin["not_polish"]),
        foreign_latin=_with_one_of(latin["foreign"]),
        foreign_spellings=re.compile(f"(?:{'|'.join(latin['foreign_spellings'])}){_REST}"),
        words_in_latin=frozenset(latin["words"]) - frozenset(latin["shared"]),
        english=frozenset(table["english"]["words"]),
    )


def _with_one_of(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]{_REST}")
