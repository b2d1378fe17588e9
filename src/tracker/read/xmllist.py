"""Opens an official list in XML: cut by bytes where that is right, else parsed in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from lxml import etree

from tracker.model import ListEntry, ListOutline
from tracker.read import faults, xmlwalk
from tracker.read.container import BLOCK
from tracker.read.listfile import ListFile
from tracker.read.xmlcut import XmlLayout, XmlOutline, cut, parsed, parser
from tracker.read.xmlfields import check_attributes, read_strictly
from tracker.text.globs import matching


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head of a list says about the whole: which list, of which day, how many entries."""

    list: str
    published_on: date | None
    declared: int | None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class XmlFormat:
    """A layout and its reader: `name` and `reader` go into the outline, `authority` into errors."""

    name: str
    authority: str
    reader: int
    layout: XmlLayout
    heading: Callable[[etree._Element], Heading]
    entry: Callable[[etree._Element, str], ListEntry]


def open_xml(
    stream: BinaryIO,
    form: XmlFormat,
    programmes: Sequence[str],
    known: Mapping[str, bytes],
    *,
    may_cut: bool = True,
) -> ListFile:
    """The list in `stream`, cut by bytes if it `may_cut` and can be.

    Raises UnreadableList where the XML or its head cannot be understood."""

    # Where an entry itself names its programme, one that names none is looked into, and speaks up.
    names_its_own = form.layout.section == "."

    def gate(tags: tuple[str, ...]) -> bool:
        return not programmes or (names_its_own and not tags) or bool(matching(tags, programmes))

    outline = cut(stream, form.layout, gate, known) if may_cut else None
    outline = outline or xmlwalk.outline(stream, form.layout, gate)
    heading = form.heading(outline.head)
    source = _Source(stream, form, outline, heading.list)
    return ListFile(
        outline=ListOutline(
            list=heading.list,
            format=form.name,
            reader=form.reader,
            published_on=heading.published_on,
            declared=heading.declared,
            cuts=outline.cuts,
            faults=_faults(outline, heading),
        ),
        candidates=frozenset(outline.candidates if programmes else outline.cuts),
        parse=source.entries,
        literal=source.quote,
    )


def _faults(outline: XmlOutline, heading: Heading) -> tuple[str, ...]:
    return (
        *(() if outline.is_ended else (faults.NO_END_MARK,)),
        *((faults.TORN,) if outline.is_torn else ()),
        *(() if outline.found else (faults.NO_ENTRIES,)),
        *faults.miscounted(outline.found, heading.declared),
        *faults.repeated(outline.repeated),
        *heading.faults,
    )


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the entries of one opened list come from."""

    stream: BinaryIO
    form: XmlFormat
    outline: XmlOutline
    list: str

    def entries(self, wanted: frozenset[str] | None) -> Iterator[ListEntry]:
        form = self.form

        def read(element: etree._Element) -> ListEntry:
            return form.entry(element, self.list)

        def name(element: etree._Element) -> str:
            return f"{form.authority} uid {form.layout.uid_of(element)}"

        for element in self._elements(wanted):
            yield read_strictly(read, element, name)

    def quote(self, uid: str) -> str:
        if self.outline.by_bytes:
            return self._chunk(uid).decode("utf-8")
        element = next(self._walked(frozenset({uid})))
        return xmlwalk.canonical(element).decode("utf-8")

    def _chunk(self, uid: str) -> bytes:
        entry = self.outline.cuts[uid]
        self.stream.seek(entry.start)
        return self.stream.read(entry.length)

    def _in_order(self, wanted: frozenset[str]) -> Iterator[str]:
        return (uid for uid in self.outline.cuts if uid in wanted)

    def _all_chunks(self) -> Iterator[bytes]:
        """The bytes of all entries, read in blocks: one call a entry would cost more than the parse."""
        self.stream.seek(0)
        offset, block = 0, b""
        for entry in self.outline.cuts.values():
            end = entry.start + entry.length
            if end > offset + len(block):
                self.stream.seek(entry.start)
                offset, block = entry.start, self.stream.read(max(BLOCK, entry.length))
            yield block[entry.start - offset : end - offset]

    def _elements(self, wanted: frozenset[str] | None) -> Iterator[etree._Element]:
        layout = self.form.layout
        if not self.outline.by_bytes:
            yield from self._walked(wanted)
            return
        reader = parser()
        odd = None if layout.attributes is None else _odd_attribute(layout.attributes)
        for chunk in self._all_chunks() if wanted is None else map(self._chunk, self._in_order(wanted)):
            element = parsed(chunk, layout, reader)
            if odd is not None and (odd.search(chunk) or b"='" in chunk):
                self._check(element)
            yield element

    def _walked(self, wanted: frozenset[str] | None) -> Iterator[etree._Element]:
        seen: set[str] = set()
        for element in xmlwalk.Walk(self.stream, self.form.layout):
            uid = self.form.layout.uid_of(element)
            if uid not in seen and (wanted is None or uid in wanted):
                seen.add(uid)
                self._check(element)
                yield element

    def _check(self, element: etree._Element) -> None:
        layout = self.form.layout
        known = layout.attributes
        if known is not None:
            read_strictly(
                lambda entry: check_attributes(entry, known),
                element,
                lambda entry: f"{self.form.authority} uid {layout.uid_of(entry)}",
            )


def _odd_attribute(known: tuple[str, ...]) -> re.Pattern[bytes]:
    """Matches where an attribute may stand whose name is not known; quick, since most bytes are text."""
    return re.compile(b'="' + b"".join(rb'(?<!\s%b=")' % name.encode() for name in known))
