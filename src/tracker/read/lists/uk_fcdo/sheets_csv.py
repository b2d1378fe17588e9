"""UK-Sanctions-List.csv: a line with the report's day, a header, and several rows a target.

Every value of what repeats is crossed with every other: ten names with seven addresses are seventy rows,
which stand together. What a row says again is said once. A file that was cut between two rows shows it
nowhere; the XML ends with its root, which is why it is the one to watch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import BinaryIO

from tracker.errors import UnreadableList
from tracker.model import Cut, ListEntry, ListOutline
from tracker.read import faults
from tracker.read.csvrows import Row, Rows, decoded, rows_of
from tracker.read.digest import digest
from tracker.read.isodates import as_day
from tracker.read.listfile import ListFile
from tracker.read.lists.uk_fcdo.layout import Sheet, layout
from tracker.read.lists.uk_fcdo.target import AUTHORITY, LIST, target
from tracker.text.globs import matching

READER = 1

_REPORTED = re.compile(r"Report Date:\s*(\d{1,2})-([A-Za-z]{3})[a-z]*-(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the columns stand: a name in the CSV -> its place."""

    places: Mapping[str, int]

    def value(self, row: Sequence[str], column: str) -> str:
        return row[self.places[column]].strip()


@dataclass(slots=True)
class _Found:
    """The list, cut."""

    cuts: dict[str, Cut] = field(default_factory=dict)
    candidates: set[str] = field(default_factory=set)
    repeated: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)


def open_csv(stream: BinaryIO, programmes: Sequence[str]) -> ListFile:
    """The list in `stream`, damage told in its faults. Raises UnreadableList for another header."""
    rows = Rows(stream)
    lines = iter(rows)
    published_on, header = _head(lines)
    found = _cut(lines, header, programmes)
    broken = [] if rows.broken_at is None else [f"it breaks off inside a row (line {rows.broken_at:,})"]
    source = _Source(stream, header, found.cuts)
    outline = ListOutline(
        list=LIST,
        format="uk_sl_csv",
        reader=READER,
        published_on=published_on,
        declared=None,
        cuts=found.cuts,
        faults=(
            *broken,
            *([] if found.cuts else [faults.NO_ENTRIES]),
            *faults.several(found.damaged, "such rows"),
            *faults.repeated(found.repeated),
        ),
    )
    return ListFile(outline, frozenset(found.candidates), source.entries, source.quote)


def _head(lines: Iterator[Row]) -> tuple[date | None, _Header]:
    first = next(lines, None)
    told = first.columns[0].lstrip("\ufeff").strip() if first else ""
    published_on = _reported(told)
    row = next(lines, None) if told.startswith("Report Date") else first
    names = [name.lstrip("\ufeff").strip() for name in row.columns] if row else []
    known = _columns()
    for name in names:
        if name not in known:
            raise UnreadableList(f"unread column {name!r}")
    for name in known:
        if names.count(name) != 1:
            raise UnreadableList(
                f"the column {name!r} " + ("stands twice" if name in names else "is missing")
            )
    return published_on, _Header({name: at for at, name in enumerate(names)})


def _columns() -> tuple[str, ...]:
    groups = layout().groups.values()
    return (*layout().single.values(), *(column for group in groups for column in group.columns))


def _reported(text: str) -> date | None:
    if not text.startswith("Report Date"):
        return None
    match = _REPORTED.fullmatch(text)
    if match is None or match[2].lower() not in _MONTHS:
        raise UnreadableList(f"{text!r} is no report's day")
    return as_day(text, f"{match[3]}-{_MONTHS.index(match[2].lower()) + 1:02}-{match[1]:0>2}")


def _cut(lines: Iterator[Row], header: _Header, programmes: Sequence[str]) -> _Found:
    found = _Found()
    count = len(header.places)

    def uid_of(row: Row) -> str | None:
        uid = header.value(row.columns, "Unique ID") if len(row.columns) == count else ""
        if uid:
            return uid
        found.damaged.append(
            "a row has no Unique ID"
            if len(row.columns) == count
            else f"a row has {len(row.columns)} columns instead of {count} ({row.columns[1:2]})"
        )
        return None

    for uid, group in groupby(lines, uid_of):
        rows = list(group)
        if uid is None:
            continue
        if uid in found.cuts:
            found.repeated.append(uid)
            continue
        start, last = rows[0].start, rows[-1]
        fingerprint = digest(b"", (row.raw for row in rows))
        found.cuts[uid] = Cut(uid, fingerprint, start, last.start + len(last.raw) - start)
        regimes = [header.value(row.columns, "Regime Name") for row in rows]
        if not programmes or matching(regimes, programmes):
            found.candidates.add(uid)
    return found


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the entries of one opened file come from."""

    stream: BinaryIO
    header: _Header
    cuts: Mapping[str, Cut]

    def entries(self, wanted: frozenset[str] | None) -> Iterator[ListEntry]:
        for uid in self.cuts:
            if wanted is None or uid in wanted:
                try:
                    yield target(self._sheet(rows_of(self._raw(uid))))
                except UnreadableList as error:
                    raise UnreadableList(f"{AUTHORITY} uid {uid}: {error}") from error

    def quote(self, uid: str) -> str:
        return decoded(self._raw(uid))

    def _raw(self, uid: str) -> bytes:
        self.stream.seek(self.cuts[uid].start)
        return self.stream.read(self.cuts[uid].length)

    def _sheet(self, rows: Sequence[Sequence[str]]) -> Sheet:
        sheet = Sheet()
        for row in rows:
            for name, column in layout().single.items():
                text = self.header.value(row, column)
                if sheet.single.setdefault(name, text).split() != text.split():
                    raise UnreadableList(f"its rows do not agree on {column!r}: {text[:40]!r}")
            for group in layout().groups.values():
                sheet.add(group.path, tuple(self.header.value(row, column) for column in group.columns))
        return sheet
