"""Whether two people's names can be one person's, and why.

Strict where it counts: another gender, another given name, another patronymic or another surname is another
person, however near the letters are. A part that one of the two lacks is no contradiction and no proof.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tracker.resolve.names.given import Given
from tracker.resolve.names.person import PersonName, Reading
from tracker.resolve.names.sounds import bones, distance
from tracker.resolve.names.surnames import Patronymic, Stem

# From here on two names are one person's.
SAME_PERSON = 0.85
# From here on a person should look.
MAY_BE_SAME = 0.5

# Two spellings of one name differ by less than this for each sound, and by less than the whole in all.
_SPELLING_EACH = 0.09
_SPELLING = 0.75
# One letter is wrong: a misspelling, believed only where given name and patronymic are the same.
_MISSPELT = 1.1
_SHORTEST_MISSPELT = 6
# Where only vowels differ: "Реуцкий, Равуцкі".
_SHORTEST_HEARD = 4
# "Новик" and "Новико" are two names: what the nominative is built of counts as well.
_OTHER_SORT = 0.6


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 0 to 1, and why, in words that a reader is shown."""

    score: float
    reason: str


_NO_NAME = Likeness(0.0, "no name to compare")
_OTHER_SURNAME = Likeness(0.0, "other surnames")
_OTHER_GIVEN = Likeness(0.2, "same surname, other given names")
_OTHER_PATRONYMIC = Likeness(0.3, "same surname and given name, other patronymics")
_OTHER_GENDER = Likeness(0.1, "same surname, a man and a woman")


def compare_people(a: PersonName, b: PersonName) -> Likeness:
    """How surely two names are one person's: the likeliest of all ways to read them."""
    best = _NO_NAME
    for one in a.readings:
        for other in b.readings:
            found = _compare(one, other)
            if found.score > best.score or best is _NO_NAME:
                best = found
    return best


def _compare(a: Reading, b: Reading) -> Likeness:
    surname = _same_surname(a.surname, b.surname)
    if surname == "other":
        return _OTHER_SURNAME
    if a.gender and b.gender and a.gender != b.gender:
        return _OTHER_GENDER
    given = _same_given(a.given, b.given)
    if given == "other":
        return _OTHER_GIVEN
    patronymic = _same_patronymic(a.patronymic, b.patronymic)
    if patronymic == "other":
        return _OTHER_PATRONYMIC
    return _weighed(surname, given, patronymic, a.is_sure and b.is_sure)


@lru_cache(maxsize=256)
def _weighed(surname: str, given: str, patronymic: str, is_sure: bool) -> Likeness:
    """What parts that do not contradict one another are worth together. One table, from strong to weak."""
    score, reason = _worth(surname, given, patronymic)
    if is_sure:
        return Likeness(score, reason)
    return Likeness(min(score, 0.7), f"{reason}; but one of the two can also be read as another name")


def _worth(surname: str, given: str, patronymic: str) -> tuple[float, str]:
    proved = patronymic in ("same", "near")
    words = _SURNAME_WORDS[surname]
    match given, surname:
        case "same" | "short", "same":
            also = {
                "same": " and patronymic",
                "near": ", patronymics as good as",
                "initial": ", initial fits",
            }
            score = {"same": 1.0, "near": 0.92, "initial": 0.95, "missing": 0.93}[patronymic]
            if given == "short":
                return score - 0.05, "same surname, one given name in its short form"
            return score, f"same surname and given name{also.get(patronymic, '')}"
        case "same" | "short", "near" if patronymic == "same":
            return 0.88, "same given name and patronymic, surnames one letter apart"
        case "same" | "short", "part" if proved:
            return 0.86, "same given name and patronymic, one half of a double surname"
        case "near", "same" if patronymic == "same":
            return 0.88, "same surname and patronymic, given names one letter apart"
        case "initial", "same" if patronymic == "initial":
            return 0.86, "same surname, both initials fit"
        case "initial", "same":
            return 0.7, "same surname, the initial fits"
        case "missing", "same":
            return 0.5, "same surname, one without a given name"
        case "same" | "short", _:
            return 0.6, f"same given name, {words}"
        case "near", "same":
            return 0.6, "same surname, given names one letter apart"
        case _:
            return 0.3, f"little in common: {words}"


_SURNAME_WORDS = {
    "same": "same surname",
    "near": "surnames one letter apart",
    "part": "one half of a double surname",
}


def _same_surname(a: tuple[Stem, ...], b: tuple[Stem, ...]) -> str:
    """`same`, `near` (one letter), `part` (one half of a double name) or `other`."""
    if len(a) == len(b) == 1:
        return _same_stem(a[0], b[0])
    if not a or not b:
        return "other"
    if len(a) == len(b):
        found = {_same_stem(one, other) for one, other in zip(a, b, strict=True)}
        if found == {"same"}:
            return "same"
    found = {_same_stem(one, other) for one in a for other in b}
    return "part" if "same" in found else "other"


def _same_stem(a: Stem, b: Stem) -> str:
    if a.sounds == b.sounds and a.sort == b.sort:
        return "same"
    bones_a, bones_b = bones(a.sounds), bones(b.sounds)
    if bones_a != bones_b and not are_one_apart(bones_a, bones_b):
        return "other"
    sort = 0.0 if a.sort == b.sort or "?" in (a.sort, b.sort) else _OTHER_SORT
    cost = distance(a.sounds, b.sounds) + sort
    shorter = min(len(a.sounds), len(b.sounds))
    if bones_a == bones_b and cost <= min(_SPELLING, _SPELLING_EACH * shorter):
        return "same"
    long_enough = shorter >= (_SHORTEST_HEARD if bones_a == bones_b else _SHORTEST_MISSPELT)
    return "near" if cost <= _MISSPELT and long_enough else "other"


def are_one_apart(a: str, b: str) -> bool:
    """Whether one letter that is wrong, missing or too many makes the one the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    for one, other in zip(a, b, strict=False):
        if one != other:
            break
        start += 1
    return a[start + 1 :] == b[start + 1 :] or a[start + 1 :] == b[start:] or a[start:] == b[start + 1 :]


def _same_given(one: Given | None, other: Given | None) -> str:
    """`same`, `short` (a short form of it), `near`, `initial`, `missing` or `other`."""
    if one is None or other is None:
        return "missing"
    if one.is_initial or other.is_initial:
        return "initial" if one.letters & other.letters else "other"
    if one.is_known and other.is_known:
        if one.name != other.name:
            return "other"
        return "short" if one.is_short != other.is_short else "same"
    if not one.is_known and not other.is_known:
        return _same_sounds(one.name, other.name)
    # One that the table does not know is at best a misspelling of one that it knows.
    return "other" if _same_sounds(one.sounds, other.sounds) == "other" else "near"


def _same_sounds(a: str, b: str) -> str:
    if bones(a) != bones(b):
        return "near" if are_one_apart(bones(a), bones(b)) and distance(a, b) <= _MISSPELT else "other"
    cost = distance(a, b)
    if cost <= min(_SPELLING, _SPELLING_EACH * min(len(a), len(b))):
        return "same"
    return "near" if cost <= _MISSPELT else "other"


def _same_patronymic(a: Patronymic | None, b: Patronymic | None) -> str:
    """`same`, `near`, `initial`, `missing` or `other`."""
    if a is None or b is None:
        return "missing"
    if a.is_initial or b.is_initial:
        return "initial" if a.letters & b.letters else "other"
    if a.name and b.name:
        return "same" if a.name == b.name else "other"
    return _same_sounds(a.sounds, b.sounds)
