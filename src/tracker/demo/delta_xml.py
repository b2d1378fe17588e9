"""A DeltaFile that removes whole records, rebuilt from the entries of an SDN.XML.

Layout: `https://www.treasury.gov/ofac/DeltaFile/1.0` as seen in files of August 2026: CRLF, no line
end after the last tag, `entity action="remove"` with the whole record. What an SDN.XML does not hold
(the numbers of names, programmes and features, some reference numbers) is counted up or "0" here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count
from zoneinfo import ZoneInfo

from lxml import etree

_NAMESPACE = "https://www.treasury.gov/ofac/DeltaFile/1.0"
_ROOT = f"""<sanctionsData xmlns="{_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="{_NAMESPACE} https://www.treasury.gov/ofac/downloads/sanctions/1.0/DeltaFile.xsd"/>"""
# A publication is dated midnight in Washington, with that day's offset.
_WASHINGTON = ZoneInfo("America/New_York")
_HEAD = b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n'

# OFAC's numbers of its reference values, as seen in published files.
_REF_IDS = {
    "Individual": 600, "Entity": 601, "SDN List": 1550, "Block": 1705,
    "A.K.A.": 1400, "F.K.A.": 1401, "N.K.A.": 1402, "Latin": 20122, "Cyrillic": 20107,
    "Last Name": 1520, "First Name": 1521, "Entity Name": 1525,
    "ADDRESS1": 1451, "ADDRESS2": 1452, "ADDRESS3": 1453, "CITY": 1454, "STATE/PROVINCE": 1455,
    "POSTAL CODE": 1456, "REGION": 1450,
    "Passport": 1571, "National ID No.": 1584, "Registration ID": 1585, "Tax ID No.": 1596,
    "Government Gazette Number": 1636, "Business Registration Number": 91760,
    "Registration Number": 91761,
}  # fmt: skip
# What stands in SDN.XML's idList and is no document but a feature, with OFAC's number where seen.
_FEATURES = {
    "Gender": 224, "Website": 14, "Email Address": 21, "SWIFT/BIC": 13, "Target Type": 826,
    "Organization Established Date": 646, "Organization Type:": 647, "Secondary sanctions risk:": 504,
    "Aircraft Model": 0, "Aircraft Manufacture Date": 0, "Aircraft Tail Number": 0,
    "Aircraft Manufacturer's Serial Number (MSN)": 0, "Birthdate": 8, "Place of Birth": 9,
    "Nationality Country": 10, "Citizenship Country": 0,
}  # fmt: skip
_ADDRESS_PARTS = {
    "address1": "ADDRESS1", "address2": "ADDRESS2", "address3": "ADDRESS3", "city": "CITY",
    "stateOrProvince": "STATE/PROVINCE", "postalCode": "POSTAL CODE", "region": "REGION",
}  # fmt: skip
# Where SDN.XML keeps what is a feature here: list, member, value, feature.
_FEATURE_LISTS = (
    ("dateOfBirthList", "dateOfBirthItem", "dateOfBirth", "Birthdate"),
    ("placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "Place of Birth"),
    ("nationalityList", "nationality", "country", "Nationality Country"),
    ("citizenshipList", "citizenship", "country", "Citizenship Country"),
)
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")


@dataclass(frozen=True, slots=True)
class Removal:
    """One entry to be removed: its bytes as cut out of an SDN.XML, and when it was listed, if known."""

    entry: bytes
    listed_on: date | None = None


def removal_delta(on: date, removals: Iterable[Removal]) -> bytes:
    """The publication of the day `on` that removes the entries."""
    root = etree.fromstring(_ROOT)
    publication = _add(root, "publicationInfo")
    _add(publication, "datePublished", datetime.combine(on, time(), _WASHINGTON).isoformat())
    _add(publication, "publicationType", "Standard Action")
    _add(root, "referenceValues")
    _add(root, "featureTypes")
    entities = _add(root, "entities")
    numbers = count(1)
    for removal in removals:
        _entity(entities, removal, numbers)
    etree.indent(root)
    written = _HEAD + etree.tostring(root, encoding="utf-8").replace(b"/>", b" />")
    return written.replace(b"\n", b"\r\n")


def _entity(parent: etree._Element, removal: Removal, numbers: Iterator[int]) -> None:
    entry = etree.fromstring(removal.entry.strip(), etree.XMLParser(resolve_entities=False, no_network=True))
    uid, kind = _text(entry, "uid"), _text(entry, "sdnType")
    entity = _add(parent, "entity", id=uid, action="remove")
    general = _add(entity, "generalInfo")
    _add(general, "identityId", str(next(numbers)))
    _reference(general, "entityType", kind)
    for tag in ("remarks", "title"):
        if entry.find(tag) is not None:
            _add(general, tag, _text(entry, tag))
    listed = {"datePublished": removal.listed_on.isoformat()} if removal.listed_on else {}
    lists = _add(entity, "sanctionsLists")
    _reference(lists, "sanctionsList", "SDN List", id=str(next(numbers)), **listed)
    programmes = _add(entity, "sanctionsPrograms")
    for programme in entry.iterfind("programList/program"):
        _reference(programmes, "sanctionsProgram", programme.text or "", id=str(next(numbers)))
    types = _add(entity, "sanctionsTypes")
    _reference(types, "sanctionsType", "Block", id=str(next(numbers)))
    _add(entity, "legalAuthorities")
    primary = _names(_add(entity, "names"), entry, kind, numbers)
    _addresses(entity, entry, numbers)
    _features(entity, entry, numbers)
    _documents(entity, entry, primary, numbers)


def _names(
    parent: etree._Element, entry: etree._Element, kind: str, numbers: Iterator[int]
) -> Mapping[str, str]:
    """Writes the names; gives how a document refers to the primary one."""
    _name(parent, entry, kind, numbers, alias_type=None)
    for aka in entry.iterfind("akaList/aka"):
        _name(parent, aka, kind, numbers, alias_type=_text(aka, "type").upper())
    first = parent[0]
    translation = first.find("{*}translations/{*}translation")
    if translation is None:
        raise ValueError("a name without its translation was written")
    return {
        "nameId": str(first.get("id")),
        "nameTranslationId": str(translation.get("id")),
        "full": _full(_text(entry, "firstName"), _text(entry, "lastName")),
    }


def _name(
    parent: etree._Element, named: etree._Element, kind: str, numbers: Iterator[int], alias_type: str | None
) -> None:
    first, last = _text(named, "firstName"), _text(named, "lastName")
    name = _add(parent, "name", id=str(next(numbers)))
    _add(name, "isPrimary", "true" if alias_type is None else "false")
    if alias_type is not None:
        _reference(name, "aliasType", alias_type)
    _add(name, "isLowQuality", "true" if _text(named, "category") == "weak" else "false")
    translation = _add(_add(name, "translations"), "translation", id=str(next(numbers)))
    _add(translation, "isPrimary", "true")
    _reference(translation, "script", "Cyrillic" if _CYRILLIC.search(first + last) else "Latin")
    if first:
        _add(translation, "formattedFirstName", first)
    _add(translation, "formattedLastName", last)
    _add(translation, "formattedFullName", _full(first, last))
    parts = _add(translation, "nameParts")
    of_last = "Last Name" if kind == "Individual" else f"{kind} Name"
    for part, value in ((of_last, last), ("First Name", first)):
        if value:
            written = _add(parts, "namePart", id=str(next(numbers)))
            _reference(written, "type", part)
            _add(written, "value", value)


def _addresses(entity: etree._Element, entry: etree._Element, numbers: Iterator[int]) -> None:
    if entry.find("addressList") is None:
        return
    addresses = _add(entity, "addresses")
    for listed in entry.iterfind("addressList/address"):
        address = _add(addresses, "address", id=str(next(numbers)))
        if country := _text(listed, "country"):
            _reference(address, "country", country)
        translation = _add(_add(address, "translations"), "translation", id=str(next(numbers)))
        _add(translation, "isPrimary", "true")
        _reference(translation, "script", "Latin")
        written = [(part, value) for tag, part in _ADDRESS_PARTS.items() if (value := _text(listed, tag))]
        if written:
            parts = _add(translation, "addressParts")
            for part, value in written:
                address_part = _add(parts, "addressPart", id=str(next(numbers)))
                _reference(address_part, "type", part)
                _add(address_part, "value", value)


def _features(entity: etree._Element, entry: etree._Element, numbers: Iterator[int]) -> None:
    found = [
        (feature, _text(member, value))
        for group, tag, value, feature in _FEATURE_LISTS
        for member in entry.iterfind(f"{group}/{tag}")
    ]
    found += [
        (_text(identity, "idType"), _text(identity, "idNumber"))
        for identity in entry.iterfind("idList/id")
        if _text(identity, "idType") in _FEATURES
    ]
    if not found:
        return
    features = _add(entity, "features")
    seen: set[str] = set()
    for label, value in found:
        feature = _add(features, "feature", id=str(next(numbers)))
        _add(feature, "type", label, featureTypeId=str(_FEATURES[label]))
        _add(feature, "versionId", str(next(numbers)))
        _add(feature, "value", value)
        if (period := read_period(value)) is not None and "date" in label.lower():
            _period(feature, period, numbers)
        _add(feature, "isPrimary", "false" if label in seen else "true")
        seen.add(label)


def _documents(
    entity: etree._Element, entry: etree._Element, primary: Mapping[str, str], numbers: Iterator[int]
) -> None:
    found = [one for one in entry.iterfind("idList/id") if _text(one, "idType") not in _FEATURES]
    if not found:
        return
    documents = _add(entity, "identityDocuments")
    for identity in found:
        document = _add(documents, "identityDocument", id=str(next(numbers)))
        _reference(document, "type", _text(identity, "idType"))
        ids = {key: primary[key] for key in ("nameId", "nameTranslationId")}
        _add(document, "name", primary["full"], **ids)
        _add(document, "documentNumber", _text(identity, "idNumber"))
        _add(document, "isValid", "true")
        if country := _text(identity, "idCountry"):
            _reference(document, "issuingCountry", country)


def read_period(text: str) -> tuple[date, date] | None:
    """The first and last day that OFAC's "07 Feb 1979", "Oct 2021" or "1998" names; None for others."""
    for form in ("%d %b %Y", "%b %Y", "%Y"):
        try:
            first = datetime.strptime(text, form).date()  # noqa: DTZ007 (a day, no time of day)
        except ValueError:
            continue
        if form.startswith("%d"):
            return first, first
        after = date(first.year + 1, 1, 1) if form == "%Y" or first.month == 12 else None
        after = after or first.replace(month=first.month + 1)
        return first, date.fromordinal(after.toordinal() - 1)
    return None


def _period(feature: etree._Element, period: tuple[date, date], numbers: Iterator[int]) -> None:
    value = _add(feature, "valueDate", id=str(next(numbers)))
    for tag, day in (("fromDateBegin", 0), ("fromDateEnd", 0), ("toDateBegin", 1), ("toDateEnd", 1)):
        _add(value, tag, period[day].isoformat())
    _add(value, "isApproximate", "false")
    _add(value, "isDateRange", "false")


def _full(first: str, last: str) -> str:
    return f"{last}, {first}" if first else last


def _text(parent: etree._Element, tag: str) -> str:
    return (parent.findtext(tag) or "").strip()


def _add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_NAMESPACE}}}{tag}", attributes)
    child.text = text
    return child


def _reference(parent: etree._Element, tag: str, value: str, **attributes: str) -> None:
    """A value with OFAC's number for it; "0" where no published file has shown us the number."""
    child = _add(parent, tag, value, **{key: attributes[key] for key in ("id",) if key in attributes})
    child.set("refId", str(_REF_IDS.get(value, 0)))
    if "datePublished" in attributes:
        child.set("datePublished", attributes["datePublished"])
