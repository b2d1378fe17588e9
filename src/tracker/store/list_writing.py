"""Storing the next state of a list: the first writes every entry, later ones only what differs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import islice

from tracker.model import Cut, ListEntry, ListOutline, Origin
from tracker.store.codec import day_text, moment_text
from tracker.store.entries import encode_entry
from tracker.store.list_entries import digests
from tracker.store.transaction import new_id, require_transaction

_BATCH = 1000

_CLOSE = """UPDATE list_entries SET until_state = ?
WHERE list = ? AND uid = ? AND until_state IS NULL"""
_WRITE = """INSERT INTO list_entries (list, uid, since_state, digest, start, length, entry)
VALUES (?, ?, ?, ?, ?, ?, ?)"""


def add_state(
    connection: sqlite3.Connection,
    outline: ListOutline,
    *,
    source: str,
    observed_at: datetime,
    origin: Origin,
    parts: Mapping[str, int],
    kept: Iterable[ListEntry] = (),
    subject_entries: int | None = None,
    origin_note: str | None = None,
    covers: tuple[str, ...] | None = None,
    is_baseline: bool = False,
) -> int:
    """Stores the next state of a list and returns its number; writes only what differs from the last.

    `parts` names the snapshot of each part. `kept` are the entries to keep whole; an unchanged one
    may be left out, and is written again only where our reading of it changed. `subject_entries`:
    None counts all that are kept whole. Raises ValueError for a kept entry that is not in the outline.
    """
    require_transaction(connection)
    state = _insert_state(connection, outline, source, observed_at, origin, origin_note, covers, is_baseline)
    connection.executemany(
        "INSERT INTO list_state_parts (state_id, part, snapshot_id) VALUES (?, ?, ?)",
        ((state, part, snapshot) for part, snapshot in parts.items()),
    )
    known = digests(connection, outline.list)
    _write_versions(connection, state, outline, known, kept)
    if subject_entries is None:
        subject_entries = connection.execute(
            """SELECT count(*) FROM list_entries
            WHERE list = ? AND until_state IS NULL AND entry IS NOT NULL""",
            (outline.list,),
        ).fetchone()[0]
    connection.execute("UPDATE list_states SET subject_entries = ? WHERE id = ?", (subject_entries, state))
    return state


def _insert_state(
    connection: sqlite3.Connection,
    outline: ListOutline,
    source: str,
    observed_at: datetime,
    origin: Origin,
    origin_note: str | None,
    covers: tuple[str, ...] | None,
    is_baseline: bool,
) -> int:
    cursor = connection.execute(
        """INSERT INTO list_states (list, source, format, reader, published_on, observed_at, origin,
          origin_note, covers, declared, entries, subject_entries, is_baseline)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)""",
        (
            outline.list,
            source,
            outline.format,
            outline.reader,
            day_text(outline.published_on),
            moment_text(observed_at),
            origin.value,
            origin_note,
            None if covers is None else json.dumps(covers, ensure_ascii=False),
            outline.declared,
            len(outline.cuts),
            is_baseline,
        ),
    )
    return new_id(cursor)


def _write_versions(
    connection: sqlite3.Connection,
    state: int,
    outline: ListOutline,
    known: Mapping[str, bytes],
    kept: Iterable[ListEntry],
) -> None:
    """Ends the versions that went or changed, then writes the new ones, batch by batch: a list that is
    kept whole never stands in memory as text."""
    cuts = outline.cuts
    open_uids = {uid for uid, cut in cuts.items() if known.get(uid) != cut.digest}
    ended = [uid for uid in known if uid in open_uids or uid not in cuts]
    connection.executemany(_CLOSE, ((state, outline.list, uid) for uid in ended))
    remaining = iter(kept)
    while batch := list(islice(remaining, _BATCH)):
        _write_batch(connection, state, outline, batch, open_uids)
        open_uids.difference_update(entry.uid for entry in batch)
    digest_only = (cut for uid, cut in cuts.items() if uid in open_uids)
    connection.executemany(_WRITE, (_row(outline.list, state, cut, None) for cut in digest_only))


def _write_batch(
    connection: sqlite3.Connection,
    state: int,
    outline: ListOutline,
    batch: list[ListEntry],
    open_uids: set[str],
) -> None:
    texts = {entry.uid: encode_entry(entry) for entry in batch}
    strangers = texts.keys() - outline.cuts.keys()
    if strangers:
        raise ValueError(f"entries to keep that are not in the outline: {', '.join(sorted(strangers))}")
    # Same bytes, but read differently: a newer reader, or a subject that came to include it.
    read_anew = {
        uid
        for uid, text in texts.items()
        if uid not in open_uids and _current_text(connection, outline.list, uid) != text
    }
    connection.executemany(_CLOSE, ((state, outline.list, uid) for uid in read_anew))
    rows = (
        _row(outline.list, state, outline.cuts[uid], text)
        for uid, text in texts.items()
        if uid in open_uids or uid in read_anew
    )
    connection.executemany(_WRITE, rows)


def _current_text(connection: sqlite3.Connection, list_name: str, uid: str) -> str | None:
    row = connection.execute(
        "SELECT entry FROM list_entries WHERE list = ? AND uid = ? AND until_state IS NULL", (list_name, uid)
    ).fetchone()
    text: str | None = None if row is None else row["entry"]
    return text


def _row(
    list_name: str, state: int, cut: Cut, text: str | None
) -> tuple[str, str, int, bytes, int, int, str | None]:
    return (list_name, cut.uid, state, cut.digest, cut.start, cut.length, text)
