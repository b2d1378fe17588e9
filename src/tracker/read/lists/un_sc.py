"""The UN Security Council's consolidated list, one XML file.

An entry is known by its reference number: a DATAID changes when somebody vanishes for some days and comes
back. Versions and days of updates are not read: they change without a change. More: docs/formats/un_sc.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import Address, Birth, EntryKind, EntryName, Identifier, ListEntry, NameType
from tracker.read.isodates import iso_day
from tracker.read.listfile import ListFile, Parts, only_part
from tracker.read.refusal import refuse
from tracker.read.scripts import script_of
from tracker.read.xmlcut import XmlLayout
from tracker.read.xmlfields import Texts, all_text, close_texts, joined, texts
from tracker.read.xmlhead import head_of, root_of
from tracker.read.xmllist import Heading, XmlFormat, open_xml

LISTS: Mapping[str, str] = {"un_sc": "the UN Security Council's list"}

READER = 1
_ROOT = "CONSOLIDATED_LIST"
_KINDS = {"INDIVIDUAL": EntryKind.INDIVIDUAL, "ENTITY": EntryKind.ENTITY}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
# How good an alias of a person is, or of which kind one of an organisation.
_QUALITIES = {
    "Good": (NameType.AKA, False),
    "Low": (NameType.AKA, True),
    "a.k.a.": (NameType.AKA, False),
    "f.k.a.": (NameType.FKA, False),
}
_UNREAD = frozenset(
    {*("DATAID", "VERSIONNUM", "LAST_DAY_UPDATED", "SORT_KEY", "SORT_KEY_LAST_MOD", "LIST_TYPE")}
)
_VALUES = {"TITLE": "Title", "DESIGNATION": "Designation", "NATIONALITY": "Nationality"}
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
_PRECISE = "EXACT"
_TYPES_OF_DATE = frozenset({_PRECISE, "APPROXIMATELY", "BETWEEN"})


def _uid(element: etree._Element) -> str:
    return (element.findtext("REFERENCE_NUMBER") or "").strip()


LAYOUT = XmlLayout(
    root=_ROOT,
    entry="INDIVIDUAL",
    also=("ENTITY",),
    start=re.compile(rb"(?!)"),
    uid_of=_uid,
    section=".",
    programme="UN_LIST_TYPE",
)


def recognises(head: bytes) -> bool:
    """Whether a body that begins so is the UN's; see `tracker.read.lists.format_of`."""
    return root_of(head)[0] == _ROOT


def open_list(
    parts: Parts, list_name: str | None, programmes: Sequence[str], known: Mapping[str, bytes]
) -> ListFile:
    """Opens one publication; see `tracker.read.lists.open_list`."""
    head = head_of(parts["main"])
    if not recognises(head):
        raise refuse(head)
    body = only_part(parts, "the UN's list")

    def heading(root: etree._Element) -> Heading:
        return Heading(list_name or next(iter(LISTS)), iso_day(root.get("dateGenerated")), None)

    return open_xml(body, XmlFormat("un_xml", "UN", READER, LAYOUT, heading, _entry), programmes, known)


def _entry(element: etree._Element, list_name: str) -> ListEntry:
    """One INDIVIDUAL or ENTITY. Raises UnreadableList, or KeyError for a missing field."""
    own: Texts = {}
    names: list[EntryName] = []
    births: list[Birth] = []
    identifiers: list[Identifier] = []
    addresses: list[Address] = []
    for child in element:
        name = str(child.tag)
        if name in _UNREAD:
            continue
        if name in _VALUES:
            identifiers += (Identifier(_VALUES[name], text) for text in _values(child))
        elif name.endswith("_ALIAS"):
            names += _alias(child, births)
        elif name.endswith("_ADDRESS"):
            addresses += _address(child)
        elif name.endswith("_DATE_OF_BIRTH"):
            births += _born(child)
        elif name.endswith("_PLACE_OF_BIRTH"):
            births += _birthplace(child)
        elif name.endswith("_DOCUMENT"):
            identifiers += _document(child)
        elif len(child) or name in own:
            raise UnreadableList(f"unread field {name!r}")
        elif text := all_text(child):
            own[name] = text
    kind = _KINDS[str(element.tag)]
    whole = " ".join(own.pop(part) for part in _NAMES if part in own)
    if not whole:
        raise UnreadableList("no name")
    if original := own.pop("NAME_ORIGINAL_SCRIPT", None):
        names.insert(0, EntryName(original, NameType.AKA, None, script_of(original)))
    if gender := own.pop("GENDER", None):
        identifiers.append(Identifier("Gender", gender))
    made = ListEntry(
        list=list_name,
        uid=own.pop("REFERENCE_NUMBER"),
        kind=kind,
        name=whole,
        names=tuple(names),
        programmes=(own.pop("UN_LIST_TYPE"),),
        births=tuple(births),
        identifiers=tuple(identifiers),
        addresses=tuple(addresses),
        remarks=own.pop("COMMENTS1", None),
        listed_on=iso_day(own.pop("LISTED_ON", None)),
    )
    close_texts(own)
    return made


