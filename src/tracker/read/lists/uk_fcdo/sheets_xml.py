"""UK-Sanctions-List.xml: a `Designation` a target, fields as elements, what repeats in sections."""

from __future__ import annotations

import re

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import ListEntry
from tracker.read.lists.uk_fcdo.layout import Group, Layout, Sheet, layout
from tracker.read.lists.uk_fcdo.target import AUTHORITY, LIST, target, uk_day
from tracker.read.xmlcut import XmlLayout
from tracker.read.xmlfields import close, close_texts, fields, take, text_of, texts
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
    _fill(sheet, element, "", layout())
    return target(sheet)


def _fill(sheet: Sheet, element: etree._Element, path: str, known: Layout) -> None:
    for child in element:
        below = f"{path}{child.tag}"
        group = known.groups.get(below)
        if group is not None:
            sheet.add(below, _values(child, group))
        elif below in known.containers:
            _fill(sheet, child, f"{below}/", known)
        elif below in known.single:
            if below in sheet.single:
                raise UnreadableList(f"the field {below!r} stands twice")
            sheet.single[below] = text_of(child)
        elif below not in known.ignored:
            raise UnreadableList(f"unread field {below!r} ({text_of(child)[:40]!r})")


def _values(element: etree._Element, group: Group) -> tuple[str, ...]:
    if group.is_text:
        return (text_of(element),)
    found = texts(element)
    values = tuple(found.pop(name, "").strip() for name in group.fields)
    close_texts(found)
    return values


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
