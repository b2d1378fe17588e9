"""OFAC (the US Treasury): the SDN list and the Consolidated list, in three layouts, and their changes.

The layout is recognised from content: sdn.csv with its files beside it, SDN.XML, ENHANCED_XML.
All of OFAC's files are works of the US government, in the public domain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import BinaryIO

from tracker.errors import UnreadableList
from tracker.model import ListDelta
from tracker.read.listfile import ListFile, Parts
from tracker.read.lists.us_ofac import delta, enhanced_xml, history, sdn_csv, sdn_xml
from tracker.read.refusal import refuse, without_bom
from tracker.read.xmllist import open_xml

_HEAD_BYTES = 1 << 16
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[^>]*>")
# What may stand before the root: a declaration, instructions, comments, a document type.
_PROLOGUE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*", re.DOTALL)
_ROW = re.compile(rb'\d+,(?:"|-0-)')
_FORMS = {"sdnList": sdn_xml.form, "sanctionsData": enhanced_xml.form}
_DELTA_NAMESPACE = "DeltaFile"


def open_list(
    parts: Parts, list_name: str | None, programmes: Sequence[str], known: Mapping[str, bytes]
) -> ListFile:
    """Opens one publication; see `tracker.read.lists.open_list`."""
    head = _head(parts["main"])
    if _ROW.match(without_bom(head)):
        return sdn_csv.open_csv(parts, list_name, programmes)
    if is_delta(head):
        raise UnreadableList("no list: it is a file of changes (DeltaFile) to one")
    form = _FORMS.get(_root(head)[0])
    if form is None:
        raise refuse(head)
    if others := parts.keys() - {"main"}:
        raise UnreadableList(f"a list in XML is one file and has no part {sorted(others)[0]!r}")
    return open_xml(parts["main"], form(list_name), programmes, known)


def is_delta(head: bytes) -> bool:
    """Whether a body that begins so is a file of changes; 64 KiB are enough to tell."""
    name, tag = _root(head)
    return name == "sanctionsData" and (_DELTA_NAMESPACE in tag or b"<publicationType" in head)


def read_delta(body: BinaryIO, list_name: str | None) -> ListDelta:
    """Reads one file of changes; see `tracker.read.lists.read_delta`."""
    head = _head(body)
    if is_delta(head):
        return delta.read(body, list_name)
    if _root(head)[0] in _FORMS or _ROW.match(without_bom(head)):
        raise UnreadableList("no file of changes: it is a whole list")
    raise refuse(head)


def read_history(body: bytes) -> tuple[tuple[str, date], ...]:
    """Reads the publications of a year; see `tracker.read.lists.read_history`."""
    return history.read(body)


def _head(stream: BinaryIO) -> bytes:
    stream.seek(0)
    return stream.read(_HEAD_BYTES)


def _root(head: bytes) -> tuple[str, str]:
    """Local name and start tag of the root element; empty where there is none."""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8", "replace").removeprefix("\ufeff")
    start = _PROLOGUE.match(text)
    match = _ROOT.match(text, start.end() if start else 0)
    return (match[1], match[0]) if match else ("", "")
