"""How well two entries fit as one target, and what bars it."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.resolve.names import Likeness, compare_entities, compare_people
from tracker.resolve.score import Fit
from tracker.resolve.ties.profile import Named, Profile

# From here on two entries are one target; from `NEARLY` on a person should look.
SAME_TARGET = 0.85
NEARLY = 0.5

_NO_NAME = Likeness(0.0, "no name to compare")
# Names with little in common, of one number: renamed, or a branch with its parent's number.
_OTHER_NAME = 0.3
# Of somebody's names at least so many are the other's too; fewer are worth so much less.
_FEW = 0.5
_STRAY = -0.2
_STRAY_WORDS = "few of the names fit"


@dataclass(frozen=True, slots=True)
class _Births:
    """What two entries' dates of birth say: points for or against, and in words; or that they bar."""

    points: float
    words: str
    is_barred: bool = False
    is_same_day: bool = False


_NO_BIRTHS = _Births(0.0, "")
_SAME_DAY = _Births(0.35, "born on the same day", is_same_day=True)
_SAME_MONTH = _Births(0.2, "born in the same month")
_SAME_YEAR = _Births(0.1, "born in the same year")
_OTHER_DAY = _Births(-0.1, "born in the same year, on another day")
_NEXT_YEAR = _Births(-0.2, "their years of birth are one apart")
_OTHER_YEAR = _Births(-1.0, "born in other years", is_barred=True)


def fit(a: Profile, b: Profile) -> Fit | None:
    """How well two entries fit; None where they cannot be one target, or have nothing in common."""
    if is_barred(a, b):
        return None
    name = _likeness(a, b)
    if common := sorted(a.numbers & b.numbers):
        return _of_one_number(name, common[0])
    if name.score < NEARLY:
        return None
    if a.is_person:
        births = _births(a, b)
        stray, said = (_STRAY, _STRAY_WORDS) if not births.is_same_day and _is_stray(a, b) else (0.0, "")
        words = "; ".join(filter(None, (name.reason, births.words, said)))
        score = min(name.score + births.points, 1.0) + stray
        return Fit(round(score, 2), words, certain=births.is_same_day)
    return Fit(round(name.score, 2), name.reason)


def is_barred(a: Profile, b: Profile) -> bool:
    """Whether something says that they are two: what they are, a gender, a year of birth."""
    if a.kind is not b.kind:
        return True
    if a.gender and b.gender and a.gender != b.gender:
        return True
    return _births(a, b).is_barred


def _of_one_number(name: Likeness, number: str) -> Fit:
    if name.score < _OTHER_NAME:
        return Fit(0.7, f"the same number {number}, but other names")
    return Fit(0.99, f"the same number {number}; {name.reason}", certain=True)


def _likeness(a: Profile, b: Profile) -> Likeness:
    """The two names that are likest, of those that can be alike at all."""
    found = (
        _alike(one, other) for one in a.names for other in b.names if not one.keys.isdisjoint(other.keys)
    )
    return max(found, key=lambda one: (one.score, one.reason), default=_NO_NAME)


def _is_stray(a: Profile, b: Profile) -> bool:
    """Whether no more than a few of one's names fit, and what both are called by are two people's names: a
    publisher puts another's name among somebody's at times."""
    return _likeness_of(a.names[0], b.names[0]) < NEARLY and min(_share(a, b), _share(b, a)) < _FEW


def _share(a: Profile, b: Profile) -> float:
    fitting = sum(any(_likeness_of(one, other) >= SAME_TARGET for other in b.names) for one in a.names)
    return fitting / len(a.names)


def _likeness_of(a: Named, b: Named) -> float:
    return 0.0 if a.keys.isdisjoint(b.keys) else _alike(a, b).score


def _alike(a: Named, b: Named) -> Likeness:
    if a.person is not None and b.person is not None:
        return compare_people(a.person, b.person)
    if a.entity is not None and b.entity is not None:
        return compare_entities(a.entity, b.entity)
    return _NO_NAME


def _births(a: Profile, b: Profile) -> _Births:
    """The dates that agree best: a list may give several for one person."""
    found = (_birth(one, other) for one in a.births for other in b.births)
    return max(found, key=lambda one: one.points, default=_NO_BIRTHS)


def _birth(a: str, b: str) -> _Births:
    """Two dates of birth, as exact as they are. A year that is one off is a mistake as often as another's."""
    exact = min(len(a), len(b))
    if a[:exact] == b[:exact]:
        return {4: _SAME_YEAR, 7: _SAME_MONTH}.get(exact, _SAME_DAY)
    if a[:4] == b[:4]:
        return _OTHER_DAY
    is_one_off = abs(int(a[:4]) - int(b[:4])) == 1
    return _NEXT_YEAR if is_one_off and (exact == 4 or a[4:] == b[4:]) else _OTHER_YEAR
