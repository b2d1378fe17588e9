"""The EU's consolidated list of financial sanctions: the Financial Sanctions Files, XML 1.1.

The Commission puts it together out of the Council's acts, days after these. (c) European Union; reuse
with a credit is allowed (Decision 2011/833/EU). More: docs/formats/eu_fsf.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.read.listfile import ListFile, Parts, only_part
from tracker.read.lists.eu_fsf import entity
from tracker.read.refusal import refuse
from tracker.read.xmlhead import head_of, root_of
from tracker.read.xmllist import open_xml

LISTS: Mapping[str, str] = {entity.LIST: "the EU's consolidated list"}

# The namespace of all versions of the file; other publishers call their roots `export`, too.
_NAMESPACE = "/fsd/export"


def recognises(head: bytes) -> bool:
    """Whether a body that begins so is the EU's; see `tracker.read.lists.format_of`."""
    name, tag = root_of(head)
    return name == entity.LAYOUT.root and (_NAMESPACE in tag or b"sanctionEntity" in head)


def open_list(
    parts: Parts, list_name: str | None, programmes: Sequence[str], known: Mapping[str, bytes]
) -> ListFile:
    """Opens one publication; see `tracker.read.lists.open_list`."""
    head = head_of(parts["main"])
    if not recognises(head):
        raise refuse(head)
    return open_xml(only_part(parts, "the EU's list"), entity.form(list_name), programmes, known)
