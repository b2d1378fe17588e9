"""What a sanctions development is about, as keys by which it is found beside others of the same target.

Two share a target where they share a list entry, a name, or a target of the subject's sectors
(`[[sector]]` in subject.toml): who announces relief for "potash" means each of its companies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tracker.extract.legal_forms import without_legal_form, words_of
from tracker.model import Development, EntryKind, RecordType, Sector, SectorTarget, Target
from tracker.resolve.names import fold_entity

# A shorter name is an abbreviation that may mean another.
_SHORTEST = 4


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One thing that a development is about; `shown` is how readers may be told of it.

    Empty where nobody but a page names the target: it can be a person whose name is not ours to print.
    """

    kind: str
    value: str
    shown: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """By which it can be filed: keys that are one have one text."""
        return f"{self.kind} {self.value}"


def keys_of(development: Development, sectors: tuple[Sector, ...]) -> frozenset[Key]:
    """All that it is about. A sector is meant where no other target is named than the sector itself."""
    if development.type is not RecordType.SANCTION:
        return frozenset()
    found: set[Key] = set()
    called = {development.details.sector}
    is_of_sector = True
    for target in development.targets:
        keys, sector = _of_target(target, sectors)
        found |= keys
        called.add(sector)
        is_of_sector = is_of_sector and sector is not None
    if is_of_sector:
        found |= {key for sector in sectors if sector.name in called for key in _of_sector(sector)}
    return frozenset(found)


def keys_in(text: str, sectors: tuple[Sector, ...]) -> frozenset[Key]:
    """What of the sectors a text speaks of: targets by name, or all of a sector by its words."""
    spoken = text.casefold()
    found: set[Key] = set()
    for sector in sectors:
        named = {_member(target) for target in sector.targets if _stands_in(spoken, target.words)}
        if named or _stands_in(spoken, sector.words):
            found |= named or set(_of_sector(sector))
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _of_target(target: Target, sectors: tuple[Sector, ...]) -> tuple[frozenset[Key], str | None]:
    """The keys of one target; the sector that it is, where it is no single one."""
    name = " ".join(without_legal_form(words_of(target.name)).words)
    members = [one for sector in sectors for one in sector.targets if _is_member(target, name, one)]
    if not members and target.uid is None and _is_general(target.name):
        sector_name = next((one.name for one in sectors if _begins(name, one.words)), None)
        if sector_name is not None:
            return frozenset(), sector_name
    found = {_member(one) for one in members}
    shown = next((one.name for one in members), target.name if target.uid else "")
    if target.list and target.uid:
        found.add(Key("entry", f"{target.list}:{target.uid}", shown))
    # A person's name has forms and namesakes; the entry alone says who is meant.
    folded = fold_entity(target.name)
    if len(folded.joined) >= _SHORTEST and target.kind is not EntryKind.INDIVIDUAL:
        found.add(Key("name", " ".join((folded.joined, *folded.numbers)), shown))
    return frozenset(found), None


def _is_general(name: str) -> bool:
    """Whether it can stand for a whole sector: "potash", "the banks"; "Bank of Nowhere" is one bank."""
    return name.islower() or " " not in name.strip()


def _is_member(target: Target, name: str, member: SectorTarget) -> bool:
    if target.list and target.uid:
        return f"{target.list}:{target.uid}" in member.entries
    return _begins(name, member.words)


def _of_sector(sector: Sector) -> Iterator[Key]:
    yield Key("sector", sector.name, sector.name)
    yield from map(_member, sector.targets)


def _member(target: SectorTarget) -> Key:
    return Key("target", target.name, target.name)


def _begins(name: str, words: Sequence[str]) -> bool:
    return name.startswith(tuple(word.casefold() for word in words))


@lru_cache(maxsize=500)
def _anywhere(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)


def _stands_in(spoken: str, words: tuple[str, ...]) -> bool:
    return bool(words) and _anywhere(words).search(spoken) is not None