def _values(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag != "VALUE":
            raise UnreadableList(f"unread field {str(child.tag)!r} in <{element.tag}>")
        if text := all_text(child):
            yield text


def _alias(element: etree._Element, births: list[Birth]) -> Iterator[EntryName]:
    """An alias; the births that the list ties to it are the target's."""
    part = texts(element)
    quality, name = part.pop("QUALITY", None), part.pop("ALIAS_NAME", "")
    place = joined(part, ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"))
    born = part.pop("DATE_OF_BIRTH", None)
    close_texts(part, frozenset({"CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", "NOTE"}))
    if born or place:
        births.append(Birth(text=born, place=place))
    # An alias that is empty stands for none: entries without aliases are written so.
    if not (name := " ".join(name.split())):
        return
    if quality not in _QUALITIES:
        raise UnreadableList(f"unread value QUALITY={quality!r}")
    kind, weak = _QUALITIES[quality]
    yield EntryName(name, kind, None, script_of(name), weak)


def _address(element: etree._Element) -> Iterator[Address]:
    part = texts(element)
    close_texts(part, frozenset({*_PLACE, "ZIP_CODE", "NOTE"}))
    address = Address(
        joined(part, ("STREET", "NOTE")),
        part.get("CITY"),
        part.get("STATE_PROVINCE"),
        part.get("ZIP_CODE"),
        part.get("COUNTRY"),
    )
    if address != Address():
        yield address


def _born(element: etree._Element) -> Iterator[Birth]:
    part = texts(element)
    kind, day, year = part.pop("TYPE_OF_DATE", None), part.pop("DATE", None), part.pop("YEAR", None)
    first, last, note = part.pop("FROM_YEAR", None), part.pop("TO_YEAR", None), part.pop("NOTE", None)
    close_texts(part)
    if kind is not None and kind not in _TYPES_OF_DATE:
        raise UnreadableList(f"unread value TYPE_OF_DATE={kind!r}")
    span = f"{first} to {last}" if first and last else first or last
    told = day or year or span
    if told is None and note is None:
        return
    is_exact = kind in (_PRECISE, None) and span is None
    words = told if kind in (_PRECISE, None) or told is None else f"{kind.lower()} {told}"
    yield Birth(date=told if is_exact else None, text="; ".join(filter(None, (words, note))))


def _birthplace(element: etree._Element) -> Iterator[Birth]:
    part = texts(element)
    close_texts(part, frozenset({*_PLACE, "NOTE"}))
    if place := joined(part, (*_PLACE, "NOTE")):
        yield Birth(place=place)


def _document(element: etree._Element) -> Iterator[Identifier]:
    part = texts(element)
    kind = part.pop("TYPE_OF_DOCUMENT", None) or part.pop("TYPE_OF_DOCUMENT2", None) or "Document"
    part.pop("TYPE_OF_DOCUMENT2", None)
    number, note = part.pop("NUMBER", None), part.pop("NOTE", None)
    country = part.pop("ISSUING_COUNTRY", None) or part.pop("COUNTRY_OF_ISSUE", None)
    issued = part.pop("DATE_OF_ISSUE", None)
    close_texts(part, frozenset({"COUNTRY_OF_ISSUE", "CITY_OF_ISSUE"}))
    said = "; ".join(filter(None, (f"issued {issued}" if issued else None, note))) or None
    if number or said:
        yield Identifier(" ".join(kind.split()), " ".join((number or "").split()), country, said)
