"""How a written word is heard, and how far two words that are heard are from one another.

`heard` makes the words of all alphabets and habits comparable: "Ціханоўская", "Cichanoŭskaja",
"Tsikhanouskaya" and "Tichanovskaja" come out (nearly) alike. What is left of their difference is vowels
that are not stressed and a few consonants, and `distance` knows what each is worth. `bones` keeps only what
no two spellings of a name differ in: it is what names are looked up by. Tables: letters.toml, sounds.toml.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from tracker.resolve.names.tables import table

VOWELS = frozenset("aeiouy")

_RUN = re.compile("[aeiouyj]{2,}|[jy]")
_U_BEHIND_VOWEL = re.compile("(?<=[aeo])u")
_TWICE = re.compile(r"(.)\1+")
_GLIDES = re.compile("[ijy]+")
_CORE = re.compile("[^ijy]")


@lru_cache(maxsize=1 << 16)
def heard(word: str, habit: str) -> str:
    """The sounds of a word in small letters; its Latin letters are read by a `habit` of letters.toml."""
    return _TWICE.sub(r"\1", _RUN.sub(_run, _U_BEHIND_VOWEL.sub("v", _letter_by_letter(word, habit))))


def heard_carefully(word: str, habit: str) -> str:
    """The same, with each i and j that stands beside a vowel: it tells "Диана" from "Дана"."""
    return _GLIDES.sub("i", _letter_by_letter(word, habit).replace("je", "e"))


def _letter_by_letter(word: str, habit: str) -> str:
    letters, pattern = _reading(habit)
    return pattern.sub(lambda hit: letters[hit[0]], _known_letters(word, habit))


def _run(hit: re.Match[str]) -> str:
    """Of vowels in a row those that are heard: "aje" is "ae", "iu" and "ju" are "u", "ij" is "i"."""
    run = hit[0]
    core = "".join(_CORE.findall(run))
    if hit.start() == 0 and core and core[0] in "aou" and run[0] in "ijy":
        return "j" + core
    return core or ("" if run == "j" else "i")


def _known_letters(word: str, habit: str) -> str:
    """The word without signs; letters with marks that the table does not know, without the marks."""
    if word.isascii() and word.isalpha():
        return word
    known = _reading(habit)[0]
    out = []
    for letter in word:
        if letter in known:
            out.append(letter)
        elif letter.isalnum():
            out.append(unicodedata.normalize("NFKD", letter)[0])
    return "".join(out)


@cache
def _reading(habit: str) -> tuple[dict[str, str], re.Pattern[str]]:
    tables = table("letters")
    letters: dict[str, str] = {**tables["cyrillic"], **tables["latin"]["all"], **tables["latin"][habit]}
    longest_first = sorted(letters, key=len, reverse=True)
    return letters, re.compile("|".join(map(re.escape, longest_first)))


_KEPT_VOWELS = str.maketrans("", "", "aeiouyj")
_LEADING = re.compile("^[uv](?=[^aeiouyj])")


@lru_cache(maxsize=1 << 16)
def bones(sounds: str) -> str:
    """The consonants, those that spellings mix up made one; "-" where there are none.

    "у" before a consonant at the start is Belarusian for "в" ("Урублеўскі, Врублевский").
    """
    bare = _LEADING.sub("", sounds).translate(_KEPT_VOWELS).translate(_one_in_keys())
    return _TWICE.sub(r"\1", bare) or "-"


@cache
def _one_in_keys() -> dict[int, str]:
    return {ord(letter): group[0] for group in table("sounds")["one_in_keys"] for letter in group}


def distance(a: str, b: str) -> float:
    """What it costs to turn the one into the other; 0 is alike, 1 about one letter that is wrong."""
    if a == b:
        return 0.0
    return _distance(a, b) if a < b else _distance(b, a)


@lru_cache(maxsize=1 << 16)
def _distance(a: str, b: str) -> float:
    costs = _costs()
    other, other_vowel = costs["other"], costs["other_vowel"]
    pairs, left_out = _pairs(), _left_out
    above = [0.0]
    for sound in b:
        above.append(above[-1] + left_out(sound))
    for one in a:
        row = [above[0] + left_out(one)]
        for place, sound in enumerate(b):
            if one == sound:
                swap = 0.0
            else:
                both_vowels = one in VOWELS and sound in VOWELS
                swap = pairs.get(one + sound, other_vowel if both_vowels else other)
            row.append(
                min(above[place] + swap, above[place + 1] + left_out(one), row[place] + left_out(sound))
            )
        above = row
    return above[-1]


def _left_out(sound: str) -> float:
    costs = _costs()
    return float(costs["vowel_left_out" if sound in VOWELS else "j_left_out" if sound == "j" else "left_out"])


@cache
def _costs() -> dict[str, float]:
    return {name: cost for name, cost in table("sounds").items() if isinstance(cost, float)}


@cache
def _pairs() -> dict[str, float]:
    pairs = {}
    for one, other, cost in table("sounds")["pairs"]:
        pairs[one + other] = pairs[other + one] = float(cost)
    return pairs
