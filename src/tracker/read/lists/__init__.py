"""Official lists: a body is opened and cut into entries, and entries are parsed when asked for.

A format is a module of this package with the functions below; `format="us_ofac"` names it. There is
no registry: to add a list is to add its module. Formats do not know one another; what they share is
in `tracker.read`. Bodies come decoded (see `tracker.read.container`) and as seekable streams.
"""

# ruff: noqa: A002  ("format" is the word of the configuration files, and what a reader is called by)

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import BinaryIO

from tracker.errors import UsageError
from tracker.model import ListDelta
from tracker.read.listfile import ListFile, Parts
from tracker.text.globs import matching

__all__ = ["ListFile", "Parts", "is_delta", "matches", "open_list", "read_delta", "read_history"]

_MODULE_NAME = re.compile(r"[a-z][a-z0-9_]*")


def open_list(
    parts: Parts,
    *,
    format: str = "us_ofac",
    list_name: str | None = None,
    programmes: Sequence[str] = (),
    known: Mapping[str, bytes] | None = None,
) -> ListFile:
    """Opens one publication of a list and cuts it into entries.

    `list_name` is ours; where it is None, the body says it or the format's first list is meant.
    `programmes` are globs such as `BELARUS*`: they choose the candidates and leave the rest as it is.
    `known` are digests of an earlier publication by uid: an entry that has the same may be left out of
    the candidates, since it was looked at then.

    A list that was cut, counts wrong, names one uid twice or mixes two publications is opened, and
    says so in its outline's faults. Raises UnreadableList for a body that is no list of this format.
    """
    opened: ListFile = _format(format).open_list(parts, list_name, programmes, known or {})
    return opened


def read_delta(body: BinaryIO, *, format: str = "us_ofac", list_name: str | None = None) -> ListDelta:
    """One publication of changes. Raises UnreadableList where it is none, cut, or not understood."""
    delta: ListDelta = _format(format).read_delta(body, list_name)
    return delta


def is_delta(head: bytes, *, format: str = "us_ofac") -> bool:
    """Whether the body that begins with `head` (64 KiB are enough) is a file of changes to a list."""
    return bool(_format(format).is_delta(head))


def read_history(body: bytes, *, format: str = "us_ofac") -> tuple[tuple[str, date], ...]:
    """(publication id, day published) of each publication that a history names, in its order.

    Raises UnreadableList for a body that is none, or one with fields that we do not know.
    """
    publications: tuple[tuple[str, date], ...] = _format(format).read_history(body)
    return publications


def matches(programmes: Iterable[str], globs: Sequence[str]) -> bool:
    """Whether one of the programme tags matches one of the globs; upper and lower case are one."""
    return bool(matching(programmes, globs))


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
        raise UsageError(f"there is no list format {name!r} (a module of tracker.read.lists)") from error
