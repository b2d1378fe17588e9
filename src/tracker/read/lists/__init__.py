"""Official lists: a body is opened and cut into entries, and entries are parsed when asked for.

A format is a module of this package (one that is no package of shared things); `format="us_ofac"`
names it. There is no registry: to add a list is to add its module, which has

    LISTS        its lists: our name -> what it is called in a sentence, fit after "off" and "on"
    recognises   whether a body that begins so (64 KiB) is of this format
    open_list    opens one publication
    is_delta, read_delta, read_history    where the publisher also publishes what changed

Formats do not know one another; what they share is in `tracker.read`. Bodies come decoded (see
`tracker.read.container`) and as seekable streams. Each format has a page under docs/formats.
"""

# ruff: noqa: A002  ("format" is the word of the configuration files, and what a reader is called by)

from __future__ import annotations

import pkgutil
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import BinaryIO

from tracker.errors import UnreadableList, UsageError
from tracker.model import ListDelta
from tracker.read.listfile import ListFile, Parts
from tracker.read.refusal import refuse
from tracker.read.xmlhead import head_of

__all__ = [
    "ListFile",
    "Parts",
    "format_of",
    "formats",
    "is_delta",
    "known_lists",
    "list_title",
    "open_list",
    "read_delta",
    "read_history",
]

_MODULE_NAME = re.compile(r"[a-z][a-z0-9_]*")


def formats() -> tuple[str, ...]:
    """The formats that there are, by name, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def format_of(body: BinaryIO) -> str:
    """The format of a list or a file of changes, from its content. Raises UnreadableList where it is none."""
    head = head_of(body)
    for name in formats():
        if _format(name).recognises(head):
            return name
    raise refuse(head)


def list_title(key: str | None) -> str:
    """What a list is called in a sentence; one that no format knows is called by its key."""
    if key is None:
        return "an official list"
    return known_lists().get(key, f"the list {key}")


@cache
def known_lists() -> Mapping[str, str]:
    """Every list that some format reads: our name -> what it is called in a sentence."""
    return {key: title for name in formats() for key, title in _format(name).LISTS.items()}


def open_list(
    parts: Parts,
    *,
    format: str | None = None,
    list_name: str | None = None,
    programmes: Sequence[str] = (),
    known: Mapping[str, bytes] | None = None,
) -> ListFile:
    """Opens one publication of a list and cuts it into entries.

    `format` is recognised from the content where it is None. `list_name` is ours; where it is None, the
    body says it or the format's first list is meant. `programmes` are globs such as `BELARUS*`: they
    choose the candidates and leave the rest as it is. `known` are digests of an earlier publication by
    uid: an entry that has the same may be left out of the candidates, since it was looked at then.

    A list that was cut, counts wrong, names one uid twice or mixes two publications is opened, and
    says so in its outline's faults. Raises UnreadableList for a body that is no list of this format.
    """
    chosen = format or format_of(parts["main"])
    opened: ListFile = _format(chosen).open_list(parts, list_name, programmes, known or {})
    return opened


def read_delta(body: BinaryIO, *, format: str | None = None, list_name: str | None = None) -> ListDelta:
    """One publication of changes. Raises UnreadableList where it is none, cut, or not understood."""
    delta: ListDelta = _changes(format or format_of(body)).read_delta(body, list_name)
    return delta


def is_delta(head: bytes, *, format: str | None = None) -> bool:
    """Whether the body that begins with `head` (64 KiB are enough) is a file of changes to a list."""
    modules = map(_format, formats() if format is None else (format,))
    return any(hasattr(module, "is_delta") and module.is_delta(head) for module in modules)


def read_history(body: bytes, *, format: str) -> tuple[tuple[str, date], ...]:
    """(publication id, day published) of each publication that a history names, in its order.

    Raises UnreadableList for a body that is none, or one with fields that we do not know.
    """
    publications: tuple[tuple[str, date], ...] = _changes(format).read_history(body)
    return publications


def _changes(name: str) -> ModuleType:
    """The module of a format whose publisher also publishes changes. Raises UnreadableList else."""
    module = _format(name)
    if not hasattr(module, "read_delta"):
        raise UnreadableList(f"the format {name} has no files of changes")
    return module


def _format(name: str) -> ModuleType:
    """The module of a format. Raises UsageError where there is none."""
    full_name = f"{__name__}.{name}"
    try:
        if not _MODULE_NAME.fullmatch(name):
            raise ModuleNotFoundError(name=full_name)
        return import_module(full_name)
    except ModuleNotFoundError as error:
        if error.name != full_name:
            raise
        raise UsageError(f"there is no list format {name!r}; there are: {', '.join(formats())}") from error
