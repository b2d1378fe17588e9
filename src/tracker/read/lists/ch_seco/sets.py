"""What stands around SECO's targets: sets of measures before them, places behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from tracker.errors import UnreadableList
from tracker.read.container import BLOCK
from tracker.read.xmlcut import parser
from tracker.read.xmlfields import Texts, close_texts, text_of, texts

ENGLISH = "eng"
_PLACE, _PLACE_END = b"<place ", b"</place>"
IN_PLACE = frozenset({"location", "area", "country", "remarks", "location-variant", "area-variant"})


@dataclass(frozen=True, slots=True)
class SetOfMeasures:
    """A set of measures: the programme that it belongs to, and what it is."""

    programme: str
    measure: str


def sets_of_measures(stream: BinaryIO) -> Mapping[str, SetOfMeasures]:
    """The sets of measures by number. They stand before the first target."""
    stream.seek(0)
    found: dict[str, SetOfMeasures] = {}
    steps = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=["{*}sanctions-program", "{*}target"],
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for step, element in steps:
            if element.tag == "target":
                break
            if step == "end":
                found |= _sets_of(element)
    except etree.XMLSyntaxError as error:
        raise UnreadableList(f"the XML is damaged in line {error.lineno}: {error.msg}") from error
    return found


def _sets_of(programme: etree._Element) -> dict[str, SetOfMeasures]:
    keys = {key.get("lang"): text_of(key) for key in programme.iterfind("program-key")}
    key = keys.get(ENGLISH) or next(iter(keys.values()), None)
    if not key:
        raise UnreadableList(f"the programme {programme.get('ssid')!r} has no program-key")
    sets: dict[str, SetOfMeasures] = {}
    for one in programme.iterfind("sanctions-set"):
        number = one.get("ssid") or ""
        if number not in sets or one.get("lang") == ENGLISH:
            sets[number] = SetOfMeasures(key, text_of(one))
    return sets


class Places:
    """The places that addresses and births name by number; they stand behind the targets.

    Read when the first is asked for, since most days nothing is.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._found: dict[str, Texts] | None = None

    def __getitem__(self, number: str | None) -> Texts:
        if number is None:
            return {}
        if self._found is None:
            self._found = self._read()
        return self._found.get(number, {})

    def _read(self) -> dict[str, Texts]:
        found: dict[str, Texts] = {}
        for place in self._behind_targets() or self._anywhere():
            part = texts(place)
            close_texts(part, IN_PLACE)
            found[place.get("ssid") or ""] = part
        return found

    def _behind_targets(self) -> list[etree._Element]:
        """The places where they stand last, without a parse of all that is before them; else none."""
        start = _position(self._stream, _PLACE)
        if start is None:
            return []
        self._stream.seek(start)
        rest = self._stream.read()
        end = rest.rfind(_PLACE_END)
        if end < 0 or b"<target" in rest or b"<!" in rest or b"<?" in rest:
            return []
        try:
            return list(etree.fromstring(b"<all>" + rest[: end + len(_PLACE_END)] + b"</all>", parser()))
        except etree.XMLSyntaxError:
            return []

    def _anywhere(self) -> Iterator[etree._Element]:
        self._stream.seek(0)
        steps = etree.iterparse(
            self._stream,
            tag=["{*}place", "{*}target"],
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
            recover=True,
        )
        for _, element in steps:
            if element.tag == "place":
                yield element
            element.clear()
            while element.getprevious() is not None and (parent := element.getparent()) is not None:
                del parent[0]


def _position(stream: BinaryIO, what: bytes) -> int | None:
    """Where `what` first stands in a stream; None where it does not."""
    stream.seek(0)
    offset, held = 0, b""
    while block := stream.read(BLOCK):
        held += block
        if (at := held.find(what)) >= 0:
            return offset + at
        offset, held = offset + len(held) - len(what), held[-len(what) :]
    return None
