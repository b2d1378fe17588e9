"""OFAC's DeltaFile: what one publication changed, on all of OFAC's lists.

`entity action="add"` and `"remove"` carry the whole record. A changed entity has no `action`: only
its changed children are there, each with `action="add"` or `"remove"`; a value that only moved
shows as removed and added again. An entity that leaves one list and stays on another is a changed
one too: its `sanctionsList` is removed. CRLF, and no line end after the last tag.
Namespace: https://www.treasury.gov/ofac/DeltaFile/1.0. Data: public domain. Fixtures:
tests/lists/us_ofac/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import BinaryIO

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import ChangeKind, DeltaEntry, ListDelta
from tracker.read import faults, xmlwalk
from tracker.read.isodates import iso_day
from tracker.read.lists.us_ofac import enhanced_xml
from tracker.read.lists.us_ofac import vocabulary as words
from tracker.read.vocabulary import Words
from tracker.read.xmlcut import XmlOutline, cut
from tracker.read.xmlfields import all_text, check_attributes, close, fields, need, read_strictly, text_of

READER = 1

_ADD = "add"
_REMOVE = "remove"
_ACTION = "action"
_KINDS = Words("action", {_ADD: ChangeKind.DESIGNATION, _REMOVE: ChangeKind.DELISTING})
_IS_ADDED = Words("action", {_ADD: True, _REMOVE: False})
_ATTRIBUTES = (*enhanced_xml.ATTRIBUTES, _ACTION)
_LAYOUT = replace(enhanced_xml.LAYOUT, attributes=_ATTRIBUTES)

# Sections of a changed entity -> the field of ListEntry in which the change shows.
_FIELDS = {
    "sanctionsLists": "lists",
    "sanctionsPrograms": "programmes",
    "names": "names",
    "addresses": "addresses",
    "features": "identifiers",
    "identityDocuments": "identifiers",
    "relationships": "identifiers",
    "sanctionsTypes": "identifiers",
}
_IGNORED_SECTIONS = frozenset({"legalAuthorities"})
_GENERAL = {
    "entityType": "kind",
    "remarks": "remarks",
    "title": "identifiers",
    "livingStatus": "identifiers",
}
_IGNORED_IN_GENERAL = frozenset({"identityId", "isUsCitizen", "isUsPerson"})
_BIRTHS = frozenset({"Birthdate", "Place of Birth"})
# Where a changed child has one of these inside, that is its text; else all the text in it.
_TEXTS = ("formattedFullName", "value", "documentNumber", "relatedEntity")

_Changes = dict[str, tuple[list[str], list[str]]]


def read(stream: BinaryIO, list_name: str | None) -> ListDelta:
    """The changes in `stream`. Raises UnreadableList where it is damaged, cut or not understood."""
    outline = cut(stream, _LAYOUT, lambda tags: True, {}) or xmlwalk.outline(
        stream, _LAYOUT, lambda tags: True
    )
    if not outline.is_ended:
        raise UnreadableList(f"the delta cannot be used: {faults.NO_END_MARK}")
    if outline.repeated:
        raise UnreadableList(f"the delta cannot be used: {faults.repeated(outline.repeated)[0]}")
    published_on, kind = _publication(outline.head)
    name = list_name or words.SDN
    entries = tuple(_entry(element, name, outline) for element in xmlwalk.Walk(stream, _LAYOUT))
    return ListDelta(name, published_on, kind, entries)


def _publication(head: etree._Element) -> tuple[date, str]:
    found = fields(head)
    information = found.pop("publicationInfo", None)
    close(found, frozenset({"referenceValues", "featureTypes", "entities"}))
    if information is None:
        raise UnreadableList("publicationInfo is missing")
    told = fields(information)
    published_on, kind = iso_day(need(told, "datePublished")), need(told, "publicationType")
    close(told)
    if published_on is None:
        raise UnreadableList("datePublished is missing")
    return published_on, kind


def _entry(element: etree._Element, list_name: str, outline: XmlOutline) -> DeltaEntry:
    def made(element: etree._Element) -> DeltaEntry:
        check_attributes(element, _ATTRIBUTES)
        return _whole(element, list_name) if element.get(_ACTION) else _changed(element, list_name)

    entry = read_strictly(made, element, lambda one: f"{words.AUTHORITY} delta, uid {one.get('id')}")
    place = outline.cuts[entry.uid]
    return replace(entry, start=place.start, length=place.length if outline.by_bytes else 0)


def _whole(element: etree._Element, list_name: str) -> DeltaEntry:
    lists = _lists(element)
    entry = enhanced_xml.entry(element, list_name if list_name in lists or not lists else lists[0])
    return DeltaEntry(uid=entry.uid, kind=_KINDS[element.get(_ACTION, "")], entry=entry, lists=lists)


def _lists(element: etree._Element) -> tuple[str, ...]:
    """Our names of the lists that the entity is on, or goes to or from, each once."""
    labels = (text_of(one) for one in element.iterfind("sanctionsLists/sanctionsList"))
    return tuple(dict.fromkeys(words.LISTS[label] for label in labels))


def _changed(element: etree._Element, list_name: str) -> DeltaEntry:
    lists = _lists(element)
    changes: _Changes = {}
    for field, part in _changed_parts(element):
        removed, added = changes.setdefault(field, ([], []))
        (added if _IS_ADDED[part.get(_ACTION, "")] else removed).append(_text(part))
    for sides in changes.values():
        _cancel_moves(*sides)
    programmes = changes.pop("programmes", ([], []))
    return DeltaEntry(
        uid=element.get("id", ""),
        kind=_kind(changes.get("lists", ([], [])), list_name),
        entry=None,
        lists=lists,
        programmes_added=tuple(programmes[1]),
        programmes_removed=tuple(programmes[0]),
        changes={
            field: (tuple(removed), tuple(added))
            for field, (removed, added) in changes.items()
            if removed or added
        },
    )


def _cancel_moves(removed: list[str], added: list[str]) -> None:
    """A value that is removed and added again was only moved: it says nothing."""
    for value in list(removed):
        if value in added:
            removed.remove(value)
            added.remove(value)


def _kind(lists: tuple[list[str], list[str]], list_name: str) -> ChangeKind:
    """Leaving this list is a delisting from it, coming to it a designation, whatever else stays."""
    label = words.LABELS.get(list_name)
    removed, added = (label in side for side in lists)
    if removed and not added:
        return ChangeKind.DELISTING
    if added and not removed:
        return ChangeKind.DESIGNATION
    return ChangeKind.AMENDMENT


def _changed_parts(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """(field, changed child) for each outermost child with an action."""
    for section in element:
        if section.tag in _IGNORED_SECTIONS:
            continue
        if section.tag == "generalInfo":
            yield from _general(section)
        elif section.tag in _FIELDS:
            for part in _outermost(section):
                yield _field(section.tag, part), part
        else:
            raise UnreadableList(f"unread field {section.tag!r}")


def _general(section: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for part in section:
        if part.tag in _IGNORED_IN_GENERAL:
            continue
        if part.tag not in _GENERAL:
            raise UnreadableList(f"unread field {part.tag!r}")
        if part.get(_ACTION):
            yield _GENERAL[part.tag], part


def _outermost(section: etree._Element) -> Iterator[etree._Element]:
    for part in section:
        if part.get(_ACTION):
            yield part
        else:
            yield from _outermost(part)


def _field(section: str, part: etree._Element) -> str:
    is_birth = section == "features" and any(kind.text in _BIRTHS for kind in part.iter("type"))
    return "births" if is_birth else _FIELDS[section]


def _text(part: etree._Element) -> str:
    for name in _TEXTS:
        if texts := [text_of(one) for one in part.iter(name)]:
            return _labelled(part, ", ".join(texts))
    return all_text(part)


def _labelled(part: etree._Element, text: str) -> str:
    label = part.find("type")
    return text if label is None else f"{text_of(label)}: {text}"
