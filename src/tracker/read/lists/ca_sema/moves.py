"""Which targets of Canada's list only got another key: a schedule was numbered anew, a name spelled anew.

An entry that a newer state lacks and one that it has instead are the same target if they have one name;
or one place and one day of listing, and names alike; or one day of listing, and names so alike, or also
a birth in common, that both were changed at once. Everything else is a delisting and a designation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from difflib import SequenceMatcher

from tracker.model import ListEntry
from tracker.read.lists.ca_sema.keys import folded, name_of, place_of

# How alike two names are that are spellings of one, at least: where something else ties them, and where
# nothing does.
_ALIKE = 0.6
_NEARLY_ONE = 0.85

_Entries = Mapping[str, ListEntry]
_Score = tuple[float, ...]


def moves(gone: _Entries, come: _Entries) -> Mapping[str, str]:
    """The new uid of each entry that only got another: old uid -> new uid."""
    left_gone, left_come = dict(gone), dict(come)
    found: dict[str, str] = {}
    for key, score in _RULES:
        pairs = sorted(
            ((values, old, new) for values, old, new in _pairs(left_gone, left_come, key, score)),
            key=lambda pair: ([-value for value in pair[0]], pair[1], pair[2]),
        )
        for _, old, new in pairs:
            if old in left_gone and new in left_come:
                del left_gone[old], left_come[new]
                found[old] = new
    return found


def _pairs(gone: _Entries, come: _Entries, key: _Key, score: _Rule) -> Iterator[tuple[_Score, str, str]]:
    by_key = defaultdict(list)
    for uid, entry in come.items():
        by_key[key(entry)].append(uid)
    for old, entry in gone.items():
        for new in by_key.get(key(entry), ()):
            values = score(entry, come[new])
            if values is not None:
                yield values, old, new


_Key = Callable[[ListEntry], Hashable]
_Rule = Callable[[ListEntry, ListEntry], _Score | None]


def _same_name(old: ListEntry, new: ListEntry) -> _Score | None:
    """Namesakes are told apart by what else is known of them; one whose births were corrected is no other."""
    births, listed = _births_agree(old, new), old.listed_on == new.listed_on
    if births is False and not listed:
        return None
    return float(bool(births)), float(listed), float(place_of(old.uid) == place_of(new.uid))


def _same_place(old: ListEntry, new: ListEntry) -> _Score | None:
    if None not in (old.listed_on, new.listed_on) and old.listed_on != new.listed_on:
        return None
    alike = _likeness(old, new, 0.0 if _births_agree(old, new) else _ALIKE)
    return None if alike is None else (alike,)


def _alike(old: ListEntry, new: ListEntry) -> _Score | None:
    if old.listed_on is None:
        return None
    alike = _likeness(old, new, _ALIKE if _births_agree(old, new) else _NEARLY_ONE)
    return None if alike is None else (alike,)


_RULES: tuple[tuple[_Key, _Rule], ...] = (
    (lambda entry: (entry.programmes, name_of(entry.uid)), _same_name),
    (lambda entry: (entry.programmes, place_of(entry.uid)), _same_place),
    (lambda entry: (entry.programmes, entry.kind, entry.listed_on), _alike),
)


def _births_agree(old: ListEntry, new: ListEntry) -> bool | None:
    """Whether they have a birth in common; None where one of them has none at all."""
    before, after = ({birth.text for birth in entry.births} for entry in (old, new))
    return bool(before & after) if before and after else None


def _likeness(old: ListEntry, new: ListEntry, least: float) -> float | None:
    """How alike their names are, from 0 to 1; None for less than `least`."""
    matcher = SequenceMatcher(None, folded(old.name), folded(new.name), autojunk=False)
    # The quick ones are upper bounds: hundreds may be listed on one day.
    measures = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return None if any(measure() < least for measure in measures) else matcher.ratio()
