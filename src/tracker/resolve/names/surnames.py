"""Surnames and patronymics without what gender and case put on them, with what the endings tell.

"Тихановского", "Ціханоўскім", "Tsikhanouski" give one stem and a man; "Тихановской", "Cichanoŭskaja" the same
stem and a woman. A word that can be read in several ways gives all of them. Tables: endings.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from tracker.resolve.names.given import ANY_CASE, NOMINATIVE, initials_of, known_patronymic, letters_of
from tracker.resolve.names.sounds import heard
from tracker.resolve.names.tables import table

_GENDERS = ("m", "f")
_SOFT_END = "ijy"
_CYRILLIC_VOWELS = frozenset("аеиоуыэюяіў")


@dataclass(frozen=True, slots=True)
class Stem:
    """One way to read a word as a surname: the sounds of its stem and what its nominative is built of."""

    sounds: str
    sort: str
    gender: str | None
    cases: frozenset[str]


@dataclass(frozen=True, slots=True)
class Patronymic:
    """A patronymic: the father's name if it is known, else the sounds; an initial is one sound."""

    name: str | None
    sounds: str
    gender: str | None
    cases: frozenset[str]
    is_initial: bool = False

    @property
    def letters(self) -> frozenset[str]:
        """What it can be shortened to, in any of its spellings."""
        return initials_of(self.name) if self.name else letters_of(self.sounds)


@dataclass(frozen=True, slots=True)
class _Ending:
    """What a Cyrillic ending can be, by one rule of the table; `rank` is the rule's place in it."""

    rank: int
    stem: re.Pattern[str]
    sort: str
    gender: str
    cases: str
    is_last: bool


@lru_cache(maxsize=1 << 14)
def declined_surname(word: str) -> tuple[Stem, ...]:
    """The readings of a Cyrillic word in small letters, in any case."""
    word = word.replace("ё", "е")
    endings, longest = _cyrillic_endings()
    fitting = []
    for length in range(min(longest, len(word) - 2) + 1):
        stem = word[: len(word) - length]
        fitting += [
            (ending, stem) for ending in endings.get(word[len(stem) :], ()) if ending.stem.search(stem[-2:])
        ]
    last = min((ending.rank for ending, _ in fitting if ending.is_last), default=len(word) + 99)
    found: dict[tuple[str, str, str], set[str]] = {}
    for ending, stem in sorted(fitting, key=lambda fit: fit[0].rank):
        if ending.rank <= last:
            sounds = heard(stem, "en")
            bare = sounds.rstrip(_SOFT_END) if ending.sort == "a" else sounds
            found.setdefault((bare or sounds, ending.sort, ending.gender), set()).update(ending.cases)
            if ending.sort == "" and ending.gender == "m" and (whole := _with_fleeting_vowel(stem, word)):
                found.setdefault((heard(whole, "en"), "", "m"), set()).update(ending.cases)
    stems = tuple(Stem(*what, frozenset(cases)) for what, cases in found.items())
    found_stems = (*stems, *_unsoftened(word)) or (Stem(heard(word, "en"), "", None, ANY_CASE),)
    return tuple(map(_as_spelt_at_home, found_stems))


def _with_fleeting_vowel(stem: str, word: str) -> str | None:
    """The nominative's stem, if the word is not that and a vowel can have fallen out of it."""
    bare = stem.removesuffix("ь")
    vowel = table("endings")["fleeting"].get(bare[-1:])
    if vowel is None or stem == word or len(bare) < 3:
        return None
    before = bare[:-1].removesuffix("ь")
    return before + vowel + bare[-1] if before[-1:] not in _CYRILLIC_VOWELS else None


def _unsoftened(word: str) -> Iterator[Stem]:
    """ "Гарбатцы" is the dative of "Гарбатка", the woman."""
    softened = {soft: hard for hard, soft in table("endings")["softened"].items()}
    if word[-1:] in ("е", "ы") and word[-2:-1] in softened and len(word) > 3:
        yield Stem(heard(word[:-2] + softened[word[-2]], "en"), "a", "f", frozenset("dl"))


@cache
def _cyrillic_endings() -> tuple[dict[str, tuple[_Ending, ...]], int]:
    """The rules by the ending, and how long the longest ending is."""
    found: dict[str, list[_Ending]] = {}
    for rank, rule in enumerate(table("endings")["surname"]):
        stem = re.compile(f"(?:{rule['stem']})$")
        for gender in _GENDERS:
            for cases, written in rule[gender].items():
                also = "a" if cases == "g" and gender == "m" else ""
                for ending in written:
                    what = _Ending(rank, stem, rule["sort"], gender, cases + also, rule.get("sure", False))
                    found.setdefault(ending, []).append(what)
    return {ending: tuple(rules) for ending, rules in found.items()}, max(map(len, found))


@lru_cache(maxsize=1 << 14)
def latin_surname(word: str, habit: str, language: str | None) -> tuple[Stem, ...]:
    """The readings of a Latin word in small letters: it stands in the nominative. The likeliest first."""
    sounds = heard(word, habit)
    found = []
    for rule in table("endings")["latin"]:
        if "languages" in rule and language not in rule["languages"]:
            continue
        if "written" in rule and not re.search(rule["written"], word):
            continue
        if sounds.endswith(tuple(rule["ends"])) and len(sounds) > rule["cut"] + 1:
            stem = sounds[: len(sounds) - rule["cut"]]
            found.append(Stem(stem, rule["sort"], rule.get("gender"), NOMINATIVE))
    return tuple(map(_as_spelt_at_home, found or [Stem(sounds, "", None, NOMINATIVE)]))


def _as_spelt_at_home(stem: Stem) -> Stem:
    """The stem of a foreign surname in its first spelling, however it is written here: foreign.toml."""
    home = _foreign().get(stem.sounds) if stem.sort == "" else None
    return stem if home is None else replace(stem, sounds=home)


@cache
def _foreign() -> dict[str, str]:
    """By its sounds in each spelling, how a foreign surname sounds in its first."""
    return {
        heard(written.lower(), "en"): heard(row["latin"][0].lower(), "en")
        for row in table("foreign")["surname"]
        for written in (*row["latin"], *row["cyrillic"])
    }


@lru_cache(maxsize=1 << 14)
def read_patronymic(sounds: str, declined: bool) -> tuple[Patronymic, ...]:
    """The readings of a word as a patronymic; none where it does not end as one."""
    return tuple(_patronymics(sounds, declined))


def _patronymics(sounds: str, declined: bool) -> Iterator[Patronymic]:
    for full, gender, cases in _patronymic_endings():
        if sounds.endswith(full) and len(sounds) > len(full) + 1 and (declined or "n" in cases):
            base = sounds[: len(sounds) - len(full)]
            yield Patronymic(known_patronymic(base), base, gender, frozenset(cases))
            return


@cache
def _patronymic_endings() -> tuple[tuple[str, str, str], ...]:
    """Ending, gender, all its cases; longest first."""
    rules = table("endings")["patronymic"]
    found: dict[tuple[str, str], str] = {}
    for part, gender in (("men", "m"), ("women", "f")):
        for ending in rules[part]:
            bare = ending if gender == "m" else ending[:-1]
            for case, written in rules[gender].items():
                for more in written:
                    key = (bare + more, gender)
                    found[key] = found.get(key, "") + case + ("a" if case == "g" and gender == "m" else "")
    return tuple((e, g, c) for (e, g), c in sorted(found.items(), key=lambda one: -len(one[0][0])))
