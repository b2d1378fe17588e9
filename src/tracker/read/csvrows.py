"""Rows of a CSV file with their place in it, streamed; and whether the file came to its end mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

# Some publishers still end a file as CP/M did.
_END_MARK = b"\x1a"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its columns, its bytes without the line's end, and where they begin."""

    start: int
    raw: bytes
    columns: list[str]


class Rows:
    """Goes through a CSV file once; afterwards it knows how the file ended.

    `is_ended`: a line with nothing but 0x1A was met. `broken_at` is the number of the line in which
    the file stopped to be CSV (a quote that never closes: it was cut inside a row), else None.
    `is_followed`: something stands after the end mark.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._pending: list[bytes] = []
        self.is_ended = False
        self.is_followed = False
        self.broken_at: int | None = None

    def __iter__(self) -> Iterator[Row]:
        self._stream.seek(0)
        reader = csv.reader(self._lines(), strict=True)
        start = 0
        while True:
            try:
                columns = next(reader, None)
            except csv.Error:
                self.broken_at = reader.line_num
                return
            if columns is None:
                return
            raw = b"".join(self._pending)
            self._pending.clear()
            if columns:
                yield Row(start, raw.rstrip(b"\r\n"), columns)
            start += len(raw)

    def _lines(self) -> Iterator[str]:
        for line in self._stream:
            if line.rstrip(b"\r\n") == _END_MARK:
                self.is_ended = True
                self.is_followed = bool(self._stream.read(64).strip())
                return
            self._pending.append(line)
            yield decoded(line)


def columns_of(raw: bytes) -> list[str]:
    """The columns of one row's bytes."""
    return rows_of(raw)[0]


def rows_of(raw: bytes) -> list[list[str]]:
    """The columns of each row in these bytes."""
    # Only a line feed ends a line, as in the file: names hold other signs that Python takes for one.
    lines = io.StringIO(decoded(raw), newline="\n")
    return [row for row in csv.reader(lines, strict=True) if row]


def decoded(raw: bytes) -> str:
    """Text of a file that is ASCII in practice: UTF-8, or else Windows-1252, which older ones were."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
