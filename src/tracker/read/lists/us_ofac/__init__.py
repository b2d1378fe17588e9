"""OFAC (the US Treasury): the SDN list and the Consolidated list, in three layouts, and their changes.

The layout is recognised from content: sdn.csv with its files beside it, SDN.XML, ENHANCED_XML.
All of OFAC's files are works of the US government, in the public domain. More: docs/formats/us_ofac.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import BinaryIO

from tracker.errors import UnreadableList
from tracker.model import ListDelta
from tracker.read.listfile import ListFile, Parts, only_part
from tracker.read.lists.us_ofac import delta, enhanced_xml, history, sdn_csv, sdn_xml
from tracker.read.refusal import refuse, without_bom
from tracker.read.xmlhead import head_of, root_of
from tracker.read.xmllist import open_xml

LISTS: Mapping[str, str] = {
    "us_ofac_sdn": "the SDN list",
    "us_ofac_cons": "the Consolidated (non-SDN) list",
}

_ROW = re.compile(rb'\d+,(?:"|-0-)')
_FORMS = {"sdnList": sdn_xml.form, "sanctionsData": enhanced_xml.form}
_DELTA_NAMESPACE = "DeltaFile"


def recognises(head: bytes) -> bool:
    """Whether a body that begins so is OFAC's; see `tracker.read.lists.format_of`."""
    return root_of(head)[0] in _FORMS or _ROW.match(without_bom(head)) is not None


def open_list(
    parts: Parts, list_name: str | None, programmes: Sequence[str], known: Mapping[str, bytes]
) -> ListFile:
    """Opens one publication; see `tracker.read.lists.open_list`."""
    head = head_of(parts["main"])
    if _ROW.match(without_bom(head)):
        return sdn_csv.open_csv(parts, list_name, programmes)
    if is_delta(head):
        raise UnreadableList("no list: it is a file of changes (DeltaFile) to one")
    form = _FORMS.get(root_of(head)[0])
    if form is None:
        raise refuse(head)
    return open_xml(only_part(parts, "a list in XML"), form(list_name), programmes, known)


def is_delta(head: bytes) -> bool:
    """Whether a body that begins so is a file of changes; 64 KiB are enough to tell."""
    name, tag = root_of(head)
    return name == "sanctionsData" and (_DELTA_NAMESPACE in tag or b"<publicationType" in head)


def read_delta(body: BinaryIO, list_name: str | None) -> ListDelta:
    """Reads one file of changes; see `tracker.read.lists.read_delta`."""
    head = head_of(body)
    if is_delta(head):
        return delta.read(body, list_name)
    if recognises(head):
        raise UnreadableList("no file of changes: it is a whole list")
    raise refuse(head)


def read_history(body: bytes) -> tuple[tuple[str, date], ...]:
    """Reads the publications of a year; see `tracker.read.lists.read_history`."""
    return history.read(body)
