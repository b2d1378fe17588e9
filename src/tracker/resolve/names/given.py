"""Given names and patronymics: which name a written word is, in which gender and which cases.

Words are looked up as they are heard, with the vowels that spellings mix up made one, so that the table
(given.toml) needs no list of spellings. Cases: endings.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tracker.resolve.names.sounds import bones, distance, heard
from tracker.resolve.names.tables import table

NOMINATIVE = frozenset("n")
ANY_CASE = frozenset("ngdail")

# So near must a word be to a name of the table to be taken for a misspelling of it.
_MISSPELT = 0.45

_GENDERS = (("men", "m"), ("women", "f"))
_OPEN = "aeiouyj"


@dataclass(frozen=True, slots=True)
class Given:
    """One way to read a word as a given name. `name` is the table's, or the sounds of one that is not there."""

    name: str
    sounds: str
    gender: str | None
    cases: frozenset[str]
    is_known: bool = True
    is_short: bool = False


@lru_cache(maxsize=1 << 14)
def known_given(sounds: str, declined: bool) -> tuple[Given, ...]:
    """The names of the table that a word is; `declined`: in any case, else in the nominative only."""
    found = _forms().get(_key(sounds), ())
    if not declined:
        found = tuple(one for one in found if "n" in one.cases)
    return found or tuple(_misspelt(sounds))


def _misspelt(sounds: str) -> Iterator[Given]:
    near = sorted(
        ((distance(sounds, one.sounds), one.name, one) for one in _by_bones().get(bones(sounds), ())),
        key=lambda found: found[:2],
    )
    if near and near[0][0] <= _MISSPELT and len(sounds) > 3:
        yield near[0][2]


@lru_cache(maxsize=1 << 14)
def known_patronymic(base: str) -> str | None:
    """The father's name that a patronymic without its ending comes from; None for one not in the table."""
    key = _key(base).rstrip(_OPEN)
    if key in _fathers():
        return _fathers()[key]
    near = sorted((distance(key, other), other) for other in _fathers_by_bones().get(bones(key), ()))
    return _fathers()[near[0][1]] if near and near[0][0] <= _MISSPELT and len(key) > 3 else None


@cache
def initials_of(name: str) -> frozenset[str]:
    """The letters that a name of the table can be shortened to, as `initial` gives them."""
    return _initials().get(name, frozenset())


def initial(sounds: str) -> str:
    """The first letter as it can be told across spellings: "Е" and "Э" are one, "Я" and "Ю" are two letters."""
    return sounds[:2] if sounds[:1] == "j" else sounds[:1].replace("h", "g").replace("x", "g")


def _key(sounds: str) -> str:
    """What spellings of one given name have in common; the last letter tells the case and stays."""
    body = sounds[:-1].translate(_MIXED_UP)
    return body + sounds[-1:].translate(_MIXED_UP_LAST)


_MIXED_UP = str.maketrans("eohxcž", "aaggtz")
_MIXED_UP_LAST = str.maketrans("hxcž", "ggtz")


@cache
def _forms() -> dict[str, tuple[Given, ...]]:
    """Every form of every name, by its key; one word can be several names ("Александра")."""
    cases: dict[str, dict[tuple[str, str, bool], set[str]]] = {}
    first_heard: dict[tuple[str, str, str, bool], str] = {}
    for name, gender, written, is_short, stems in _written():
        for sounds, case in _declined(written, gender, stems):
            what = (name, gender, is_short)
            cases.setdefault(_key(sounds), {}).setdefault(what, set()).update(case)
            first_heard.setdefault((_key(sounds), *what), sounds)
    return {
        key: tuple(
            Given(name, first_heard[key, name, gender, is_short], gender, frozenset(found), True, is_short)
            for (name, gender, is_short), found in sorted(names.items())
        )
        for key, names in cases.items()
    }


def _written() -> Iterator[tuple[str, str, str, bool, list[str]]]:
    """Name, gender, one of its spellings, whether that is a short form, irregular stems."""
    for part, gender in _GENDERS:
        for name, more in table("given")[part].items():
            stems = more.get("stem", [])
            for written in dict.fromkeys((name, *more.get("be", ()), *more.get("other", ()))):
                yield name, gender, _small(written), False, stems
            for written in more.get("short", ()):
                yield name, gender, _small(written), True, []


def _small(written: str) -> str:
    return written.lower().replace("ё", "е") if written[-1:] > "\u0400" else written.lower()


def _declined(written: str, gender: str, stems: list[str]) -> Iterator[tuple[str, str]]:
    yield heard(written, _habit(written)), "n"
    for rule in table("endings")["given"]:
        if rule["gender"] != gender or written[-1] not in rule["ends"]:
            continue
        regular = written[: len(written) - rule["cut"]]
        for stem in {regular, *map(_small, stems)} if stems else {regular}:
            for case in "gdail":
                for ending in rule.get(case, ()):
                    yield heard(stem + ending, "en"), case + ("a" if case == "g" and gender == "m" else "")
                    softened = table("endings")["softened"].get(stem[-1])
                    if gender == "f" and softened and ending in ("е", "ы"):
                        yield heard(stem[:-1] + softened + ending, "en"), case


def _habit(written: str) -> str:
    """Names in Latin letters stand in the table as their own languages write them."""
    return "pl" if any(sign in written for sign in ("sz", "cz", "rz", "ł", "w", "ż")) else "en"


@cache
def _by_bones() -> dict[str, tuple[Given, ...]]:
    """Whole names in the nominative, by their consonants."""
    found: dict[str, list[Given]] = {}
    for forms in _forms().values():
        for form in forms:
            if "n" in form.cases and not form.is_short:
                found.setdefault(bones(form.sounds), []).append(form)
    return {key: tuple(forms) for key, forms in found.items()}


@cache
def _fathers() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, gender, written, is_short, stems in _written():
        if gender == "m" and not is_short:
            for stem in (written, *map(_small, stems)):
                found.setdefault(_key(heard(stem, _habit(stem))).rstrip(_OPEN), name)
    return found


@cache
def _fathers_by_bones() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key in _fathers():
        found.setdefault(bones(key), []).append(key)
    return {key: tuple(names) for key, names in found.items()}


@cache
def _initials() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, _, written, _, _ in _written():
        found.setdefault(name, set()).add(initial(heard(written, _habit(written))))
    return {name: frozenset(letters) for name, letters in found.items()}
