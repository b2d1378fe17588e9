"""The remarks of an entry: one text, its segments parted by "; ", a full stop at the end.

In the CSV files this text holds most of what is known of a target; the XML formats give the same
in elements of their own and keep here what is free text (and SDN.XML, in brackets, the links).
What begins with no known label stays text: the remarks are kept whole beside what is read from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from tracker.model import Birth, EntryName, Identifier, NameType
from tracker.read.lists.us_ofac.dates import born
from tracker.read.lists.us_ofac.vocabulary import CITIZENSHIP, LINKED_TO, NAME_TYPES, NATIONALITY, labels
from tracker.read.scripts import script_of

_WEAK_NAME = re.compile(r"([afn]\.k\.a\.) '(.*)'")
_OPEN_NAME = re.compile(r"(?:alt\. )?[afn]\.k\.a\. '(?:.*[^'])?")
# SDN.XML puts a link in brackets, the CSV does not.
_LINK = re.compile(r"\(Linked To: (.*)\)|Linked To: (.*)")
_ALTERNATIVE = "alt. "
_BORN_ON = "DOB "
_BORN_IN = "POB "
_COUNTRIES = {"nationality ": NATIONALITY, "citizen ": CITIZENSHIP}
# A document: number, (country), then "issued DAY" and "expires DAY", each of them at will.
_DOCUMENT = re.compile(r"(.*?)(?: \(([^()]+)\))?(?: issued ([\w ]+?))?(?: expires ([\w ]+?))?")
# OFAC writes no second full stop after one that belongs to a name: "S.A." ends in one, "LIMITED" not.
_KEEPS_ITS_STOP = re.compile(r"(?:.*\.[^.]+|LTD|CO|LTDA)\.")


@dataclass(frozen=True, slots=True)
class Remarks:
    """What could be read out of the remarks."""

    births: list[Birth] = field(default_factory=list)
    names: list[EntryName] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)


def segments(text: str) -> list[str]:
    """The segments of a remark. A "; " inside brackets or inside a quoted name parts nothing."""
    found: list[str] = []
    pending = ""
    for piece in _without_stop(text.strip()).split("; "):
        pending = f"{pending}; {piece}" if pending else piece
        if pending.count("(") > pending.count(")") or _OPEN_NAME.fullmatch(pending):
            continue
        found.append(pending)
        pending = ""
    # A bracket or quote that never closes: its semicolons were plain ones.
    return found + pending.split("; ") if pending else found


def links(text: str) -> list[Identifier]:
    """The other entries that a remark says this one is linked to."""
    if "Linked To: " not in text:
        return []
    found = (_link(segment) for segment in segments(text))
    return [link for link in found if link is not None]


def read(text: str) -> Remarks:
    """All that the segments of a remark tell, in their order."""
    found = Remarks()
    for segment in segments(text):
        _read_segment(segment.removeprefix(_ALTERNATIVE), found)
    return found


def document_note(issued: str | None, expires: str | None, *more: str | None) -> str | None:
    """The note of an identity document, in the same words for every format."""
    parts = [f"issued {issued}" if issued else None, f"expires {expires}" if expires else None, *more]
    return "; ".join(part for part in parts if part) or None


def _read_segment(segment: str, found: Remarks) -> None:
    if segment.startswith(_BORN_ON):
        found.births.append(born(segment.removeprefix(_BORN_ON)))
    elif segment.startswith(_BORN_IN):
        found.births.append(Birth(place=segment.removeprefix(_BORN_IN)))
    elif match := _WEAK_NAME.fullmatch(segment):
        found.names.append(_weak_name(match[2], NAME_TYPES[match[1]]))
    elif link := _link(segment):
        found.identifiers.append(link)
    elif label := _country_label(segment):
        found.identifiers.append(Identifier(_COUNTRIES[label], segment.removeprefix(label)))
    elif labelled := _labelled(segment):
        found.identifiers.append(labelled)


def _link(segment: str) -> Identifier | None:
    match = _LINK.fullmatch(segment)
    return Identifier(LINKED_TO, match[1] or match[2]) if match else None


def _weak_name(name: str, kind: NameType) -> EntryName:
    return EntryName(name, kind, script=script_of(name), weak=True)


def _country_label(segment: str) -> str | None:
    return next((label for label in _COUNTRIES if segment.startswith(label)), None)


def _labelled(segment: str) -> Identifier | None:
    for label, is_document in _labels_by_first_word().get(segment.partition(" ")[0], ()):
        if not segment.startswith(f"{label} "):
            continue
        value = segment[len(label) + 1 :].strip()
        if is_document and (match := _DOCUMENT.fullmatch(value)) and match[1]:
            return Identifier(label, match[1], match[2], document_note(match[3], match[4]))
        return Identifier(label, value)
    return None


@cache
def _labels_by_first_word() -> dict[str, list[tuple[str, bool]]]:
    """First word -> labels with it, the longest first, and whether it is a document."""
    found: dict[str, list[tuple[str, bool]]] = {}
    known = [(label, group == "documents") for group, words in labels().items() for label in words]
    for label, is_document in sorted(known, key=lambda one: -len(one[0])):
        found.setdefault(label.partition(" ")[0], []).append((label, is_document))
    return found


def _without_stop(text: str) -> str:
    if not text.endswith(".") or _KEEPS_ITS_STOP.fullmatch(text.rpartition(" ")[2]):
        return text
    return text.removesuffix(".")
