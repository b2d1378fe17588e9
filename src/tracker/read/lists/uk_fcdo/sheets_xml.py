"""UK-Sanctions-List.xml: a `Designation` a target, fields as elements, what repeats in sections."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import ListEntry
from tracker.read.lists.uk_fcdo.layout import Element, Group, Sheet, layout
from tracker.read.lists.uk_fcdo.target import AUTHORITY, LIST, target, uk_day
from tracker.read.xmlcut import XmlLayout
from tracker.read.xmlfields import all_text, close, fields, take, text_of, texts
from tracker.read.xmllist import Heading, XmlFormat

READER = 1


def heading(head: etree._Element) -> Heading:
    """The day of the publication; how many entries it has, the file does not say."""
    found = fields(head)
    published_on = uk_day(take(found, "DateGenerated"))
    close(found)
    return Heading(LIST, published_on, None)


def entry(element: etree._Element, list_name: str) -> ListEntry:
    """One `Designation`. Raises UnreadableList where it is not understood."""
    sheet = Sheet()
    _fill(sheet, element, layout().elements)
    return target(sheet)


def _fill(sheet: Sheet, element: etree._Element, known: Mapping[str, Element]) -> None:
    for child in element:
        name = str(child.tag)
        what = known.get(name)
        if isinstance(what, Group):
            sheet.add(what.path, _values(child, what))
        elif isinstance(what, str):
            if name in sheet.single:
                raise UnreadableList(f"the field {name!r} stands twice")
            sheet.single[name] = text_of(child)
        elif what is not None:
            _fill(sheet, child, what)
        elif name not in layout().ignored:
            raise UnreadableList(f"unread field {name!r} ({all_text(child)[:40]!r})")


def _values(element: etree._Element, group: Group) -> tuple[str, ...]:
    if group.is_text:
        return (text_of(element),)
    values = [""] * len(group.fields)
    for name, text in texts(element).items():
        if name not in group.fields:
            raise UnreadableList(f"unread field {name!r} ({text[:40]!r}) in <{element.tag}>")
        values[group.fields[name]] = text.strip()
    return tuple(values)


def _uid(element: etree._Element) -> str:
    return (element.findtext("UniqueID") or "").strip()


LAYOUT = XmlLayout(
    root="Designations",
    entry="Designation",
    start=re.compile(
        rb"\s*(<Designation>\s*(?:<(?:LastUpdated|DateDesignated)>[^<>]*</[A-Za-z]+>\s*)*"
        rb"<UniqueID>([A-Za-z0-9]+)</UniqueID>)"
    ),
    uid_of=_uid,
    section=".",
    programme="RegimeName",
)
FORM = XmlFormat("uk_sl_xml", AUTHORITY, READER, LAYOUT, heading, entry)
