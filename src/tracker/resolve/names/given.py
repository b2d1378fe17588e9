"""Given names and patronymics: which name a written word is, in which gender and which cases.

Words are looked up as they are heard, with the vowels that spellings mix up made one, so that the table
(given.toml) needs no list of spellings. Cases: endings.toml.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tracker.resolve.names.letters import is_cyrillic
from tracker.resolve.names.sounds import heard, heard_carefully
from tracker.resolve.names.tables import table

NOMINATIVE = frozenset("n")
ANY_CASE = frozenset("ngdail")

_GENDERS = (("men", "m"), ("women", "f"))
_OPEN = "aeiouyj"


@dataclass(frozen=True, slots=True)
class Given:
    """One way to read a word as a given name: the table's name for it, or its sounds if it is not there."""

    name: str
    sounds: str
    gender: str | None
    cases: frozenset[str]
    is_known: bool = True
    is_short: bool = False
    is_initial: bool = False

    @property
    def letters(self) -> frozenset[str]:
        """What it can be shortened to, in any of its spellings."""
        return initials_of(self.name) if self.is_known else letters_of(self.sounds)


@lru_cache(maxsize=1 << 14)
def known_given(word: str, habit: str, declined: bool) -> tuple[Given, ...]:
    """The names of the table that a word in small letters is, in any case if it is `declined`.

    Letters tell more than sounds ("Виктора" is no "Виктория"), where they are spelt as in the table.
    """
    if declined and (exact := _spelt_forms().get(_spelling(word))):
        return exact
    sounds = heard(word, habit)
    found = _heard_forms().get(_key(sounds), ())
    if not declined:
        found = tuple(one for one in found if "n" in one.cases)
    if len(found) > 1:
        names = _carefully_heard().get(heard_carefully(word, habit), ())
        found = tuple(one for one in found if one.name in names) or found
    return found


def known_patronymic(base: str) -> str | None:
    """The father's name that a patronymic without its ending comes from; None for one not in the table."""
    return _fathers().get(_key(base).rstrip(_OPEN))


def initials_of(name: str) -> frozenset[str]:
    """The letters that a name of the table can be shortened to."""
    return _initials().get(name, frozenset())


def letters_of(sounds: str) -> frozenset[str]:
    """The first letter as spellings have it in common: "Е" and "Э" are one, "Г" and "Х" too.

    A Latin "Y." can stand for "Юрий", "Яна" and "Ігар".
    """
    if sounds in ("", "i", "y", "j"):
        return _ANY_Y
    return frozenset({sounds[:2] if sounds[0] == "j" else sounds[0].translate(_MIXED_UP_LAST)})


_ANY_Y = frozenset({"i", "ja", "ju", "jo", "e"})


def _key(sounds: str) -> str:
    """What spellings of one given name have in common; the last letter tells the case and stays."""
    body = sounds[:-1].translate(_MIXED_UP)
    return body + sounds[-1:].translate(_MIXED_UP_LAST)


_MIXED_UP = str.maketrans("eohxcž", "aaggtz")
_MIXED_UP_LAST = str.maketrans("hxcž", "ggtz")


def _spelling(word: str) -> str:
    """A Cyrillic word without what the spellings of Belarusian differ in."""
    return word.translate(_SPELT_TWO_WAYS)


_SPELT_TWO_WAYS = str.maketrans({"ё": "е", "э": "е", "ў": "у", "ь": "", "'": ""})


@cache
def _spelt_forms() -> dict[str, tuple[Given, ...]]:
    """Every form of every Cyrillic name, as it is spelt; one word can be several names ("Александра")."""
    return _gathered(lambda form: {_spelling(form)} if is_cyrillic(form) else set())


@cache
def _heard_forms() -> dict[str, tuple[Given, ...]]:
    """Every form of every name, as it is heard."""
    # Latin names also as those read them who take "ja" and "ch" for what they are in Czech.
    return _gathered(lambda form: {_key(heard(form, habit)) for habit in (_habit(form), "caron")})


@cache
def _carefully_heard() -> dict[str, frozenset[str]]:
    """Names by their nominative with all its vowels, where several are heard alike."""
    found: dict[str, set[str]] = {}
    for name, _, written, _, _ in _written():
        found.setdefault(heard_carefully(written, _habit(written)), set()).add(name)
    return {spelling: frozenset(names) for spelling, names in found.items()}


def _gathered(keys_of: Callable[[str], Collection[str]]) -> dict[str, tuple[Given, ...]]:
    found: dict[str, dict[tuple[str, str, bool], tuple[str, set[str]]]] = {}
    for name, gender, written, is_short, stems in _written():
        for form, cases in _declined(written, gender, stems):
            for key in keys_of(form):
                names = found.setdefault(key, {})
                first = (heard(form, _habit(form)), set[str]())
                names.setdefault((name, gender, is_short), first)[1].update(cases)
    return {
        key: tuple(
            Given(name, sounds, gender, frozenset(cases), True, is_short)
            for (name, gender, is_short), (sounds, cases) in sorted(names.items())
        )
        for key, names in found.items()
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
    yield written, "n"
    for rule in table("endings")["given"]:
        if rule["gender"] != gender or written[-1] not in rule["ends"]:
            continue
        regular = written[: len(written) - rule["cut"]]
        for stem in {regular, *map(_small, stems)} if stems else {regular}:
            for case in "gdail":
                for ending in rule.get(case, ()):
                    yield stem + ending, case + ("a" if case == "g" and gender == "m" else "")
                    softened = table("endings")["softened"].get(stem[-1])
                    if gender == "f" and softened and ending in ("е", "ы"):
                        yield stem[:-1] + softened + ending, case


def _habit(written: str) -> str:
    """Names in Latin letters stand in the table as their own languages write them."""
    return "pl" if any(sign in written for sign in ("sz", "cz", "rz", "ł", "ż")) else "en"


@cache
def _fathers() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, gender, written, is_short, stems in _written():
        if gender == "m" and not is_short:
            for stem in (written, *map(_small, stems)):
                found.setdefault(_key(heard(stem, _habit(stem))).rstrip(_OPEN), name)
    return found


@cache
def _initials() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, _, written, _, _ in _written():
        found.setdefault(name, set()).update(letters_of(heard(written, _habit(written))))
    return {name: frozenset(letters) for name, letters in found.items()}
