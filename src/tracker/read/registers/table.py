"""A table as people save it: CSV with whatever separator and encoding, or flattened JSON; rows of texts.

Excel saves with semicolons, tabs, a first line `sep=;`, a byte order mark, or in Windows-1251. In flattened
JSON a column that had several values is `articles/0`, `articles/1` …
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.errors import UnreadableList
from tracker.read.refusal import is_binary, kind_of

_SEPARATORS = ",;\t"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 4096
# A text in UTF-8 with so few broken places is damaged; with more it is in another encoding.
_MOST_BROKEN = 0.1


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: where it stands in the file, and its texts by column; a column that it lacks is empty."""

    place: str
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns in their order, each once, and the rows."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


def read_table(body: bytes) -> Table:
    """The table in `body`. Raises UnreadableList, in one line that says what to mend."""
    text = _decoded(body)
    if text.lstrip().startswith("<"):
        raise UnreadableList(f"no CSV: it is {kind_of(body[:_HEAD])}; download the export itself")
    return _from_json(text) if text.lstrip()[:1] in {"[", "{"} else _from_csv(text)


def _decoded(body: bytes) -> str:
    if body.startswith(_UTF_16):
        try:
            return body.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableList(f"damaged UTF-16 at byte {error.start}; download it again") from error
    if is_binary(body[:_HEAD]):
        raise UnreadableList(f"no CSV: it is {kind_of(body[:_HEAD])}; unpack it, or save it as CSV")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        first = error
    loose = body.decode("utf-8", "replace")
    broken, letters = loose.count("\ufffd"), sum(not letter.isascii() for letter in loose)
    if broken <= letters * _MOST_BROKEN:
        raise UnreadableList(f"damaged UTF-8 at byte {first.start}; download it again")
    try:
        return body.decode("cp1251")
    except UnicodeDecodeError as error:
        raise UnreadableList(
            f"neither UTF-8 nor Windows-1251 (byte {error.start}); save it as CSV in UTF-8"
        ) from error


def _from_csv(text: str) -> Table:
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep="):
        first, text = rest.partition("\n")[0], rest
    separator = max(_SEPARATORS, key=first.count)
    rows = list(_csv_rows(text, separator))
    if not rows:
        raise UnreadableList("is empty; download it again", empty=True)
    (_, header), *others = rows
    columns = tuple(name.strip().casefold() for name in header)
    named = [name for name in columns if name]
    if len(named) > len(set(named)):
        raise UnreadableList("a column is there twice; download the file again")
    found = []
    for place, values in others:
        if len(values) != len(columns):
            raise UnreadableList(
                f"{place}: {len(values)} columns, the first line has {len(columns)}: the file was cut, or its"
                " quotes are broken; download it again"
            )
        texts = {column: value.strip() for column, value in zip(columns, values, strict=True)}
        found.append(TableRow(place, texts))
    return Table(columns, tuple(found))


def _csv_rows(text: str, separator: str) -> Iterator[tuple[str, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            values = next(reader, None)
        except csv.Error as error:
            raise UnreadableList(
                f"no CSV from line {line} on: {error}; the file was cut, or its quotes are broken"
            ) from error
        if values is None:
            return
        if any(value.strip() for value in values):
            yield f"line {line}", values
        line = reader.line_num + 1


def _from_json(text: str) -> Table:
    try:
        found = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        where = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableList(f"no JSON{where}; the file was cut or edited, download it again") from error
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise UnreadableList("no list of people; the JSON export is [{…}, {…}]")
    rows = [
        TableRow(
            f"entry {number}",
            {str(name).strip().casefold(): _text(value) for name, value in one.items()},
        )
        for number, one in enumerate(found, 1)
    ]
    names = dict.fromkeys(name.partition("/")[0] for row in rows for name in row.texts)
    return Table(tuple(names), tuple(rows))


def _text(value: object) -> str:
    if value is None or isinstance(value, bool | list | dict):
        # `true` of a death is its only use; what is nested is nothing that we keep.
        return "true" if value is True else ""
    return str(value).strip()
