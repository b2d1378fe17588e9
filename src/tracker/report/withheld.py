"""Values without the names that are not shown: in every text of them, so that no face can forget one."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from html import escape, unescape
from typing import TypeVar
from urllib.parse import unquote

from tracker.report import phrases
from tracker.report.naming import Naming
from tracker.report.people import find, names_any

_Value = TypeVar("_Value")

# Fields whose text is an address or nothing: one that names somebody is left out whole.
_ADDRESSES = frozenset({"address", "url"})
_LINK = re.compile(r"https?://\S+")
# Our own pages have no "<" or ">" in an attribute.
_TAG = re.compile(r"(<[^<>]*+>)")
_ATTRIBUTE = re.compile(r'="([^"]*+)"')
_NO_LETTERS = re.compile(r"[\W\d_]+")


def withheld(value: _Value, naming: Naming) -> _Value:
    """The same value, with each name that is not shown replaced by NAME_WITHHELD.

    It goes through frozen dataclasses and tuples. Words of closed sets, days, times and numbers stay; what
    is shown in place of an address that names somebody is nothing.
    """
    return _withheld(value, naming) if naming.hidden else value  # type: ignore[return-value]


def withheld_text(text: str, naming: Naming) -> str:
    """The text with each name that is not shown replaced, and each address that gives one."""
    text = _LINK.sub(
        lambda link: phrases.ADDRESS_WITHHELD if _names_somebody(link[0], naming) else link[0], text
    )
    parts, at = [], 0
    for start, end in find(text, naming.hidden, naming.is_another):
        parts += [text[at:start], phrases.NAME_WITHHELD]
        at = end
    return "".join((*parts, text[at:]))


def withheld_html(page: str, naming: Naming) -> str:
    """A page of ours with each name that is not shown replaced, and no link to an address that gives one."""
    parts = []
    for at, part in enumerate(_TAG.split(page)):
        if at % 2:
            parts.append(_ATTRIBUTE.sub(lambda found: _attribute(found, naming), part))
            continue
        said = unescape(part)
        shown = withheld_text(said, naming)
        parts.append(part if shown == said else escape(shown))
    return "".join(parts)


def _attribute(found: re.Match[str], naming: Naming) -> str:
    said = unescape(found[1])
    return '=""' if _names_somebody(said, naming) else found[0]


def withheld_json(value: object, naming: Naming) -> object:
    """The same value of JSON, with each name that is not shown replaced in all of its texts."""
    match value:
        case str():
            return withheld_text(value, naming)
        case list():
            return [withheld_json(part, naming) for part in value]
        case dict():
            return {key: withheld_json(part, naming) for key, part in value.items()}
        case _:
            return value


def _withheld(value: object, naming: Naming) -> object:
    # Exactly str: a member of a closed set is one too, and stays a member.
    if type(value) is str:
        return withheld_text(value, naming)
    if isinstance(value, tuple):
        return tuple(_withheld(part, naming) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{name: _part(name, part, naming) for name, part in parts.items()})
    return value


def _part(name: str, part: object, naming: Naming) -> object:
    if name in _ADDRESSES and isinstance(part, str):
        return None if _names_somebody(part, naming) else part
    return _withheld(part, naming)


def _names_somebody(address: str, naming: Naming) -> bool:
    """Whether the words of an address name somebody who is not shown: "/news/ivan-ivanou-is-free"."""
    return names_any(_NO_LETTERS.sub(" ", unquote(address)), naming.hidden, naming.is_another)
