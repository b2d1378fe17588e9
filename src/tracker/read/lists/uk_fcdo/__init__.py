"""The UK Sanctions List (FCDO), in two layouts: XML and CSV.

Since 28 January 2026 it is the UK's only list; OFSI's ConList.csv is closed and not read. `UniqueID`
is the key; the OFSI Group ID that older entries have is kept as an identifier. Public sector
information under the Open Government Licence v3.0. More: docs/formats/uk_fcdo.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tracker.read.listfile import ListFile, Parts, only_part
from tracker.read.lists.uk_fcdo import sheets_csv, sheets_xml
from tracker.read.lists.uk_fcdo.target import LIST
from tracker.read.refusal import refuse, without_bom
from tracker.read.xmlhead import head_of, root_of
from tracker.read.xmllist import open_xml

LISTS: Mapping[str, str] = {LIST: "the UK sanctions list"}

_CSV = re.compile(rb'"?(?:Report Date:|Last Updated,"?Unique ID)')


def recognises(head: bytes) -> bool:
    """Whether a body that begins so is the UK's; see `tracker.read.lists.format_of`."""
    return root_of(head)[0] == sheets_xml.LAYOUT.root or _CSV.match(without_bom(head)) is not None


def open_list(
    parts: Parts, list_name: str | None, programmes: Sequence[str], known: Mapping[str, bytes]
) -> ListFile:
    """Opens one publication; see `tracker.read.lists.open_list`."""
    head = head_of(parts["main"])
    if not recognises(head):
        raise refuse(head)
    body = only_part(parts, "the UK list")
    if _CSV.match(without_bom(head)):
        return sheets_csv.open_csv(body, programmes)
    return open_xml(body, sheets_xml.FORM, programmes, known)
