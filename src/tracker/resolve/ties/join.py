"""Entries that are one target, out of the pairs that fit: best first, and no list's two entries in one.

What comes out follows from the entries, their fits and a person's decisions alone, not from their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tracker.model import EntryKey, EntryTie, ListEntry, TieStanding
from tracker.resolve.score import DECIDED, Fit
from tracker.resolve.ties.fit import NEARLY, SAME_TARGET, fit, is_barred
from tracker.resolve.ties.profile import Profile, profile_of

Pair = tuple[EntryKey, EntryKey]

# A key that more entries share than this tells nothing: to compare them all would take for ever.
_MOST_WITH_ONE_KEY = 200
# What fits another entry of the same list nearly as well is no proof for either.
_CLEARLY_BETTER = 0.05
_RIVALLED = "another entry of the list fits as well"
_TAKEN = "another entry of the list is taken for it already"


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a person decided: pairs of entries that are one target, and pairs that are two."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


NOT_DECIDED = ByHand()


def tie(
    entries: Iterable[ListEntry],
    by_hand: ByHand = NOT_DECIDED,
    gone: frozenset[EntryKey] = frozenset(),
) -> tuple[EntryTie, ...]:
    """The ties between entries, of different lists as a rule, sure and doubtful, in the order of their keys.

    `gone` left their list: such a one takes nobody's place, since a target may come back under another key.
    The sure ones join as few pairs as there must be: `groups_of` makes groups of them.
    """
    profiles = {one.key: one for one in map(profile_of, entries)}
    fits = {pair: found for pair, found in _fits(profiles) if pair not in by_hand.apart}
    joined = _Joined(profiles, by_hand, fits, gone)
    for pair in sorted(by_hand.together):
        if all(key in profiles for key in pair) and not joined.are_parted(pair):
            joined.join(pair, DECIDED)
    for pair in sorted(fits, key=lambda pair: (not fits[pair].certain, -fits[pair].score, pair)):
        joined.consider(pair)
    sure = [EntryTie(*pair, TieStanding.SURE, one.score, one.reason) for pair, one in joined.joints.items()]
    doubtful = [
        EntryTie(*pair, TieStanding.DOUBTFUL, one.score, "; ".join(filter(None, (one.reason, why))))
        for pair, one in fits.items()
        if (why := joined.doubt(pair)) is not None
    ]
    return tuple(sorted((*sure, *doubtful), key=lambda one: (one.one, one.other)))


def groups_of(ties: Iterable[EntryTie]) -> tuple[frozenset[EntryKey], ...]:
    """The entries that sure ties make one target of, target by target."""
    group: dict[EntryKey, set[EntryKey]] = {}
    for one in ties:
        if one.standing is TieStanding.SURE:
            both = group.get(one.one, {one.one}) | group.get(one.other, {one.other})
            group |= dict.fromkeys(both, both)
    distinct = {id(members): members for members in group.values()}
    return tuple(frozenset(members) for members in distinct.values())


def _fits(profiles: Mapping[EntryKey, Profile]) -> Iterator[tuple[Pair, Fit]]:
    """Each pair that shares a key and fits, nearly at least; of one list only where it is certain."""
    by_key: defaultdict[str, list[EntryKey]] = defaultdict(list)
    for key in sorted(profiles):
        for shared in profiles[key].keys:
            by_key[shared].append(key)
    pairs = {
        pair for same in by_key.values() if len(same) <= _MOST_WITH_ONE_KEY for pair in combinations(same, 2)
    }
    for one, other in sorted(pairs):
        found = fit(profiles[one], profiles[other])
        if found is None or found.score < NEARLY:
            continue
        if one.list != other.list or (found.certain and found.score >= SAME_TARGET):
            yield (one, other), found


class _Joined:
    """Groups that grow. Each entry is in one; `joints` are the pairs by which they were joined."""

    def __init__(
        self,
        profiles: Mapping[EntryKey, Profile],
        by_hand: ByHand,
        fits: Mapping[Pair, Fit],
        gone: frozenset[EntryKey],
    ) -> None:
        self._gone = gone
        self._profiles = profiles
        self._by_hand = by_hand
        self._fits = fits
        self._of_entry: defaultdict[EntryKey, list[Pair]] = defaultdict(list)
        for pair in fits:
            for key in pair:
                self._of_entry[key].append(pair)
        self._groups = {key: [key] for key in profiles}
        self._rivalled: set[Pair] = set()
        self.joints: dict[Pair, Fit] = {}

    def consider(self, pair: Pair) -> None:
        """Joins the two, if they fit well enough, nothing bars it and nothing else fits nearly as well."""
        found = self._fits[pair]
        if found.score < SAME_TARGET or not self._may_join(pair):
            return
        if not found.certain and self._has_rival(pair):
            self._rivalled.add(pair)
            return
        self.join(pair, found)

    def join(self, pair: Pair, found: Fit) -> None:
        """Makes one group of the two that the entries are in, if they are not in one."""
        one, other = (self._groups[key] for key in pair)
        if one is not other:
            one += other
            self._groups |= dict.fromkeys(other, one)
            self.joints[pair] = found

    def are_parted(self, pair: Pair) -> bool:
        """Whether a person parted two of those that would become one."""
        one, other = (self._groups[key] for key in pair)
        return any(_ordered(a, b) in self._by_hand.apart for a in one for b in other)

    def doubt(self, pair: Pair) -> str | None:
        """Why a pair that fits, nearly at least, is left to a person; None where it is not."""
        one, other = (self._groups[key] for key in pair)
        if one is other:
            return None
        if pair in self._rivalled:
            return _RIVALLED
        if self._may_join(pair):
            return ""
        # It fits as well as what took its place, and has no other: the list may have the target twice.
        is_left_over = 1 in (len(one), len(other)) and not self._are_apart(one, other)
        return _TAKEN if is_left_over and self._fits[pair].score >= SAME_TARGET else None

    def _may_join(self, pair: Pair) -> bool:
        one, other = (self._groups[key] for key in pair)
        return one is not other and not self._are_apart(one, other) and not self._collide(one, other)

    def _collide(self, one: Sequence[EntryKey], other: Sequence[EntryKey]) -> bool:
        """Whether a list would have two entries of one target, and does not itself show that it has."""
        return any(a.list == b.list and not self._can_be_twins(a, b) for a in one for b in other)

    def _can_be_twins(self, a: EntryKey, b: EntryKey) -> bool:
        return bool({a, b} & self._gone) or _ordered(a, b) in self._fits

    def _are_apart(self, one: Sequence[EntryKey], other: Sequence[EntryKey]) -> bool:
        return any(
            _ordered(a, b) in self._by_hand.apart or is_barred(self._profiles[a], self._profiles[b])
            for a in one
            for b in other
        )

    def _has_rival(self, pair: Pair) -> bool:
        """Whether one of the two fits another entry of the other's list nearly as well."""
        least = self._fits[pair].score - _CLEARLY_BETTER
        for key, partner in (pair, pair[::-1]):
            for rival in self._of_entry[key]:
                other = rival[0] if rival[1] == key else rival[1]
                if other == partner or other.list != partner.list or self._fits[rival].score < least:
                    continue
                if not self._can_be_twins(other, partner) and self._may_join(rival):
                    return True
        return False


def _ordered(a: EntryKey, b: EntryKey) -> Pair:
    return (a, b) if a < b else (b, a)
