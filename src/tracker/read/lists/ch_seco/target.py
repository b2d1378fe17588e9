"""One target of SECO's list: who it is, and whether it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import Address, Birth, EntryKind, EntryName, Identifier, ListEntry, NameType
from tracker.read.isodates import iso_day
from tracker.read.lists.ch_seco.names import names_of
from tracker.read.lists.ch_seco.sets import IN_PLACE, Places, SetOfMeasures
from tracker.read.xmlfields import Texts, close_texts, joined, text_of, texts

_KINDS = {"individual": EntryKind.INDIVIDUAL, "entity": EntryKind.ENTITY}
_OBJECTS = {"vessel": EntryKind.VESSEL, "aircraft": EntryKind.AIRCRAFT}
_LISTED, _AMENDED, _DELISTED = "listed", "amended", "de-listed"
_REMARKS = ("justification", "other-information")
_IN_ADDRESS = frozenset({"c-o", "address-details", "p-o-box", "zip-code", "remarks"})
_IMO = re.compile(r"IMO [Nn]umber ?: ?(\d{7})\.?")


def entry(
    element: etree._Element, list_name: str, sets: Mapping[str, SetOfMeasures], places: Places
) -> ListEntry:
    """One `target`. Raises UnreadableList, or KeyError for a missing field, where it is not understood."""
    numbers: list[str] = []
    modifications: list[_Modification] = []
    foreign: str | None = None
    about: etree._Element | None = None
    for child in element:
        match child.tag:
            case "sanctions-set-id":
                numbers.append(text_of(child))
            case "foreign-identifier":
                foreign = text_of(child) or None
            case "modification":
                modifications.append(_modification(child))
            case "individual" | "entity" | "object" if about is None:
                about = child
            case name:
                raise UnreadableList(f"unread field {str(name)!r}")
    if about is None:
        raise UnreadableList("neither individual, entity nor object")
    if not modifications:
        raise UnreadableList("no modification: whether it stands is not said")
    for number in numbers:
        if number not in sets:
            raise UnreadableList(f"the set of measures {number!r} is none of the list's")
    # The first of a day is the newer one: SECO writes the newest at the top.
    newest = max(modifications, key=lambda one: one.on)
    is_listed = newest.kind != _DELISTED
    listed = [one.on for one in modifications if one.kind == _LISTED]
    read = _About(about, places)
    return ListEntry(
        list=list_name,
        uid=element.get("ssid") or "",
        kind=read.kind,
        name=read.names[0].name,
        names=tuple(read.names[1:]),
        programmes=tuple(dict.fromkeys(sets[one].programme for one in numbers)) if is_listed else (),
        births=tuple(read.births),
        identifiers=(
            *read.identifiers,
            *(Identifier("Measure", sets[number].measure) for number in numbers),
            *((Identifier("Foreign identifier", foreign),) if foreign else ()),
        ),
        addresses=tuple(read.addresses),
        remarks="\n".join(read.remarks) or None,
        listed_on=max(listed, default=None) if is_listed else None,
        delisted_on=None if is_listed else newest.on,
    )


@dataclass(frozen=True, slots=True)
class _Modification:
    kind: str
    on: date


def _modification(element: etree._Element) -> _Modification:
    kind = element.get("modification-type")
    if kind not in (_LISTED, _AMENDED, _DELISTED):
        raise UnreadableList(f"unread value modification-type={kind!r}")
    on = iso_day(element.get("effective-date") or element.get("publication-date"))
    if on is None:
        raise UnreadableList(f"a modification ({kind}) has no day")
    return _Modification(kind, on)


class _About:
    """What a target's own element says: kind, names, births and the rest, the main identity first."""

    def __init__(self, element: etree._Element, places: Places) -> None:
        self._places = places
        self.kind = _kind(element)
        self.names: list[EntryName] = []
        self.births: list[Birth] = []
        self.identifiers: list[Identifier] = []
        self.addresses: list[Address] = []
        self.remarks: list[str] = []
        if sex := element.get("sex"):
            self.identifiers.append(Identifier("Gender", sex))
        identities = [child for child in element if child.tag == "identity"]
        for identity in sorted(identities, key=lambda one: one.get("main") != "true"):
            self._identity(identity)
        for child in element:
            if child.tag not in ("identity", *_REMARKS, "relation", "generic-attribute"):
                raise UnreadableList(f"unread field {str(child.tag)!r} in <{element.tag}>")
            if child.tag in _REMARKS and (text := text_of(child)):
                self._remark(text)
            elif child.tag == "generic-attribute" and (text := text_of(child)):
                self.identifiers.append(Identifier(child.get("name") or "generic-attribute", text))
        # The primary name first, whichever identity it stands in.
        self.names.sort(key=lambda name: name.type is not NameType.PRIMARY)
        if not self.names:
            raise UnreadableList("no name")

    def _remark(self, text: str) -> None:
        self.remarks.append(text)
        if match := _IMO.fullmatch(text):
            self.identifiers.append(Identifier("IMO number", match[1]))

    def _identity(self, identity: etree._Element) -> None:
        for child in identity:
            match child.tag:
                case "name":
                    self.names += names_of(child)
                case "day-month-year":
                    self.births.append(_born(child))
                case "place-of-birth":
                    where = {**self._places[child.get("place-id")], **texts(child)}
                    if place := joined(where, ("address-details", "location", "area", "country")):
                        self.births.append(Birth(place=place))
                case "nationality":
                    country = child.find("country")
                    if country is not None and (name := text_of(country)):
                        self.identifiers.append(Identifier("Nationality", name))
                case "identification-document":
                    self.identifiers.append(_document(child))
                case "address":
                    self.addresses.append(_address({**self._places[child.get("place-id")], **texts(child)}))
                case name:
                    raise UnreadableList(f"unread field {str(name)!r} in <identity>")


def _kind(element: etree._Element) -> EntryKind:
    if element.tag != "object":
        return _KINDS[element.tag]
    kind = element.get("object-type") or ""
    if kind not in _OBJECTS:
        raise UnreadableList(f"unread value object-type={kind!r}")
    return _OBJECTS[kind]


def _born(element: etree._Element) -> Birth:
    parts = [element.get(name) for name in ("year", "month", "day")]
    numbers = [part.zfill(2) for part in takewhile(bool, parts) if part]
    text = ".".join(part for part in reversed(parts) if part)
    is_sure = element.get("quality") != "low" and element.get("calendar") in (None, "Gregorian")
    return Birth(date="-".join(numbers) or None if is_sure else None, text=text or None)


def _document(element: etree._Element) -> Identifier:
    part = texts(element)
    number, remark = part.pop("number", ""), part.pop("remark", None)
    issued, ends = part.pop("date-of-issue", None), part.pop("expiry-date", None)
    said = (f"issued {issued}" if issued else None, f"expires {ends}" if ends else None, remark)
    country = part.pop("issuer", None)
    close_texts(part, frozenset({"place-of-issue"}))
    note = "; ".join(filter(None, said)) or None
    return Identifier(element.get("document-type") or "document", number, country, note)


def _address(part: Texts) -> Address:
    street = joined(part, ("c-o", "address-details", "p-o-box"))
    address = Address(
        street, part.get("location"), part.get("area"), part.get("zip-code"), part.get("country")
    )
    close_texts(part, IN_PLACE | _IN_ADDRESS)
    return address
