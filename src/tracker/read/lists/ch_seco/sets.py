"""What stands around SECO's targets: sets of measures before them, places behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from tracker.errors import UnreadableList
from tracker.read.xmlfields import Texts, close_texts, text_of, texts

ENGLISH = "eng"
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
        found: dict[str, Texts] = {}
        for _, element in steps:
            if element.tag == "place":
                part = texts(element)
                close_texts(part, IN_PLACE)
                found[element.get("ssid") or ""] = part
            element.clear()
            while element.getprevious() is not None and (parent := element.getparent()) is not None:
                del parent[0]
        return found
