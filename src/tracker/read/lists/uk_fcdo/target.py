"""One target of the UK list, out of what either layout says of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from tracker.errors import UnreadableList
from tracker.model import Address, Birth, EntryKind, EntryName, Identifier, ListEntry
from tracker.read.isodates import as_day
from tracker.read.lists.uk_fcdo.layout import Sheet, layout
from tracker.read.scripts import script_of
from tracker.read.vocabulary import Words

AUTHORITY = "uk_fcdo"
LIST = "uk_sanctions"

OFSI_GROUP = "OFSI Group ID"
UN_REFERENCE = "UN Reference Number"
SOURCE = "Designation source"
IMPOSED = "Sanctions Imposed"

_NAMES = "Names/Name"
_NON_LATIN = "NonLatinNames/NonLatinName"
_ADDRESSES = "Addresses/Address"
_BORN = "IndividualDetails/Individual/DOBs/DOB"
_BORN_IN = "IndividualDetails/Individual/BirthDetails/Location"
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# What is not known of a day of birth is written "dd", "mm" or "00": "dd/mm/1962", "dd/07/1978".
_BIRTH = re.compile(r"'?(\d{1,2}|dd)/(\d{1,2}|mm)/(\d{4})", re.IGNORECASE)


def target(sheet: Sheet) -> ListEntry:
    """The entry that a sheet is about. Raises UnreadableList where it is not understood."""
    single = sheet.single
    kind = _kind(_needed(single, "IndividualEntityShip"))
    name, names = _names(sheet, kind)
    return ListEntry(
        list=LIST,
        uid=_needed(single, "UniqueID"),
        kind=kind,
        name=name,
        names=(*names, *_non_latin(sheet)),
        programmes=(_needed(single, "RegimeName"),),
        births=tuple(_births(sheet)),
        identifiers=tuple(_identifiers(sheet)),
        addresses=tuple(_address(*values) for values in sheet.groups.get(_ADDRESSES, ())),
        remarks=_remarks(single),
        listed_on=uk_day(single.get("DateDesignated")),
    )


def uk_day(text: str | None) -> date | None:
    """A day written dd/mm/yyyy; None for none. Raises UnreadableList for another form."""
    if not text:
        return None
    match = _DAY.fullmatch(text)
    return as_day(text, f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" if match else "")


def _needed(single: Mapping[str, str], field: str) -> str:
    text = single.get(field)
    if not text:
        raise UnreadableList(f"the field {field!r} is missing or empty")
    return text


@cache
def _words() -> Mapping[str, Words[Any]]:
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    whats = {
        "kinds": "kind of target",
        "name_types": "type of name",
        "weak": "strength of an alias",
        "languages": "language of a name",
    }
    return {group: Words(what, table[group]) for group, what in whats.items()}


@lru_cache(maxsize=1024)
def _word(group: str, text: str) -> Any:
    return _words()[group][" ".join(text.casefold().split())]


def _kind(text: str) -> EntryKind:
    return EntryKind(_word("kinds", text))


def _names(sheet: Sheet, kind: EntryKind) -> tuple[str, list[EntryName]]:
    """The primary name, and all others. Some entries have two primary names: the list's order says nothing,
    so that the first by the alphabet stands for them."""
    found: list[tuple[str, str, bool]] = []
    for *parts, type_text, strength in sheet.groups.get(_NAMES, ()):
        if name := _name(parts, kind):
            weak = _word("weak", strength.rstrip("."))
            found.append((_word("name_types", type_text), name, weak))
    for best in ("primary", "unsaid"):
        if primary := sorted(name for type_, name, _ in found if type_ == best):
            others: dict[str, bool] = {}
            for _, name, weak in found:
                if name != primary[0]:
                    others[name] = others.get(name, True) and weak
            return primary[0], [
                EntryName(name, script=script_of(name), weak=weak) for name, weak in others.items()
            ]
    raise UnreadableList("no primary name")


def _name(parts: list[str], kind: EntryKind) -> str:
    """Name6 is the family name, or the whole name of what is no person."""
    *given, family = parts
    first = " ".join(filter(None, given))
    if kind is EntryKind.INDIVIDUAL and first and family:
        return f"{family}, {first}"
    return " ".join(filter(None, (first, family)))


def _non_latin(sheet: Sheet) -> Iterator[EntryName]:
    for name, _, language in sheet.groups.get(_NON_LATIN, ()):
        if name:
            # The list's own word for the script contradicts the letters now and then.
            yield EntryName(
                name, language=_word("languages", language) if language else None, script=script_of(name)
            )


def _births(sheet: Sheet) -> Iterator[Birth]:
    for (text,) in sheet.groups.get(_BORN, ()):
        yield Birth(_born(text), text)
    for places in sheet.groups.get(_BORN_IN, ()):
        yield Birth(place=", ".join(filter(None, places)))


def _born(text: str) -> str | None:
    match = _BIRTH.fullmatch(text)
    if match is None:
        return None
    day, month, year = match.groups()
    if not month.isdecimal() or not int(month):
        return year
    if not day.isdecimal() or not int(day):
        return f"{year}-{month:0>2}" if int(month) <= 12 else None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _identifiers(sheet: Sheet) -> Iterator[Identifier]:
    single = sheet.single
    for label, field in ((OFSI_GROUP, "OFSIGroupID"), (UN_REFERENCE, "UNReferenceNumber")):
        if single.get(field):
            yield Identifier(label, single[field])
    if single.get("DesignationSource"):
        yield Identifier(SOURCE, single["DesignationSource"])
    for measure in dict.fromkeys(one.strip() for one in single.get("SanctionsImposed", "").split("|")):
        if measure:
            yield Identifier(IMPOSED, measure)
    groups = layout().groups
    for path, said in sheet.groups.items():
        kind = groups[path].label
        if kind is not None:
            for value, *notes in said:
                yield Identifier(kind, value, note=(notes[0] if notes else None) or None)


def _address(*values: str) -> Address:
    """The lines hold streets, then towns, regions and states, in no fixed place: they stay in their order."""
    *lines, postcode, country = values
    return Address(
        street=", ".join(filter(None, lines)) or None, postcode=postcode or None, country=country or None
    )


def _remarks(single: Mapping[str, str]) -> str | None:
    texts = (
        ("Other Information", single.get("OtherInformation")),
        ("UK Statement of Reasons", single.get("UKStatementofReasons")),
    )
    return "\n".join(f"{label}: {text}" for label, text in texts if text) or None
