"""Backup and restore: the database and every body that it names, each checked against its SHA-256.

A backup is a folder:

    manifest.json    what it holds: the hash of the database, the hash and size of each body
    database.db      a consistent copy, one file
    evidence/        the bodies, as they are stored

Both work while a sync runs: the copy holds what was committed when it began, and a body is on disk
before the row that names it, and is never rewritten.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tracker import __version__
from tracker.errors import StoreError
from tracker.store.codec import moment_text
from tracker.store.connection import connect
from tracker.store.database_copy import copy_database
from tracker.store.evidence import EvidenceFolder
from tracker.store.lock import sync_lock
from tracker.store.paths import (
    evidence_folder,
    make_private_file,
    make_private_folder,
    refuse_reserved,
    sync_folder,
)
from tracker.store.snapshots import stored_bodies
from tracker.store.version import SCHEMA_VERSION

_MANIFEST = "manifest.json"
_DATABASE = "database.db"
_EVIDENCE = "evidence"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `evidence` maps the SHA-256 of each body to its decoded size in bytes."""

    format: int
    made_at: str
    tracker: str
    schema: int
    database_sha256: str
    evidence: dict[str, int]


def backup(database: Path, folder: Path, now: datetime) -> Manifest:
    """Makes `folder`, a backup of `database` and its evidence, and returns what it holds.

    It appears under its name when it is complete. Raises StoreError where `folder` is there already
    or nothing can be written, EvidenceBroken where a body is missing or damaged.
    """
    _refuse_existing(folder, "name a new folder for the backup")
    with closing(connect(database, read_only=True)):
        pass  # refuses what is no database of ours, or is behind, before a byte is copied
    with _built_aside(folder) as aside:
        copy = aside / _DATABASE
        copy_database(database, copy)
        bodies = _bodies_named_in(copy)
        _copy_bodies(EvidenceFolder(evidence_folder(database)), EvidenceFolder(aside / _EVIDENCE), bodies)
        manifest = Manifest(
            format=_FORMAT,
            made_at=moment_text(now),
            tracker=__version__,
            schema=SCHEMA_VERSION,
            database_sha256=_hash_of(copy),
            evidence=bodies,
        )
        _write_private(aside / _MANIFEST, json.dumps(asdict(manifest), indent=1) + "\n")
        sync_folder(aside)
        aside.rename(folder)
        sync_folder(folder.parent)
    return manifest


def is_backup(folder: Path) -> bool:
    """Whether a folder is a backup that was finished."""
    return (folder / _MANIFEST).is_file()


def restore(folder: Path, database: Path) -> Manifest:
    """Puts the backup in `folder` to `database` and the evidence beside it; returns what it holds.

    Every hash is checked before anything is put in place, and the database comes last: until then
    nothing is there. Raises StoreError where a database is there already or the backup is not
    whole, EvidenceBroken for a damaged body, SyncBusy.
    """
    refuse_reserved(database)
    manifest = _read_manifest(folder)
    with sync_lock(database):
        _refuse_existing(database, "restore to another path, or move that one away")
        for suffix in ("-wal", "-shm", "-journal"):
            # A log without its database would be played into the restored one.
            _refuse_existing(database.with_name(database.name + suffix), "move it away first")
        with _built_aside(database) as aside:
            _copy_checked(folder / _DATABASE, aside / _DATABASE, manifest.database_sha256)
            if _bodies_named_in(aside / _DATABASE) != manifest.evidence:
                raise StoreError(f"{folder}: the manifest and the database name different bodies")
            _copy_bodies(
                EvidenceFolder(folder / _EVIDENCE), EvidenceFolder(aside / _EVIDENCE), manifest.evidence
            )
            _put_evidence(
                EvidenceFolder(aside / _EVIDENCE), EvidenceFolder(evidence_folder(database)), manifest
            )
            (aside / _DATABASE).rename(database)
            sync_folder(database.parent)
    return manifest


def _refuse_existing(path: Path, advice: str) -> None:
    if path.exists() or path.is_symlink():
        raise StoreError(f"{path}: is there already, and nothing is overwritten; {advice}")


@contextmanager
def _built_aside(target: Path) -> Iterator[Path]:
    """A private folder beside `target`, on the same file system; gone afterwards unless renamed."""
    try:
        make_private_folder(target.parent)
        aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            yield aside
        finally:
            if aside.exists():
                shutil.rmtree(aside)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror}") from error


def _copy_bodies(source: EvidenceFolder, target: EvidenceFolder, bodies: dict[str, int]) -> None:
    make_private_folder(target.root)
    for sha256 in bodies:
        source.copy_to(sha256, target)


def _put_evidence(source: EvidenceFolder, target: EvidenceFolder, manifest: Manifest) -> None:
    """Moves checked bodies into place. Left-overs of a restore that was killed are taken over."""
    make_private_folder(target.root)
    folders = set()
    for sha256 in manifest.evidence:
        place = target.path(sha256)
        make_private_folder(place.parent)
        source.path(sha256).replace(place)
        folders.add(place.parent)
    for folder in (*sorted(folders), target.root, target.root.parent):
        sync_folder(folder)


def _bodies_named_in(copy: Path) -> dict[str, int]:
    """The bodies that a copied database names, with their sizes. Raises StoreError for another's file."""
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        try:
            return stored_bodies(connection)
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{copy.name}: is no database of the tracker ({error})") from error


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_checked(source: Path, target: Path, sha256: str) -> None:
    digest = hashlib.sha256()
    try:
        original = source.open("rb")
    except OSError as error:
        raise StoreError(f"{source}: cannot be read: {error.strerror}; this is no whole backup") from error
    with original, os.fdopen(make_private_file(target), "wb") as copy:
        while chunk := original.read(1 << 20):
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    if digest.hexdigest() != sha256:
        raise StoreError(f"{source}: its bytes are not those that were backed up; nothing was restored")


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(make_private_file(path), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _read_manifest(folder: Path) -> Manifest:
    path = folder / _MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        manifest = Manifest(**found)
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}; name the folder of a backup") from error
    except (ValueError, TypeError) as error:
        raise StoreError(f"{path}: is not the manifest of a backup ({error})") from error
    if manifest.format != _FORMAT:
        raise StoreError(f"{path}: format {manifest.format} is not known here; use a newer tracker")
    return manifest
