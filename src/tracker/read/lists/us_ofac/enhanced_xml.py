"""OFAC's ENHANCED_XML (SDN_ENHANCED, CONS_ENHANCED): all that OFAC publishes of a target.

Only here are the names in other scripts than Latin, and each entry's day of listing. One entity may
be on several lists; the file says in its filters which list it is. The whole file has about 127 MB.
A day of listing is that of the list which the file is (the earliest, if it stands there twice).
Specification: OFAC's ENHANCED_XML.xsd. Data: public domain. Fixtures: tests/lists/us_ofac/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import Address, Birth, EntryName, Identifier, ListEntry, NameType
from tracker.read.isodates import iso_day
from tracker.read.lists.us_ofac import vocabulary as words
from tracker.read.lists.us_ofac.dates import born, period
from tracker.read.lists.us_ofac.remarks import document_note
from tracker.read.xmlcut import XmlLayout
from tracker.read.xmlfields import (
    Fields,
    Texts,
    close,
    close_texts,
    fields,
    inside,
    joined,
    take,
    text_of,
    texts,
    texts_within,
    within,
)
from tracker.read.xmllist import Heading, XmlFormat

READER = 1

# ---- All that is not read, in one place.
# Head: tables of words that the entries spell out themselves.
_IGNORED_IN_HEAD = frozenset({"referenceValues", "featureTypes", "entities"})
# The legal authority follows from the programme, and would double each renaming of one.
_IGNORED_IN_ENTITY = frozenset({"legalAuthorities"})
_IGNORED_IN_GENERAL = frozenset({"identityId", "isUsCitizen", "isUsPerson"})
# Like `nameParts`: the parts of the full name again.
_IGNORED_IN_TRANSLATION = frozenset({"formattedFirstName", "formattedLastName"})
_IGNORED_IN_ADDRESS_TRANSLATION = frozenset({"script", "addressParts"})
# `value` is the text of `valueDate` and of what `valueRefId` points to.
_IGNORED_IN_FEATURE = frozenset({"versionId", "valueRefId", "valueDate", "isPrimary", "reliability"})
# The name that stands in the document is one of the names; idFeatures are features again.
# The two dates are read on their own.
_IGNORED_IN_DOCUMENT = frozenset({"name", "idFeatures", "issueDate", "expirationDate"})
_NAME_ONLY = frozenset({"name"})
_IGNORED_IN_RELATIONSHIP = frozenset({"quality", "dateRange", "comments"})
_IGNORED_IN_PERIOD = frozenset({"fromDateEnd", "toDateBegin", "isApproximate", "isDateRange"})

ATTRIBUTES = (
    "id",
    "refId",
    "featureTypeId",
    "datePublished",
    "nameId",
    "nameTranslationId",
    "entityId",
    "featureVersionId",
)

_STREET = ("ADDRESS1", "ADDRESS2", "ADDRESS3")
_REGION = ("STATE/PROVINCE", "REGION")
_CITY = "CITY"
_POSTCODE = "POSTAL CODE"
_PARTS_OF_ADDRESS = frozenset({*_STREET, *_REGION, _CITY, _POSTCODE})
# Most features are words out of a short table ("Gender: Male"): one value object serves them all.
_looked_up = lru_cache(maxsize=4096)(Identifier)
_BIRTHDATE = "Birthdate"
_BIRTHPLACE = "Place of Birth"


def heading(head: etree._Element, list_name: str | None) -> Heading:
    """Day and list, out of `publicationInfo`. It does not say how many entries there are."""
    found = fields(head)
    information = found.pop("publicationInfo", None)
    close(found, _IGNORED_IN_HEAD)
    if information is None:
        raise UnreadableList("publicationInfo is missing")
    told = fields(information)
    as_of = iso_day(take(told, "dataAsOf"))
    filters = told.pop("filters", None)
    close(told)
    said = {words.LISTS[label] for label in _filtered(filters)}
    said_list = said.pop() if len(said) == 1 else None
    faults: tuple[str, ...] = ()
    if list_name and said_list and list_name != said_list:
        faults = (f"it says that it is the {words.LABELS[said_list]}",)
    return Heading(list_name or said_list or words.SDN, as_of, None, faults)


def _filtered(filters: etree._Element | None) -> list[str]:
    return (
        [] if filters is None else [text_of(one) for one in filters.iterfind("sanctionsLists/sanctionsList")]
    )


def entry(element: etree._Element, list_name: str) -> ListEntry:
    """One `entity`. Raises UnreadableList, or KeyError for a missing field, where it is not understood."""
    found = fields(element)
    general = texts(found.pop("generalInfo"))
    name, names = _names(found)
    births, identifiers = _features(found)
    made = ListEntry(
        list=list_name,
        uid=_uid(element),
        kind=words.KINDS[general.pop("entityType")],
        name=name,
        names=tuple(names),
        programmes=tuple(texts_within(found, "sanctionsPrograms", "sanctionsProgram")),
        births=tuple(births),
        identifiers=(*_general(general), *identifiers, *_documents(found), *_links(found), *_measures(found)),
        addresses=tuple(_addresses(found)),
        remarks=general.pop("remarks", None),
        listed_on=_listed_on(found, list_name),
    )
    close_texts(general, _IGNORED_IN_GENERAL)
    close(found, _IGNORED_IN_ENTITY)
    return made


def _general(general: Texts) -> Iterator[Identifier]:
    if title := general.pop("title", None):
        yield Identifier(words.TITLE, title)
    if status := general.pop("livingStatus", None):
        yield Identifier(words.LIVING_STATUS, status)


def _listed_on(found: Fields, list_name: str) -> date | None:
    label = words.LABELS.get(list_name)
    days = [
        iso_day(one.get("datePublished"))
        for one in within(found, "sanctionsLists", "sanctionsList")
        if text_of(one) == label
    ]
    return min((day for day in days if day), default=None)


def _names(found: Fields) -> tuple[str, list[EntryName]]:
    """The primary name in the script that OFAC calls primary, and all other names and spellings."""
    primary: str | None = None
    others: list[EntryName] = []
    for one in within(found, "names", "name"):
        part = texts(one, apart="translations")
        is_primary = words.TRUTH[part.pop("isPrimary")]
        kind = NameType.PRIMARY if is_primary else words.NAME_TYPES[part.pop("aliasType")]
        weak = words.TRUTH[part.pop("isLowQuality")]
        close_texts(part)
        for translation in inside(one, "translations", "translation"):
            spelled = texts(translation, apart="nameParts")
            name = spelled.pop("formattedFullName").strip()
            script = words.SCRIPTS[spelled.pop("script")]
            if words.TRUTH[spelled.pop("isPrimary")] and is_primary and primary is None:
                primary = name
            else:
                others.append(EntryName(name, kind, None, script, weak))
            close_texts(spelled, _IGNORED_IN_TRANSLATION)
    if primary is None:
        raise UnreadableList("no primary name")
    return primary, others


def _features(found: Fields) -> tuple[list[Birth], list[Identifier]]:
    births: list[Birth] = []
    identifiers: list[Identifier] = []
    for one in within(found, "features", "feature"):
        part = texts(one, _IGNORED_IN_FEATURE)
        label = part.pop("type")
        value = part.pop("value", "").strip()
        if label == _BIRTHDATE:
            births.append(born(value))
        elif label == _BIRTHPLACE:
            births.append(Birth(place=value))
        else:
            make = _looked_up if "valueRefId" in part else Identifier
            identifiers.append(make(label, value, None, part.pop("comments", None)))
        close_texts(part, _IGNORED_IN_FEATURE)
    return births, identifiers


def _documents(found: Fields) -> Iterator[Identifier]:
    for one in within(found, "identityDocuments", "identityDocument"):
        part = texts(one, _IGNORED_IN_DOCUMENT)
        number = part.pop("documentNumber", "").strip()
        is_valid = words.TRUTH[part.pop("isValid")]
        kind, country = part.pop("type"), part.pop("issuingCountry", None)
        # Most documents say no more than that.
        note = None if is_valid and part.keys() <= _NAME_ONLY else _note(one, part, is_valid)
        yield Identifier(kind, number, country, note)
        close_texts(part, _IGNORED_IN_DOCUMENT)


def _note(document: etree._Element, part: Texts, is_valid: bool) -> str | None:
    return document_note(
        _period(document, "issueDate"),
        _period(document, "expirationDate"),
        None if is_valid else "not valid",
        _told("issuing authority", part.pop("issuingAuthority", None)),
        _told("issued in", part.pop("issuingLocation", None)),
        part.pop("comments", None),
    )


def _told(what: str, text: str | None) -> str | None:
    return f"{what} {text}" if text else None


def _period(document: etree._Element, name: str) -> str | None:
    element = document.find(name)
    if element is None:
        return None
    days = texts(element)
    text = period(days.pop("fromDateBegin", None), days.pop("toDateEnd", None))
    close_texts(days, _IGNORED_IN_PERIOD)
    return text


def _links(found: Fields) -> Iterator[Identifier]:
    """What SDN.XML calls `Linked To`: it writes so for every type of relationship."""
    for one in within(found, "relationships", "relationship"):
        part = texts(one, _IGNORED_IN_RELATIONSHIP)
        yield Identifier(words.LINKED_TO, part.pop("relatedEntity").strip(), note=part.pop("type"))
        close_texts(part, _IGNORED_IN_RELATIONSHIP)


def _measures(found: Fields) -> list[Identifier]:
    """How the target is sanctioned (blocked, or under a directive): relief can be a change of this."""
    kinds = texts_within(found, "sanctionsTypes", "sanctionsType")
    return [_looked_up(words.SANCTIONS_TYPE, kind, None, None) for kind in kinds]


def _addresses(found: Fields) -> Iterator[Address]:
    """Each address once, in the spelling that OFAC calls primary; those in other scripts are left."""
    for one in within(found, "addresses", "address"):
        part = texts(one, apart="translations")
        country = part.pop("country", None)
        close_texts(part)
        lines: Texts = {}
        for translation in _translations(one):
            spelled = fields(translation)
            if words.TRUTH[text_of(spelled.pop("isPrimary"))]:
                lines = _lines(spelled)
            close(spelled, _IGNORED_IN_ADDRESS_TRANSLATION)
        if country or lines:
            region = joined(lines, _REGION)
            yield Address(joined(lines, _STREET), lines.get(_CITY), region, lines.get(_POSTCODE), country)


def _translations(address: etree._Element) -> list[etree._Element]:
    section = address.find("translations")
    if section is not None and len(section) and section[0].tag == "country":
        # The XSD allows the country here once more.
        section.remove(section[0])
    return inside(address, "translations", "translation")


def _lines(spelled: Fields) -> Texts:
    lines: Texts = {}
    for one in within(spelled, "addressParts", "addressPart"):
        part = texts(one)
        kind, value = part.pop("type"), part.pop("value", "").strip()
        close_texts(part)
        if kind not in _PARTS_OF_ADDRESS:
            raise UnreadableList(f"unknown part of an address {kind!r}")
        if value:
            lines[kind] = f"{lines[kind]}, {value}" if kind in lines else value
    return lines


def _uid(element: etree._Element) -> str:
    return element.get("id", "")


LAYOUT = XmlLayout(
    root="sanctionsData",
    inside="entities",
    entry="entity",
    start=re.compile(rb'\s*(<entity id="(\d+)"[^<>]*>)'),
    uid_of=_uid,
    section="sanctionsPrograms",
    programme="sanctionsProgram",
    attributes=ATTRIBUTES,
)


def form(list_name: str | None) -> XmlFormat:
    """How `xmllist.open_xml` reads this layout."""
    return XmlFormat(
        "enhanced_xml", words.AUTHORITY, READER, LAYOUT, lambda head: heading(head, list_name), entry
    )
