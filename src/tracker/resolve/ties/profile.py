"""What of an entry is compared with entries of other lists, laid out once for all comparisons."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.model import EntryKey, EntryKind, Identifier, ListEntry
from tracker.resolve.names import (
    EntityName,
    PersonName,
    blocking_keys,
    entity_keys,
    fold_entity,
    parse_person,
)

_GENDERS = {"male": "m", "female": "f"}
_NO_SIGN = re.compile(r"[\W_]+")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_FEWEST_WORDS = 3
# Cyrillic letters that look like Latin ones, in numbers that somebody typed: "МР2387911".
_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТХІ", "ABEKMHOPCTXI")
# A list gives no target more names; a file that does is no reason to compare for ever.
_MOST_NAMES = 60


@dataclass(frozen=True, slots=True)
class Named:
    """One name of an entry: `person` or `entity`, by what the entry is. Names that can be one share a key."""

    keys: frozenset[str]
    person: PersonName | None = None
    entity: EntityName | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """One entry, laid out. `births` are ISO days, months or years; `numbers` such as only one target has.

    `keys`: entries that can be one target share at least one.
    """

    key: EntryKey
    kind: EntryKind
    names: tuple[Named, ...]
    births: tuple[str, ...]
    numbers: frozenset[str]
    gender: str | None
    keys: frozenset[str]

    @property
    def is_person(self) -> bool:
        return self.kind is EntryKind.INDIVIDUAL


def profile_of(entry: ListEntry) -> Profile:
    """The entry as it is compared; names that the list itself calls too weak to match on are left out."""
    laid_out = _people(entry) if entry.kind is EntryKind.INDIVIDUAL else _entities(entry)
    names = tuple(laid_out)
    numbers = frozenset(_numbers(entry.identifiers))
    return Profile(
        key=EntryKey(entry.list, entry.uid),
        kind=entry.kind,
        names=names,
        births=tuple(dict.fromkeys(birth.date for birth in entry.births if birth.date)),
        numbers=numbers,
        gender=_gender(entry, names),
        keys=frozenset(key for name in names for key in name.keys) | {f"number {one}" for one in numbers},
    )


def _people(entry: ListEntry) -> Iterator[Named]:
    readings = {(name := parse_person(*written)).readings: name for written in _names(entry)}
    return (Named(blocking_keys(name), person=name) for name in readings.values())


def _entities(entry: ListEntry) -> Iterator[Named]:
    """The names; those that differ in nothing that is compared, once: the EU writes in all its languages."""
    folded = {replace(name := fold_entity(*written), written=""): name for written in _names(entry)}
    return (Named(entity_keys(name), entity=name) for name in folded.values())


def _names(entry: ListEntry) -> list[tuple[str, str | None]]:
    """The names with their languages, each once, the one that the list calls it by first."""
    written = [(entry.name, None), *((one.name, one.language) for one in entry.names if not one.weak)]
    named = list({name: (name, language) for name, language in reversed(written)}.values())[::-1]
    if entry.kind is not EntryKind.INDIVIDUAL:
        named += [(part, language) for name, language in named for part in _in_two(name)]
    return named[:_MOST_NAMES]


def _in_two(name: str) -> tuple[str, ...]:
    """A name that holds another in brackets: "MZKT (Minsk Wheel Tractor Plant)". What is shorter in there is
    a country or a service, and no name."""
    found = _IN_BRACKETS.search(name)
    if found is None or len(found[1].split()) < _FEWEST_WORDS:
        return ()
    return name[: found.start()] + name[found.end() :], found[1]


def _numbers(identifiers: tuple[Identifier, ...]) -> Iterator[str]:
    told = _table()
    for one in identifiers:
        label = one.type.casefold()
        if any(word in label for word in told["words"]) and not any(word in label for word in told["not"]):
            # "0582030 (United States)": what stands in brackets says whose number it is.
            number = _NO_SIGN.sub("", one.value.partition("(")[0]).upper().translate(_LOOK_ALIKE)
            if len(number) >= told["fewest_signs"] and any(sign.isdigit() for sign in number):
                yield number


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "numbers.toml").read_text(encoding="utf-8"))


def _gender(entry: ListEntry, names: tuple[Named, ...]) -> str | None:
    """What the list says; else what all names that tell a gender agree on."""
    said = {_GENDERS.get(one.value.casefold()) for one in entry.identifiers if one.type == "Gender"}
    found = said - {None} or {one.person.gender for one in names if one.person} - {None}
    return found.pop() if len(found) == 1 else None
