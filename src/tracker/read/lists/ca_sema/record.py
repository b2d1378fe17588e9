"""One `record` of Canada's list, whatever its elements are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from xml.sax.saxutils import unescape

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import Birth, EntryKind, EntryName, Identifier, ListEntry
from tracker.read.isodates import as_day
from tracker.read.lists.ca_sema.keys import KEY_FIELDS, english, even, schedule_of, uid
from tracker.read.lists.ca_sema.words import words
from tracker.read.scripts import script_of
from tracker.read.xmlfields import texts

AUTHORITY = "ca_sema"
LIST = "ca_sema"

SCHEDULE = "Schedule"
ITEM = "Item"
TITLE = "Title"
SHIP_TYPE = "Ship Type"
BUILD_DATE = "Ship Build Date"
IMO = "Ship IMO Number"

_FIELD = re.compile(rb"<([A-Za-z-]+)>([^<]*)</\1>")
_ENTITIES = {"&quot;": '"', "&apos;": "'"}
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
# "1972-08-26 or 1974-05-31", "1987/1988"; "1963-1964" is a span, which is no single date.
_OR = re.compile(r"\s+or\s+|\s*/\s*", re.IGNORECASE)
_LABELLED = re.compile(r"([A-Za-z]+)\s*:\s*(.+)")


def entry(element: etree._Element, list_name: str) -> ListEntry:
    """The entry of a record. Raises UnreadableList where it is not understood."""
    found = _fields(element)
    person = even(", ".join(filter(None, (found.get("last_name"), found.get("given_name")))))
    other = found.get("entity")
    if person and other:
        raise UnreadableList(f"both a person's name ({person!r}) and an entity's ({other!r})")
    if not person and not other:
        raise UnreadableList("no name")
    kind = EntryKind.INDIVIDUAL
    if other:
        kind = EntryKind.VESSEL if found.get("imo") or found.get("title") else EntryKind.ENTITY
    return ListEntry(
        list=list_name,
        uid=uid(found),
        kind=kind,
        name=person or other or "",
        names=tuple(_aliases(found.get("aliases", ""))),
        programmes=(programme(_needed(found, "country")),),
        births=() if other else tuple(_births(found.get("born_or_built", ""))),
        identifiers=tuple(_identifiers(found, kind)),
        listed_on=as_day(day, day) if (day := found.get("listed_on")) else None,
    )


def programme(country: str) -> str:
    """The regulations that an entry stands under, in English. No nationality: it only looks like one."""
    return english(country)


def uid_of(element: etree._Element) -> str:
    """The key of a record that was parsed; the empty text where it is not understood, which is told later."""
    known = _key_fields()
    return uid({known[child.tag]: child.text or "" for child in element if child.tag in known})


def uid_in(record: bytes) -> str | None:
    """The key of a record by its bytes; None where they are written in an unusual way."""
    pairs = _FIELD.findall(record)
    if b'="' in record or b"='" in record or b"&#" in record or record.count(b"</") != len(pairs) + 1:
        return None
    known = _key_fields()
    found = {known[name]: text.decode() for tag, text in pairs if (name := tag.decode()) in known}
    if b"&" in record:
        found = {field: unescape(text, _ENTITIES) for field, text in found.items()}
    return uid(found)


@cache
def _key_fields() -> Mapping[str, str]:
    return {tag: field for tag, field in words().fields.items() if field in KEY_FIELDS}


def _fields(element: etree._Element) -> dict[str, str]:
    known = words().fields
    found: dict[str, str] = {}
    for tag, text in texts(element).items():
        if tag not in known:
            raise UnreadableList(f"unread field {tag!r} ({even(text)[:40]!r})")
        if known[tag] in found:
            raise UnreadableList(f"the field {known[tag]!r} stands twice, under two names")
        found[known[tag]] = even(text)
    return found


def _needed(found: Mapping[str, str], field: str) -> str:
    if not found.get(field):
        raise UnreadableList(f"the field {field!r} is missing or empty")
    return found[field]


def _births(text: str) -> Iterator[Birth]:
    if not text:
        return
    parts = _OR.split(text)
    for part in parts if all(_DATE.fullmatch(one) for one in parts) else [text]:
        yield Birth(part if _DATE.fullmatch(part) else None, part)


def _aliases(text: str) -> Iterator[EntryName]:
    """Aliases stand in one text, between semicolons or commas; a comma may also belong to one of them."""
    known = words()
    names: list[str] = []
    for part in re.split(r";|,\s", text):
        name = part.strip(" ,")
        if names and name.strip(". ").casefold() in known.legal_forms:
            names[-1] += f", {name}"
        elif name:
            names.append(name)
    for name in names:
        label = _LABELLED.fullmatch(name)
        language = known.languages.get(label[1].casefold()) if label else None
        bare = label[2] if label and language else name
        yield EntryName(bare, language=language, script=script_of(bare))


def _identifiers(found: Mapping[str, str], kind: EntryKind) -> Iterator[Identifier]:
    schedule = schedule_of(found.get("schedule", ""))
    if schedule:
        yield Identifier(SCHEDULE, schedule)
    yield Identifier(ITEM, _needed(found, "item"))
    if title := found.get("title"):
        yield (
            Identifier(TITLE, title)
            if kind is EntryKind.INDIVIDUAL
            else Identifier(SHIP_TYPE, english(title))
        )
    if kind is not EntryKind.INDIVIDUAL and (built := found.get("born_or_built")):
        yield Identifier(BUILD_DATE, built)
    if imo := found.get("imo"):
        yield Identifier(IMO, imo)
