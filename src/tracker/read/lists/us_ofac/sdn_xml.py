"""OFAC's SDN.XML and CONSOLIDATED.XML: one flat record per target, read by local names.

The namespace was http://tempuri.org/sdnList.xsd and is now an address of OFAC's list service;
nothing else changed. `Record_Count` equals the number of entries; the element is really spelled
`publshInformation`. Companies have only `lastName`. Dates of birth are free text. Links to other
entries stand in the remarks, in brackets. No Cyrillic: those names are in ENHANCED_XML only.
Specification: OFAC's XSD of the SDN XML. Data: public domain. Fixtures: tests/lists/us_ofac/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import Address, Birth, EntryName, Identifier, ListEntry
from tracker.read.lists.us_ofac import remarks
from tracker.read.lists.us_ofac import vocabulary as words
from tracker.read.lists.us_ofac.dates import born, us_day
from tracker.read.scripts import script_of
from tracker.read.xmlcut import XmlLayout
from tracker.read.xmlfields import (
    Fields,
    close,
    close_texts,
    fields,
    joined,
    take,
    texts,
    texts_of,
    texts_within,
    within,
)
from tracker.read.xmllist import Heading, XmlFormat

READER = 1

# All that is not read, in one place: the keys of sub-records, and which of several is the main one.
_IGNORED = frozenset({"uid", "mainEntry"})

# Elements of vesselInfo -> the label of the identifier that they become.
_VESSEL = {
    "callSign": words.CALL_SIGN,
    "vesselType": words.VESSEL_TYPE,
    "vesselFlag": words.VESSEL_FLAG,
    "vesselOwner": words.VESSEL_OWNER,
    "tonnage": words.TONNAGE,
    "grossRegisteredTonnage": words.GROSS_TONNAGE,
}
_OWN = ("uid", "lastName", "firstName", "title", "sdnType", "remarks")
_STREET = ("address1", "address2", "address3")
_REGION = ("stateOrProvince", "region")
_IGNORED_IN_ADDRESS = _IGNORED | {*_STREET, *_REGION, "city", "postalCode", "country"}
# A few countries serve for all entries.
_looked_up = lru_cache(maxsize=1024)(Identifier)


def heading(head: etree._Element, list_name: str | None) -> Heading:
    """Day and number of entries; which of the two lists it is, the file does not say."""
    found = fields(head)
    information = found.pop("publshInformation", None)
    close(found)
    if information is None:
        return Heading(list_name or words.SDN, None, None)
    told = fields(information)
    count = take(told, "Record_Count")
    published_on = us_day(take(told, "Publish_Date"))
    close(told)
    if count is not None and not count.isdecimal():
        raise UnreadableList(f"Record_Count {count!r} is no number")
    return Heading(list_name or words.SDN, published_on, None if count is None else int(count))


def entry(element: etree._Element, list_name: str) -> ListEntry:
    """One `sdnEntry`. Raises UnreadableList, or KeyError for a missing field, where it is not understood."""
    found = fields(element)
    own = texts_of({name: found.pop(name) for name in _OWN if name in found})
    text = own.get("remarks")
    made = ListEntry(
        list=list_name,
        uid=own["uid"],
        kind=words.KINDS[own["sdnType"]],
        name=_name(own.get("lastName"), own.get("firstName")),
        names=tuple(_aliases(found)),
        programmes=tuple(texts_within(found, "programList", "program")),
        births=tuple(_births(found)),
        identifiers=(*_identifiers(found, own.get("title")), *(remarks.links(text) if text else ())),
        addresses=tuple(_addresses(found)),
        remarks=text,
    )
    close(found)
    return made


def _name(last: str | None, first: str | None) -> str:
    if last is None and first is None:
        raise UnreadableList("neither lastName nor firstName")
    return f"{last.strip()}, {first.strip()}" if last and first else (last or first or "").strip()


def _aliases(found: Fields) -> Iterator[EntryName]:
    for alias in within(found, "akaList", "aka"):
        part = texts(alias)
        name = _name(part.pop("lastName", None), part.pop("firstName", None))
        kind = words.NAME_TYPES[part.pop("type")]
        weak = words.QUALITIES[part.pop("category")]
        yield EntryName(name, kind, None, script_of(name), weak)
        close_texts(part, _IGNORED)


def _births(found: Fields) -> Iterator[Birth]:
    for one in within(found, "dateOfBirthList", "dateOfBirthItem"):
        part = texts(one)
        yield born(part.pop("dateOfBirth").strip())
        close_texts(part, _IGNORED)
    for one in within(found, "placeOfBirthList", "placeOfBirthItem"):
        part = texts(one)
        yield Birth(place=part.pop("placeOfBirth").strip())
        close_texts(part, _IGNORED)


def _identifiers(found: Fields, title: str | None) -> Iterator[Identifier]:
    if title:
        yield Identifier(words.TITLE, title)
    for document in within(found, "idList", "id"):
        part = texts(document)
        note = remarks.document_note(part.pop("issueDate", None), part.pop("expirationDate", None))
        kind, number = part.pop("idType", ""), part.pop("idNumber", "")
        yield Identifier(kind, number.strip(), part.pop("idCountry", None), note)
        close_texts(part, _IGNORED)
    yield from _countries(found, "nationalityList", "nationality", words.NATIONALITY)
    yield from _countries(found, "citizenshipList", "citizenship", words.CITIZENSHIP)
    vessel = found.pop("vesselInfo", None)
    if vessel is not None:
        part = texts(vessel)
        yield from (Identifier(label, part.pop(name)) for name, label in _VESSEL.items() if name in part)
        close_texts(part)


def _countries(found: Fields, section: str, name: str, label: str) -> Iterator[Identifier]:
    for one in within(found, section, name):
        part = texts(one)
        yield _looked_up(label, part.pop("country"), None, None)
        close_texts(part, _IGNORED)


def _addresses(found: Fields) -> Iterator[Address]:
    for one in within(found, "addressList", "address"):
        part = texts(one)
        close_texts(part, _IGNORED_IN_ADDRESS)
        street, region = joined(part, _STREET), joined(part, _REGION)
        if len(part) > ("uid" in part):
            yield Address(street, part.get("city"), region, part.get("postalCode"), part.get("country"))


def _uid(element: etree._Element) -> str:
    return (element.findtext("uid") or "").strip()


LAYOUT = XmlLayout(
    root="sdnList",
    entry="sdnEntry",
    start=re.compile(rb"\s*(<sdnEntry>\s*<uid>(\d+)</uid>)"),
    uid_of=_uid,
    section="programList",
    programme="program",
)


def form(list_name: str | None) -> XmlFormat:
    """How `xmllist.open_xml` reads this layout."""
    return XmlFormat("sdn_xml", words.AUTHORITY, READER, LAYOUT, lambda head: heading(head, list_name), entry)
