"""A file of documents, a line each, read line by line: it may be larger than the memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tracker.errors import UsageError
from tracker.read.refusal import is_binary, kind_of

# A page is a megabyte or two; what is longer is no page in a line.
MOST_BYTES = 20_000_000
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class FileLine:
    """One line that is not blank, by its number from 1; `raw` is None where it is too long."""

    number: int
    raw: bytes | None


def refusal(file: Path) -> str | None:
    """Why a file has no lines at all; None where it may have some. Raises UsageError."""
    with _opened(file) as opened:
        head = opened.read(_HEAD)
    return f"no lines of JSON: it is {kind_of(head)}; unpack or convert it" if is_binary(head) else None


def lines_of(file: Path) -> Iterator[FileLine]:
    """The lines of a file. Raises UsageError where it cannot be read."""
    with _opened(file) as opened:
        number = 0
        while raw := opened.readline(MOST_BYTES + 1):
            number += 1
            is_whole = len(raw) <= MOST_BYTES
            while len(raw) > MOST_BYTES and not raw.endswith(b"\n"):
                raw = opened.readline(MOST_BYTES + 1)
            if not is_whole or raw.strip():
                yield FileLine(number, raw if is_whole else None)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        with file.open("rb") as opened:
            yield opened
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from error
