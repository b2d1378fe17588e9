"""What FSF XML says of a target beside its names: births, addresses, citizenships, documents, notes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import Address, Birth, Identifier
from tracker.read.lists.eu_fsf import words
from tracker.read.lists.eu_fsf.words import meaning
from tracker.read.xmlfields import Texts, attributes, groups, joined

Elements = list[etree._Element]
Groups = dict[str, Elements]

_UNKNOWN_CODE = "00"
_UNKNOWN = "UNKNOWN"
# In a note of a document: flags, and texts with what is said before them.
_FLAGS = {
    "diplomatic": "diplomatic",
    "knownExpired": "known to have expired",
    "knownFalse": "known to be false",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by its issuer",
}
_SAID = {
    "issueDate": "issued",
    "issuedBy": "issued by",
    "validFrom": "valid from",
    "validTo": "valid to",
    "nameOnDocument": "in the name of",
    "latinNumber": "in Latin letters",
    "region": "in",
}


def notes(within: Groups) -> tuple[list[str], list[Identifier]]:
    """The remarks among an element's children, and what the publisher adds by key and value."""
    remarks = [text for one in within.get("remark", ()) if (text := (one.text or "").strip())]
    return remarks, [_by_key(one) for one in within.get("additionalInformation", ())]


def _by_key(element: etree._Element) -> Identifier:
    told = attributes(element, words.INFORMATION)
    return Identifier(told["key"].strip(), told.get("value", "").strip())


def births(found: Elements) -> Iterator[Birth]:
    """Days and places of birth, together where they stand together."""
    for one in found:
        told = attributes(one, words.BIRTH)
        day, text = _born(told)
        place = _place(told, ("city", "zipCode", "place", "region"))
        if text or place:
            yield Birth(day, text, place)


def _born(told: Texts) -> tuple[str | None, str | None]:
    """The ISO reading of a day, month or year of birth, and the day as the list has it."""
    text = iso_day(told["birthdate"]).isoformat() if "birthdate" in told else _day_in_parts(told)
    if text is None:
        return None, _range(told)
    calendar = meaning(words.CALENDARS, "calendar", told["calendarType"])
    if calendar is not None:
        return None, f"{text} ({calendar} calendar)"
    if meaning(words.TRUTH, "boolean", told.get("circa", "false")):
        return None, f"circa {text}"
    return text, text


def _day_in_parts(told: Texts) -> str | None:
    """A year, a month or a day. Raises UnreadableList for parts that are no date."""
    year, month, day = (number_of(told, name) for name in ("year", "monthOfYear", "dayOfMonth"))
    if year is None:
        return None
    iso_day(f"{year:04}-{month or 1:02}-{(day if month else None) or 1:02}")
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def number_of(told: Texts, name: str) -> int | None:
    """The whole number in an attribute that may be missing. Raises UnreadableList for anything else."""
    text = told.get(name, "").strip()
    if text and not (text.isascii() and text.isdecimal()):
        raise UnreadableList(f"{name}={text!r} is no number")
    return int(text) if text else None


def _range(told: Texts) -> str | None:
    ends = [told[name].strip() for name in ("yearRangeFrom", "yearRangeTo") if name in told]
    return " to ".join(ends) or None


def iso_day(text: str) -> date:
    """The day of an xsd:date or xsd:dateTime, in the publisher's zone. Raises UnreadableList."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise UnreadableList(f"{text!r} is not a day") from None


def addresses(found: Elements) -> Iterator[Address]:
    """Addresses, each of which says something."""
    for one in found:
        told = attributes(one, words.ADDRESS)
        street = _with_box(told)
        city, region = joined(told, ("city", "place")), told.get("region")
        address = Address(street, city, region, told.get("zipCode"), _country(told))
        if address != Address():
            yield address


def contacts(groups_of_addresses: list[Groups]) -> Iterator[Identifier]:
    """Telephone numbers, web sites and the like, which stand with an address."""
    for within in groups_of_addresses:
        yield from (_by_key(one) for one in within.get("contactInfo", ()))


def _with_box(told: Texts) -> str | None:
    box = f"P.O. Box {told['poBox']}" if "poBox" in told else None
    return ", ".join(part for part in (told.get("street"), box) if part) or None


def citizenships(found: Elements) -> Iterator[Identifier]:
    """Countries that a person is or was a citizen of."""
    for one in found:
        told = attributes(one, words.CITIZEN)
        since, until = told.get("acquisitionDate"), told.get("disenfranchisementDate")
        said = (f"since {since}" if since else None, f"until {until}" if until else None, told.get("region"))
        note = "; ".join(part for part in said if part) or None
        if (country := _country(told)) is not None:
            yield Identifier(words.CITIZENSHIP, country, note=note)


def documents(found: Elements) -> Iterator[Identifier]:
    """Numbers of passports, registers, tax offices, under the publisher's own name for them."""
    for one in found:
        told = attributes(one, words.IDENTIFICATION)
        label = told.get("identificationTypeDescription") or told["identificationTypeCode"]
        number = told.get("number") or told.get("latinNumber") or ""
        yield Identifier(label.strip(), number.strip(), _country(told), _note(told, number))


def _note(told: Texts, number: str) -> str | None:
    flags = [
        text for name, text in _FLAGS.items() if meaning(words.TRUTH, "boolean", told.get(name, "false"))
    ]
    said = [
        f"{text} {told[name].strip()}"
        for name, text in _SAID.items()
        if name in told and told[name] != number
    ]
    return "; ".join(flags + said) or None


def details(within: Groups, name: str, known: frozenset[str] = words.IN_DETAIL) -> list[Groups]:
    """What stands within each of the details of this name."""
    return [groups(one, known) for one in within.get(name, ())]


def _place(told: Texts, names: tuple[str, ...]) -> str | None:
    parts = [told[name].strip() for name in names if name in told]
    country = _country(told)
    return ", ".join(parts + ([country] if country else [])) or None


def _country(told: Texts) -> str | None:
    """The country in the list's word, or its code where there is no word."""
    named = told.get("countryDescription", "").strip()
    if named:
        return None if named == _UNKNOWN else named
    code = told["countryIso2Code"]
    return None if code == _UNKNOWN_CODE else code
