"""What a written name is made of: one alphabet a word, and whose habits its Latin letters follow.

A word that mixes look-alike letters ("Iгар" with a Latin I) is written anew in the alphabet of its other
letters. Tables: letters.toml.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from tracker.resolve.names.tables import table

ENGLISH = "en"

_SIGNS = str.maketrans(dict.fromkeys("’‘ʼʹ`´′", "'") | dict.fromkeys("‐‑–—", "-") | {"\xa0": " "})
_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
_CYRILLIC_ONLY = re.compile(r"(?=.*[\u0400-\u052f])[\u0400-\u052f\s.,'-]+")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def plain(written: str) -> str:
    """Without stress marks, invisible signs and what stands in brackets; one apostrophe, one hyphen."""
    if written.isascii():
        return _BRACKETED.sub(" ", written) if "(" in written or "[" in written else written
    return _BRACKETED.sub(" ", _MARKS.sub("", unicodedata.normalize("NFC", written)).translate(_SIGNS))


def is_cyrillic(text: str) -> bool:
    """Whether `text` is Cyrillic: most of the letters are that do not look alike in both alphabets.

    Where all of them look alike, all of them count.
    """
    if text.isascii():
        return False
    if _CYRILLIC_ONLY.fullmatch(text):
        return True
    latin, cyrillic = _counted(text, _lookalikes()[2])
    if not latin and not cyrillic:
        latin, cyrillic = _counted(text, frozenset())
    return cyrillic > latin


def in_one_alphabet(word: str, name_is_cyrillic: bool) -> str:
    """The word in the alphabet of those letters that are no look-alikes, or else in that of the name."""
    if word.isascii() if not name_is_cyrillic else _CYRILLIC_ONLY.fullmatch(word):
        return word
    to_cyrillic, to_latin, alike = _lookalikes()
    latin, cyrillic = _counted(word, alike)
    own = name_is_cyrillic if latin == cyrillic else cyrillic > latin
    return word.translate(to_cyrillic if own else to_latin)


def habit_of(name: str, language: str | None) -> str:
    """Whose habits a name in small Latin letters follows: a key of `latin` in letters.toml."""
    letters = table("letters")
    base = (language or "").partition("-")[0]
    if base in letters["habit"]:
        return str(letters["habit"][base])
    return _given_away(name) or ENGLISH


def habits_of(name: str, language: str | None) -> tuple[str, ...]:
    """The same, and a second one where nothing tells whether "ch" is that of "Churchill" or of "Bach"."""
    first = habit_of(name, language)
    if language is None and first == ENGLISH and "ch" in name and not _given_away(name):
        return first, "caron"
    return (first,)


def _given_away(name: str) -> str | None:
    for sign in table("letters")["sign"]:
        if any(part in name for part in sign["any"]):
            return str(sign["habit"])
    return None


def is_lacinka(name: str, language: str | None) -> bool:
    """Whether a name in small Latin letters is Belarusian in that script, whose words have cases."""
    base = (language or "be").partition("-")[0]
    if base not in ("be", "en"):
        return False
    signs = table("letters")["lacinka"]
    if any(letter in name for letter in signs["sure"]) or language == "be-Latn":
        return True
    return all(any(letter in name for letter in letters) for letters in signs["both_of"])


def _counted(text: str, but: frozenset[str]) -> tuple[int, int]:
    """How many letters are Latin, how many Cyrillic."""
    latin = cyrillic = 0
    for letter in text:
        if letter in but or not letter.isalpha():
            continue
        if "\u0400" <= letter <= "\u052f":
            cyrillic += 1
        elif letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff":
            latin += 1
    return latin, cyrillic


@cache
def _lookalikes() -> tuple[dict[int, str], dict[int, str], frozenset[str]]:
    alike = table("letters")["lookalikes"]
    latin, cyrillic = alike["latin"], alike["cyrillic"]
    to_latin = {ord(c): a for a, c in reversed(list(zip(latin, cyrillic, strict=True)))}
    to_cyrillic = {ord(a): c for a, c in zip(latin, cyrillic, strict=True)}
    return to_cyrillic, to_latin, frozenset(latin + cyrillic)
