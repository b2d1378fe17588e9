"""Strict reading of XML elements: what is taken is taken out, what is left over speaks up.

Elements come with local names and without comments (see xmlcut). Every function raises
UnreadableList, with the name of what it did not understand; the caller adds which entry it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from lxml import etree

from tracker.errors import UnreadableList

_T = TypeVar("_T")

Fields = dict[str, etree._Element]
Texts = dict[str, str]
_NOTHING: frozenset[str] = frozenset()


def fields(element: etree._Element) -> Fields:
    """The children of an element by name, for elements whose children all have names of their own."""
    found = {child.tag: child for child in element}
    if len(found) != len(element):
        raise UnreadableList(f"a field stands twice in <{element.tag}>")
    return found


def texts(element: etree._Element, ignored: frozenset[str] = _NOTHING, apart: str | None = None) -> Texts:
    """The texts of an element's children by name, without the empty ones.

    Only a child that is listed as ignored may have children of its own, or the one that is left
    `apart`, to be read or ignored by the caller.
    """
    # The hot path of the whole reader: one comprehension for what is nearly always so.
    found = {child.tag: child.text for child in element}
    if len(found) != len(element):
        raise UnreadableList(f"a field stands twice in <{element.tag}>")
    if apart is not None:
        found.pop(apart, None)
    if None in found.values():
        return _without_empty(found, element, ignored)
    return found  # type: ignore[return-value]


def texts_of(found: Fields) -> Texts:
    """The texts of the fields that are left, without the empty ones."""
    return {name: text for name, child in found.items() if (text := text_of(child))}


def _without_empty(found: dict[str, str | None], element: etree._Element, ignored: frozenset[str]) -> Texts:
    for name in [name for name, text in found.items() if text is None]:
        if name not in ignored:
            child = element.find(name)
            if child is not None:
                text_of(child)  # raises if it has children
        del found[name]
    return found  # type: ignore[return-value]


def text_of(element: etree._Element) -> str:
    """The text of an element that has no children, without blanks around it; empty if there is none."""
    if len(element):
        raise UnreadableList(f"unread field {str(element[0].tag)!r} in <{element.tag}>")
    text = element.text
    return "" if text is None else text.strip()


def take(found: Fields, name: str) -> str | None:
    """Takes a field that may be missing or empty; None for both."""
    element = found.pop(name, None)
    return None if element is None else text_of(element) or None


def need(found: Fields, name: str) -> str:
    """Takes a field that must be there and hold text."""
    text = take(found, name)
    if text is None:
        raise Missing(name)
    return text


class Missing(UnreadableList):
    """A field that must be there is missing or empty."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the field {name!r} is missing or empty")


def within(found: Fields, name: str, child: str) -> list[etree._Element]:
    """Takes a field that holds any number of one kind of child; none, if the field is missing."""
    section = found.pop(name, None)
    return [] if section is None else _only(section, child)


def inside(element: etree._Element, name: str, child: str) -> list[etree._Element]:
    """The same for a section that is looked up in an element and not taken out."""
    # It stands last in what OFAC writes, and looking there is ten times as fast as searching.
    section = element[-1] if len(element) else None
    if section is None or section.tag != name:
        section = element.find(name)
    return [] if section is None else _only(section, child)


def _only(section: etree._Element, child: str) -> list[etree._Element]:
    children = list(section)
    for element in children:
        if element.tag != child:
            raise UnreadableList(f"unread field {str(element.tag)!r} in <{section.tag}>")
    return children


def texts_within(found: Fields, name: str, child: str) -> list[str]:
    """The texts of such children."""
    return [text_of(element) for element in within(found, name, child)]


def close(found: Fields, ignored: frozenset[str] = _NOTHING) -> None:
    """Says that all was read. Raises for a field that was neither taken nor is listed as ignored."""
    if not found.keys() <= ignored:
        name = min(found.keys() - ignored)
        raise UnreadableList(f"unread field {name}={_shown(all_text(found[name]))}")


def close_texts(found: Texts, ignored: frozenset[str] = _NOTHING) -> None:
    """The same for texts."""
    if not found.keys() <= ignored:
        name = min(found.keys() - ignored)
        raise UnreadableList(f"unread field {name}={_shown(found[name])}")


def joined(found: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    """The texts of these names in their order, with commas; None if there is none."""
    return ", ".join(found[name] for name in names if name in found) or None


def check_attributes(element: etree._Element, known: tuple[str, ...]) -> None:
    """Raises for an attribute, anywhere in the element, whose name is not known."""
    for part in element.iter():
        for name in part.keys():  # noqa: SIM118  (an element iterates over its children)
            if name not in known:
                raise UnreadableList(f"unread field {name!s}={part.get(name)!r}")


def attributes(element: etree._Element, known: frozenset[str]) -> Texts:
    """An element's attributes by name, without the empty ones. Raises for one whose name is not known."""
    found: Texts = dict(element.items())  # type: ignore[arg-type]
    if not found.keys() <= known:
        name = min(found.keys() - known)
        raise UnreadableList(f"unread field {name}={_shown(found[name])} in <{element.tag}>")
    return {name: text for name, text in found.items() if text and not text.isspace()}


def groups(element: etree._Element, known: frozenset[str]) -> dict[str, list[etree._Element]]:
    """The children of an element by name, any number of each. Raises for one whose name is not known."""
    found: dict[str, list[etree._Element]] = {}
    for child in element:
        found.setdefault(child.tag, []).append(child)
    if not found.keys() <= known:
        name = min(found.keys() - known)
        raise UnreadableList(f"unread field {name}={_shown(all_text(found[name][0]))} in <{element.tag}>")
    return found


def read_strictly(
    read: Callable[[etree._Element], _T], element: etree._Element, name_of: Callable[[etree._Element], str]
) -> _T:
    """`read(element)`; an error gets the words in front that say which entry it was in.

    A KeyError is a text that the reader took out of `texts` and that was not there.
    """
    try:
        return read(element)
    except UnreadableList as error:
        raise UnreadableList(f"{name_of(element)}: {error}") from error
    except KeyError as error:
        raise UnreadableList(f"{name_of(element)}: {Missing(error.args[0])}") from error


def all_text(element: etree._Element) -> str:
    """All text in an element, its blanks made single."""
    return " ".join("".join(str(text) for text in element.itertext()).split())


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
