"""The marker of a list: asked first, so that a list which did not change is not fetched.

A marker can spare us a file, never hide a change. It is believed only where it answers, to the byte,
what it did when the present state was read; where it fails, where a publication is held, and once in
`whole_every`, the list itself is read. A marker that is found to have been wrong is no longer proof for
the days since the list was last read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from tracker.model import Grade, Source
from tracker.read.refusal import kind_of, without_bom
from tracker.store.checks import disown_checks
from tracker.store.holds import open_hold
from tracker.store.lists import StateRow
from tracker.store.meta import meta_value, set_meta
from tracker.store.snapshots import latest_snapshot
from tracker.store.transaction import immediate
from tracker.sync.kept import add_with_body
from tracker.sync.walk import MARKER, Fetched, Walk, fetched_part, note_read

_BEGINNING = 4096
# An answer that is longer is no marker but a page, or the list itself.
MOST_BYTES = 64_000


@dataclass(frozen=True, slots=True)
class LastMark:
    """What the marker answered when the state was read, which state that was, when it was read whole."""

    value: str
    state: int
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """What a list's marker answers now: `value`, or None, and `fault` says why it is none.

    `spares`: it says that nothing changed, and is to be believed. `last` is what it said before.
    """

    answer: Fetched
    value: str | None
    fault: str | None
    last: LastMark | None
    spares: bool = False

    @property
    def is_same(self) -> bool:
        return self.value is not None and self.last is not None and self.value == self.last.value


def last_mark(connection: sqlite3.Connection, source: Source) -> LastMark | None:
    """What the marker of a list answered when its present state was read."""
    text = meta_value(connection, _key(source))
    if text is None:
        return None
    kept = json.loads(text)
    return LastMark(kept["value"], kept["state"], datetime.fromisoformat(kept["read_at"]))


@contextmanager
def marked(walk: Walk, source: Source, list_name: str, before: StateRow | None) -> Iterator[Mark | None]:
    """Asks the list's marker, where it has one. `before` is the last state of the list."""
    if source.marker is None or source.url is None:
        yield None
        return
    header = source.marker.header
    with fetched_part(
        walk,
        source,
        MARKER,
        source.marker.url or source.url,
        is_conditional=header is None,
        most_bytes=MOST_BYTES,
        head_only=header is not None,
    ) as answer:
        begins = b"" if answer.body is None else answer.body.read(_BEGINNING)
        value, fault = value_of(answer.snapshot.sha256, begins, answer.snapshot.headers, header)
        if answer.snapshot.grade not in {Grade.OK, Grade.UNCHANGED}:
            value, fault = None, f"{answer.snapshot.grade.value}: {answer.snapshot.reason}"
        last = last_mark(walk.connection, source)
        mark = Mark(answer, value, fault, last)
        spares = (
            mark.is_same
            and last is not None
            and before is not None
            and before.id == last.state
            and answer.snapshot.fetched_at - last.read_at < source.marker.whole_every
            and open_hold(walk.connection, list_name) is None
        )
        yield Mark(answer, value, fault, last, spares)


def value_of(
    sha256: str | None, begins: bytes, headers: tuple[tuple[str, str], ...], header: str | None
) -> tuple[str | None, str | None]:
    """What is compared of a marker's answer, or why there is nothing to compare.

    `begins` is the beginning of its body, where one came. An error in markup, day after day the same, is
    what would hide a change for longest.
    """
    if header is None:
        if without_bom(begins).startswith((b"<", b"{")):
            return None, f"it is {kind_of(begins)}, and no plain text"
        return sha256, None if sha256 else "the answer had no body"
    value = dict(headers).get(header)
    return value, None if value else f"the answer had no header {header}"


def note_spared(walk: Walk, mark: Mark) -> int:
    """Inside the transaction of a visit that the marker spared: the number of its stored answer."""
    if mark.answer.snapshot.sha256 is not None:
        note_read(walk, mark.answer)
    return _stored(walk, mark)


def note_mark(
    walk: Walk, source: Source, mark: Mark | None, state: int, at: datetime, *, is_whole: bool
) -> None:
    """Inside the transaction that stores a list which was read, or found as it was: what the marker said.

    Not `is_whole`: the server only said that the list is as we have it.
    """
    if mark is None or mark.value is None:
        return
    note_spared(walk, mark)
    read_at = at if is_whole or mark.last is None else mark.last.read_at
    kept = {"value": mark.value, "state": state, "read_at": read_at.isoformat()}
    set_meta(walk.connection, _key(source), json.dumps(kept))


def disown(walk: Walk, source: Source, mark: Mark | None) -> None:
    """The list changed and its marker said that it had not: its word since the last reading is no proof."""
    if mark is not None and mark.is_same and mark.last is not None:
        with immediate(walk.connection):
            disown_checks(walk.connection, source.name, MARKER, since=mark.last.read_at)


def _stored(walk: Walk, mark: Mark) -> int:
    """An answer that said the same as the last one is that one's row."""
    snapshot = mark.answer.snapshot
    before = latest_snapshot(walk.connection, snapshot.source, MARKER)
    if before is not None and before.id is not None:
        is_same = before.sha256 == snapshot.sha256 if snapshot.sha256 else mark.is_same
        if is_same:
            return before.id
    return add_with_body(walk, snapshot)


def _key(source: Source) -> str:
    return f"{source.name}: marker"
