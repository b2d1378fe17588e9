"""The full parse of an XML list: slower than the cut (xmlcut), and right for any well-formed file.

Entries are handed out one by one and freed at once, with their parents' links to them: the memory
does not grow with the file. Digests are over the canonical form, so they differ from the cut's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import BinaryIO

from lxml import etree

from tracker.errors import UnreadableList
from tracker.model import Cut
from tracker.read.digest import digest
from tracker.read.xmlcut import XmlLayout, XmlOutline, with_local_names
from tracker.read.xmltags import Gate

_TAIL_BYTES = 4096


def outline(stream: BinaryIO, layout: XmlLayout, gate: Gate) -> XmlOutline:
    """The same outline as the cut's, but `start` is 0 and `length` that of the canonical form.

    A file that breaks off gives the entries before the break. Raises UnreadableList for a DOCTYPE
    and for XML that is damaged in another way.
    """
    walk = Walk(stream, layout)
    found: list[tuple[Cut, bool]] = []
    for element in walk:
        body = canonical(element)
        cut = Cut(layout.uid_of(element), digest(body), 0, len(body))
        found.append((cut, gate(_programmes(element, layout))))
    result = XmlOutline(walk.head(), by_bytes=False, is_ended=walk.is_ended, is_torn=not walk.is_ended)
    for cut, is_candidate in found:
        result.add(cut, is_candidate)
    return result


def canonical(element: etree._Element) -> bytes:
    """An entry as bytes that do not depend on how it was written (C14N, no blanks between tags)."""
    return etree.tostring(element, method="c14n", with_tail=False)


class Walk:
    """Goes through a list once, entry by entry; afterwards it knows the head and whether it ended."""

    def __init__(self, stream: BinaryIO, layout: XmlLayout) -> None:
        self._stream = stream
        self._layout = layout
        self._root: etree._Element | None = None
        self._head: etree._Element | None = None
        self.is_ended = False

    def __iter__(self) -> Iterator[etree._Element]:
        self._stream.seek(0)
        layout = self._layout
        steps = etree.iterparse(
            self._stream,
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in (layout.root, layout.entry, *layout.also)],
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            remove_blank_text=True,
        )
        entry: etree._Element | None = None
        try:
            for step, element in steps:
                if step == "start":
                    self._start(element)
                    # An entry's history may hold what it was, under the same name: no entry of its own.
                    entry = element if entry is None and element is not self._root else entry
                elif entry is not None and element is entry:
                    yield with_local_names(entry)
                    _free(entry)
                    entry = None
            self.is_ended = True
        except etree.XMLSyntaxError as error:
            if self._root is None or _closes(self._stream, layout.root):
                raise UnreadableList(f"the XML is damaged in line {error.lineno}: {error.msg}") from error

    def head(self) -> etree._Element:
        """The root with all that stands before the first entry; with all, if there is no entry.

        Raises UnreadableList where no root was met, or where the file ends before its first entry does.
        """
        if self._root is None:
            raise UnreadableList(f"the root element is not <{self._layout.root}>")
        if self._head is None and not self.is_ended:
            raise UnreadableList("the list breaks off before its first entry")
        return with_local_names(self._root if self._head is None else self._head)

    def _start(self, element: etree._Element) -> None:
        if self._root is None:
            if element.getroottree().docinfo.internalDTD is not None:
                raise UnreadableList("the XML has a DOCTYPE, which no list of this kind has")
            self._root = element
        elif self._head is None:
            self._head = deepcopy(self._root)
            names = (self._layout.entry, *self._layout.also)
            for entry in list(self._head.iter(*(f"{{*}}{name}" for name in names))):
                parent = entry.getparent()
                if parent is not None:
                    parent.remove(entry)


def _programmes(element: etree._Element, layout: XmlLayout) -> tuple[str, ...]:
    if layout.in_attribute:
        return tuple(one.get(layout.programme, "").strip() for one in element.iterfind(layout.section))
    tags = element.iterfind(f"{layout.section}/{layout.programme}")
    return tuple(layout.programme_of(tag.text or "") for tag in tags)


def _free(element: etree._Element) -> None:
    """Empties an entry and drops the ones before it; what stands before the first entry is kept."""
    element.clear()
    parent = element.getparent()
    if parent is None:
        return
    while (earlier := element.getprevious()) is not None and earlier.tag == element.tag:
        parent.remove(earlier)


def _closes(stream: BinaryIO, root: str) -> bool:
    """Whether the last bytes hold the root's end tag: if so, the file is damaged and not cut."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL_BYTES))
    return re.search(rb"</(?:[\w.-]+:)?%b\s*>" % root.encode(), stream.read()) is not None
