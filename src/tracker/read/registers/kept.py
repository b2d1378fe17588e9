"""What is kept of a register's export, as a text of its own: the evidence of what it states.

The file itself holds far more of people than may be kept. So the body that is stored says which file it was
and of which day, and has a line for each person: id, name, status and days in the register's own words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from tracker.errors import UnreadableList
from tracker.model import RegisterRow, RegisterState
from tracker.read.registers.form import RegisterForm

_COLUMNS = ("uid", "name", "status", "arrested", "released", "died")
_SEPARATOR = ";"
_DIED = "died"
_HEAD_LINES = 5


class RowPlace(NamedTuple):
    """Where a person's line stands in a kept body, in bytes, and the line."""

    start: int
    line: str


def kept_body(state: RegisterState, form: RegisterForm) -> bytes:
    """The text that is kept of a state, in UTF-8. The same state gives the same bytes."""
    theirs = {ours: word for word, ours in form.statuses.items()}
    head = [
        f"register: {state.register}",
        f"day: {state.day.isoformat()}",
        f"file, not kept: {state.file_size} bytes, SHA-256 {state.file_sha256}",
        f"kept: {_SEPARATOR.join(form.columns[ours] for ours in _COLUMNS)}",
        "",
    ]
    lines = [
        _line((row.uid, row.name, theirs[row.status], _day(row.arrested), _day(row.released), _death(row)))
        for row in state.rows.values()
    ]
    return "".join(f"{line}\n" for line in (*head, *lines)).encode()


def rows_in(body: bytes) -> Mapping[str, RowPlace]:
    """The lines of a kept body by uid."""
    found: dict[str, RowPlace] = {}
    start = 0
    for number, raw in enumerate(body.splitlines(keepends=True)):
        if number >= _HEAD_LINES:
            line = raw.decode().removesuffix("\n")
            found[line.partition(_SEPARATOR)[0]] = RowPlace(start, line)
        start += len(raw)
    return found


def read_kept(body: bytes, form: RegisterForm) -> RegisterState:
    """The state that `kept_body` wrote. Raises UnreadableList where it is another text."""
    try:
        register, day, file = body.decode().splitlines()[:3]
        size, sha256 = file.removeprefix("file, not kept: ").split(" bytes, SHA-256 ")
        rows = [_row(place.line, form) for place in rows_in(body).values()]
        return RegisterState(
            register=register.removeprefix("register: "),
            day=date.fromisoformat(day.removeprefix("day: ")),
            file_sha256=sha256,
            file_size=int(size),
            rows={row.uid: row for row in rows},
        )
    except (ValueError, KeyError) as error:
        raise UnreadableList(f"what was kept of {form.name} is damaged: {error}") from error


def _line(values: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=_SEPARATOR, lineterminator="").writerow(values)
    return out.getvalue()


def _row(line: str, form: RegisterForm) -> RegisterRow:
    uid, name, status, arrested, released, died = next(csv.reader([line], delimiter=_SEPARATOR))
    return RegisterRow(
        uid=uid,
        name=name,
        status=form.statuses[status],
        arrested=_day_of(arrested),
        released=_day_of(released),
        has_died=bool(died),
        died=None if died == _DIED else _day_of(died),
    )


def _death(row: RegisterRow) -> str:
    return (_day(row.died) or _DIED) if row.has_died else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
