"""Which targets of Canada's list only got another key: a schedule was numbered anew, a name spelled anew.

An entry that a newer state lacks and one that it has instead are the same target if they have one name;
or one day of listing and names that are alike: less so will do if they also have one place, or a birth in
common. Everything else is a delisting and a designation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import product

from tracker.model import ListEntry
from tracker.read.lists.ca_sema.keys import folded, name_of, place_of

# How alike two names are that are spellings of one, at least: where a place or a birth ties them, and where
# nothing does. What such a tie counts for, where several fit.
_ALIKE = 0.6
_NEARLY_ONE = 0.8
_TIE = 0.15
# So many changed at once are no spellings put right, and would take minutes: they are lost, and held.
_MOST_PAIRS = 100_000

_Entries = Mapping[str, ListEntry]
_Score = tuple[float, ...]
_Key = Callable[[ListEntry], Hashable]
_Rule = Callable[[ListEntry, ListEntry], _Score | None]


def moves(gone: _Entries, come: _Entries) -> Mapping[str, str]:
    """The new uid of each entry that only got another: old uid -> new uid."""
    left_gone, left_come = dict(gone), dict(come)
    found: dict[str, str] = {}
    for key, rule in _RULES:
        best_first = sorted(
            _pairs(left_gone, left_come, key, rule),
            key=lambda pair: ([-value for value in pair[0]], pair[1], pair[2]),
        )
        for _, old, new in best_first:
            if old in left_gone and new in left_come:
                del left_gone[old], left_come[new]
                found[old] = new
    return found


def _pairs(gone: _Entries, come: _Entries, key: _Key, rule: _Rule) -> Iterator[tuple[_Score, str, str]]:
    olds: defaultdict[Hashable, list[str]] = defaultdict(list)
    news: defaultdict[Hashable, list[str]] = defaultdict(list)
    for entries, by_key in ((gone, olds), (come, news)):
        for uid, entry in entries.items():
            by_key[key(entry)].append(uid)
    for shared in olds.keys() & news.keys():
        if len(olds[shared]) * len(news[shared]) > _MOST_PAIRS:
            continue
        for old, new in product(olds[shared], news[shared]):
            score = rule(gone[old], come[new])
            if score is not None:
                yield score, old, new


def _same_name(old: ListEntry, new: ListEntry) -> _Score | None:
    """Namesakes are told apart by what else is known of them; one whose births were put right is no other."""
    births, listed = _births_agree(old, new), old.listed_on == new.listed_on
    if births is False and not listed:
        return None
    return float(bool(births)), float(listed), float(place_of(old.uid) == place_of(new.uid))


def _alike(old: ListEntry, new: ListEntry) -> _Score | None:
    """A new target has a new day of listing: one of an old day, with a name that is alike, is an old one."""
    ties = (place_of(old.uid) == place_of(new.uid)) + bool(_births_agree(old, new))
    if not ties and old.listed_on is None:
        return None
    alike = _likeness(old, new, _ALIKE if ties else _NEARLY_ONE)
    return None if alike is None else (alike + _TIE * ties,)


_RULES: tuple[tuple[_Key, _Rule], ...] = (
    (lambda entry: (entry.programmes, name_of(entry.uid)), _same_name),
    (lambda entry: (entry.programmes, entry.listed_on), _alike),
)


def _births_agree(old: ListEntry, new: ListEntry) -> bool | None:
    """Whether they have a birth in common; None where one of them has none at all."""
    before, after = ({birth.text for birth in entry.births} for entry in (old, new))
    return bool(before & after) if before and after else None


def _likeness(old: ListEntry, new: ListEntry, least: float) -> float | None:
    """How alike their names are, from 0 to 1; None for less than `least`."""
    # As they stand, and in one order of the words: a new first letter moves a word in that order.
    written = _ratio(old.name.casefold(), new.name.casefold(), least)
    ordered = _ratio(folded(old.name), folded(new.name), least)
    return max((ratio for ratio in (written, ordered) if ratio is not None), default=None)


def _ratio(before: str, after: str, least: float) -> float | None:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    # The quick ones are upper bounds: hundreds may be listed on one day.
    measures = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return None if any(measure() < least for measure in measures) else matcher.ratio()
