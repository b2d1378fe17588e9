"""SECO (Switzerland): the consolidated list of all sanctions ordinances, one XML file.

Targets that were taken off stay in the file: the newest of an entry's modifications says whether it
stands. One that does not has no programme here, and the day on which it was taken off. Inside a
modification the entry's earlier states are repeated; they are not read. More: docs/formats/ch_seco.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import ListEntry
from tracker.read.isodates import iso_day
from tracker.read.listfile import ListFile, Parts, only_part
from tracker.read.lists.ch_seco.sets import Places, sets_of_measures
from tracker.read.lists.ch_seco.target import entry
from tracker.read.refusal import refuse
from tracker.read.xmlcut import XmlLayout
from tracker.read.xmlhead import head_of, root_of
from tracker.read.xmllist import Heading, XmlFormat, open_xml
from tracker.text.globs import matching

LISTS: Mapping[str, str] = {"ch_seco": "the Swiss (SECO) list"}

READER = 1
_ROOT = "swiss-sanctions-list"
# The number of no set of measures: where no programme of the list is the subject's, no entry is.
_NO_SET = ("-",)
_ATTRIBUTES = (
    *("ssid", "order", "name-part-type", "name-type", "quality", "lang", "main", "script"),
    *("spelling-variant-type", "modification-type", "enactment-date", "publication-date", "effective-date"),
    *("day", "month", "year", "calendar", "place-id", "sex", "document-type", "iso-code", "object-type"),
    *("target-id", "relation-type", "name"),
)
LAYOUT = XmlLayout(
    root=_ROOT,
    entry="target",
    start=re.compile(rb'\s*(<target ssid="(\d+)"[\s>])'),
    uid_of=lambda element: element.get("ssid") or "",
    section=".",
    programme="sanctions-set-id",
    after="place",
    attributes=_ATTRIBUTES,
)


def recognises(head: bytes) -> bool:
    """Whether a body that begins so is SECO's; see `tracker.read.lists.format_of`."""
    return root_of(head)[0] == _ROOT


def open_list(
    parts: Parts, list_name: str | None, programmes: Sequence[str], known: Mapping[str, bytes]
) -> ListFile:
    """Opens one publication; see `tracker.read.lists.open_list`.

    A programme is known by its English key: `Belarus`.
    """
    head = head_of(parts["main"])
    if not recognises(head):
        raise refuse(head)
    stream = only_part(parts, "SECO's list")
    sets = sets_of_measures(stream)
    wanted = [number for number, one in sets.items() if matching((one.programme,), programmes)]
    places = Places(stream)

    def read(element: etree._Element, name: str) -> ListEntry:
        return entry(element, name, sets, places)

    form = XmlFormat(
        "seco_xml", "SECO", READER, LAYOUT, lambda head: _heading(head, list_name or next(iter(LISTS))), read
    )
    return open_xml(stream, form, (wanted or _NO_SET) if programmes else (), known)


def _heading(head: etree._Element, list_name: str) -> Heading:
    kind = head.get("list-type")
    if kind != "whole-list":
        raise UnreadableList(f"no whole list: its list-type is {kind!r}")
    return Heading(list_name, iso_day(head.get("date")), None)
