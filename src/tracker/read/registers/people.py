"""From a register's export to the few things that are kept of each person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.errors import UnreadableList
from tracker.model import RegisterRow, RegisterStatus
from tracker.read.paragraphs import one_clean_line
from tracker.read.registers.form import RegisterForm
from tracker.read.registers.table import Table, TableRow, read_table

_UID = re.compile(r"[\w.-]{1,40}\Z")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][0-9:.Z+-]{0,32})?\Z")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: [0-9:]{0,8})?\Z")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ReadRegister:
    """The people of an export by their uid, in its order; and what is to be told of it, a line each."""

    rows: Mapping[str, RegisterRow]
    notes: tuple[str, ...] = ()


def read_register(body: bytes, form: RegisterForm, day: date) -> ReadRegister:
    """The people in an export that is of the day `day`.

    A day that is none, or lies after `day`, is left out and told. Raises UnreadableList where the file is no
    such export: a column is missing, a status is not known, somebody is there twice.
    """
    table = read_table(body)
    _refuse_other_columns(table, form)
    if not table.rows:
        raise UnreadableList("names nobody; download it again", empty=True)
    people = _People(form, day)
    for row in table.rows:
        people.take(row)
    unread = [name for name in table.columns if name and name not in _known(form)]
    notes = [f'unread column "{name}"' for name in unread]
    return ReadRegister(people.rows, (*notes, *people.told()))


def _known(form: RegisterForm) -> frozenset[str]:
    return frozenset(form.columns.values()) | form.ignored


def _refuse_other_columns(table: Table, form: RegisterForm) -> None:
    missing = [theirs for theirs in form.columns.values() if theirs not in table.columns]
    if missing:
        raise UnreadableList(
            f"the columns {', '.join(missing)} are missing: it is no whole export of {form.name};"
            " download it with all its columns"
        )


@dataclass(slots=True)
class _People:
    form: RegisterForm
    day: date
    rows: dict[str, RegisterRow] = field(default_factory=dict)
    _bad_days: dict[str, list[str]] = field(default_factory=dict)

    def take(self, row: TableRow) -> None:
        uid = self._text(row, "uid")
        if not _UID.match(uid):
            raise UnreadableList(f'{row.place}: "{uid[:40]}" is no id; download the file again')
        if uid in self.rows:
            raise UnreadableList(f"{row.place}: the id {uid} is there twice; download the file again")
        died = self._text(row, "died")
        has_died = bool(died) and died.casefold() not in self.form.not_died
        self.rows[uid] = RegisterRow(
            uid=uid,
            name=one_clean_line(self._text(row, "name"))[:_LONGEST_NAME],
            status=self._status(row),
            arrested=self._day(row, "arrested", uid),
            released=self._day(row, "released", uid),
            has_died=has_died,
            died=_day_in(died) if has_died else None,
        )

    def told(self) -> tuple[str, ...]:
        """What was left out, by column: how often, and where first."""
        return tuple(
            f"{column}: no day that can be, left out {len(places)} times, first: {places[0]}"
            if len(places) > 1
            else f"{column}: no day that can be, left out: {places[0]}"
            for column, places in self._bad_days.items()
        )

    def _text(self, row: TableRow, ours: str) -> str:
        text = row.texts.get(self.form.columns[ours], "")
        return "" if text.casefold() in self.form.empty else text

    def _status(self, row: TableRow) -> RegisterStatus:
        text = self._text(row, "status")
        status = self.form.statuses.get(text.casefold())
        if status is None:
            known = ", ".join(self.form.statuses)
            raise UnreadableList(
                f'{row.place}: status "{text[:40]}" is not known; known are {known}. Nothing was read'
            )
        return status

    def _day(self, row: TableRow, ours: str, uid: str) -> date | None:
        text = self._text(row, ours)
        found = _day_in(text)
        if text and (found is None or found > self.day):
            what = one_clean_line(text)[:40]
            why = f" lies after the day of the file, {self.day}" if found else ""
            self._bad_days.setdefault(self.form.columns[ours], []).append(f'id {uid}: "{what}"{why}')
            return None
        return found


def _day_in(text: str) -> date | None:
    """A whole day, as 2026-05-04 or 04.05.2026, with or without a time; None for anything else."""
    if (found := _ISO.match(text)) is not None:
        year, month, number = found.groups()
    elif (found := _DOTTED.match(text)) is not None:
        number, month, year = found.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        return None
