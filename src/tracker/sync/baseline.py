"""The list states that ship for the article's date become the first states of their lists."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import BinaryIO

from tracker.errors import ConfigError, Problem, UnreadableList
from tracker.model import BaselineList, Configuration, Grade, Snapshot
from tracker.read.container import unpacked
from tracker.read.lists import ListFile, open_list
from tracker.store.lists import add_state, latest_state
from tracker.store.transaction import immediate
from tracker.sync.kept import store_snapshot
from tracker.sync.walk import MAIN, Walk
from tracker.text.globs import matching

# A shipped state holds one subject's entries; the cap only guards against a wrong file.
_MAX_BYTES = 100_000_000


def lacks_baselines(connection: sqlite3.Connection, configuration: Configuration) -> bool:
    """Whether `arm_with_baselines` has anything to store."""
    return any(latest_state(connection, shipped.list) is None for shipped in configuration.lists)


def arm_with_baselines(walk: Walk) -> None:
    """Stores each shipped state whose list has none yet, as evidence with its own origin.

    So the first sync already tells what changed since the article. Raises ConfigError for a file that
    is missing, damaged or no list.
    """
    for shipped in walk.configuration.lists:
        if latest_state(walk.connection, shipped.list) is None:
            _arm(walk, shipped)


def _arm(walk: Walk, shipped: BaselineList) -> None:
    where = f"list state {shipped.list} ({shipped.path})"
    try:
        with _kept(walk, shipped) as (snapshot, body):
            file = open_list({MAIN: body}, format=shipped.format, list_name=shipped.list)
            if file.outline.faults:
                raise ConfigError([Problem(where, "; ".join(file.outline.faults))])
            _store(walk, shipped, snapshot, file)
    except OSError as error:
        raise ConfigError([Problem(where, error.strerror or str(error))]) from error
    except UnreadableList as error:
        raise ConfigError([Problem(where, str(error))]) from error


@contextmanager
def _kept(walk: Walk, shipped: BaselineList) -> Iterator[tuple[Snapshot, BinaryIO]]:
    path = Path(shipped.path)
    with path.open("rb") as packed, walk.evidence.writer() as writer:
        for chunk in unpacked(packed, _MAX_BYTES):
            writer.write(chunk)
        sha256, size = writer.keep()
        with writer.body() as body:
            yield _snapshot(shipped, path, sha256, size), body


def _snapshot(shipped: BaselineList, path: Path, sha256: str, size: int) -> Snapshot:
    # The file stands for a day and was fetched from nowhere: its name says so, its sources are the note.
    name = f"shipped with the configuration: lists/{path.name}"
    return Snapshot(
        source=f"baseline {shipped.list}",
        part=MAIN,
        fetched_at=stands_for(shipped),
        url=name,
        final_url=name,
        status=None,
        headers=(),
        grade=Grade.OK,
        sha256=sha256,
        size=size,
        origin=shipped.origin,
        origin_note="; ".join(shipped.sources),
    )


def stands_for(shipped: BaselineList) -> datetime:
    """The moment that a shipped state stands for: the beginning of its day, UTC."""
    return datetime.combine(shipped.as_of, time(), UTC)


def _store(walk: Walk, shipped: BaselineList, snapshot: Snapshot, file: ListFile) -> None:
    entries = [entry for entry in file.entries() if matching(entry.programmes, shipped.covers)]
    with immediate(walk.connection):
        add_state(
            walk.connection,
            file.outline,
            source=snapshot.source,
            observed_at=stands_for(shipped),
            origin=shipped.origin,
            origin_note=snapshot.origin_note,
            parts={MAIN: store_snapshot(walk, snapshot)},
            kept=entries,
            covers=shipped.covers,
            is_baseline=True,
        )
