"""Canada's Consolidated Autonomous Sanctions List: sema-lmes.xml, one flat `record` a target.

All elements but `data-set` and `record` were renamed between 22 and 25 August 2026; both sets are read,
and that of 2020. There is no id: `keys` makes one, `moves` finds out where it changed and the target did
not. No number of entries and no day of publication: only the root's end says that a file is whole.
Terms not clear: no data of Canada's is shipped. More: docs/formats/ca_sema.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lxml import etree

from tracker.read.listfile import ListFile, Parts, only_part
from tracker.read.lists.ca_sema.moves import moves
from tracker.read.lists.ca_sema.record import AUTHORITY, LIST, entry, programme, uid_in, uid_of
from tracker.read.refusal import refuse
from tracker.read.xmlcut import XmlLayout
from tracker.read.xmlfields import close, fields
from tracker.read.xmlhead import head_of, root_of
from tracker.read.xmllist import Heading, XmlFormat, open_xml

LISTS: Mapping[str, str] = {LIST: "Canada's autonomous sanctions list"}

READER = 1
_ROOT = "data-set"
# Root and entries have names that any table exported to XML has: the country tells it.
_COUNTRY = re.compile(rb"<(?:[\w.-]+:)?(Country(?:-Pays)?)\s*>")


def recognises(head: bytes) -> bool:
    """Whether a body that begins so is Canada's; see `tracker.read.lists.format_of`."""
    return root_of(head)[0] == _ROOT and _country(head) is not None


def open_list(
    parts: Parts, list_name: str | None, programmes: Sequence[str], known: Mapping[str, bytes]
) -> ListFile:
    """Opens one publication; see `tracker.read.lists.open_list`."""
    head = head_of(parts["main"])
    country = _country(head)
    if root_of(head)[0] != _ROOT or country is None:
        raise refuse(head)
    body = only_part(parts, "Canada's list")
    return replace(open_xml(body, _form(country), programmes, known), moves=moves)


def _country(head: bytes) -> str | None:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    match = _COUNTRY.search(head.replace(b"\x00", b"") if wide else head)
    return match[1].decode() if match else None


def _heading(head: etree._Element) -> Heading:
    close(fields(head))
    return Heading(LIST, None, None)


def _form(country: str) -> XmlFormat:
    layout = XmlLayout(
        root=_ROOT,
        entry="record",
        start=re.compile(rb"\s*(<record>)"),
        uid_of=uid_of,
        section=".",
        programme=country,
        uid_in=uid_in,
        programme_of=programme,
    )
    return XmlFormat("sema_xml", AUTHORITY, READER, layout, _heading, entry)
