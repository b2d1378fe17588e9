"""The programme tags of an entry, read from its bytes: whether it must be looked into at all."""

from __future__ import annotations

import re
from collections.abc import Callable

# Whether an entry with these programme tags is a candidate.
Gate = Callable[[tuple[str, ...]], bool]

# The tags in an entry's bytes; None where they cannot be told for sure.
_Find = Callable[[bytes], tuple[bytes, ...] | None]


class ProgrammeTags:
    """Reads an entry's programme tags by bytes; where that is not sure, the entry is a candidate.

    They are the texts of the elements `programme` within `section` (the whole entry: `.`), or,
    `in_attribute`, what stands in the attribute `programme` of each element `section`. `programme_of` makes
    a programme of such a text.
    """

    def __init__(
        self,
        section: str,
        programme: str,
        gate: Gate,
        *,
        in_attribute: bool,
        programme_of: Callable[[str], str] = str.strip,
    ) -> None:
        find = _in_attributes if in_attribute else _in_elements
        self._find = find(section.encode(), programme.encode())
        self._gate = gate
        self._programme_of = programme_of
        self._known: dict[tuple[bytes, ...], bool] = {}

    def may_be_wanted(self, entry: bytes) -> bool:
        tags = self._find(entry)
        if tags is None:
            return True
        if tags not in self._known:
            self._known[tags] = self._gate(tuple(self._programme_of(tag.decode("utf-8")) for tag in tags))
        return self._known[tags]


def _in_elements(section: bytes, name: bytes) -> _Find:
    is_whole = section == b"."
    # Without a section of their own they stand between the first and the last one's tags.
    around = name if is_whole else section
    opening, closing, count = b"<" + around, b"</%b>" % around, b"</" + name
    one = re.compile(rb"<%b(?:\s[^<>]*)?>([^<&]*)</%b>" % (name, name))

    def find(entry: bytes) -> tuple[bytes, ...] | None:
        start = entry.find(opening)
        end = entry.rfind(closing, start) if start >= 0 else -1
        if end < 0:
            return None
        within = entry[start : end + len(closing)] if is_whole else entry[start:end]
        tags = tuple(one.findall(within))
        return tags if len(tags) == within.count(count) else None

    return find


def _in_attributes(section: bytes, name: bytes) -> _Find:
    # Whole attributes, one after the other: what stands within the quotes of one is no attribute.
    one = re.compile(rb'<%b(?:\s+[\w:.-]+="[^"<]*")*?\s+%b="([^"<&]*)"' % (section, name))
    opening = re.compile(rb"<%b[\s/>]" % section)
    plain = re.compile(rb'\s%b="([^"<&]*)"' % name)

    def find(entry: bytes) -> tuple[bytes, ...] | None:
        # Nearly always the word stands there once, and then it is the attribute, or nothing is.
        if entry.count(name) == 1:
            match = plain.match(entry, max(entry.find(name) - 1, 0))
            return (match[1],) if match else None
        tags = tuple(one.findall(entry))
        return tags if tags and len(tags) == len(opening.findall(entry)) else None

    return find
