"""Files of documents that were collected elsewhere, and what became of them."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from tracker.model import Record
from tracker.store.connection import connect
from tracker.store.documents import StoredDocument, load_documents
from tracker.store.records import load_records
from tracker.sync.imported import IMPORT
from tracker.sync.importing import Imported, import_files
from world import World

FREED = "On Thursday the authorities of Belarus released 14 political prisoners under a pardon."
URL = "https://paper.invalid/a"


def a_line(**facts: object) -> dict[str, object]:
    """A good line, with these facts; what is None is not in it."""
    line = {"url": URL, "published": "2025-07-31", "title": "Fourteen are free", "text": FREED, **facts}
    return {key: value for key, value in line.items() if value is not None}


def a_file(world: World, *lines: object, name: str = "collected.jsonl") -> Path:
    """The lines as a file: an object as JSON, bytes as they are."""
    file = world.folder / name
    file.write_bytes(b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines))
    return file


def take_in(world: World, *files: Path, dry_run: bool = False) -> tuple[Imported, list[str]]:
    """What came of the import, and what was told of bad lines, without their folder."""
    told: list[str] = []
    imported = import_files(
        world.configuration,
        world.database,
        files,
        on_bad=lambda bad: told.append(f"{bad.file.name}, line {bad.number}: {bad.why}"),
        dry_run=dry_run,
        clock=lambda: world.now,
    )
    return imported, told


def documents(world: World) -> tuple[StoredDocument, ...]:
    with closing(connect(world.database, read_only=True)) as connection:
        return load_documents(connection, IMPORT)


def records(world: World) -> tuple[Record, ...]:
    with closing(connect(world.database, read_only=True)) as connection:
        return load_records(connection)
