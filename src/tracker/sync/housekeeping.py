"""What is done once a day: old bad answers are let go, indexes looked after, a backup made."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.errors import StoreError, SyncBusy
from tracker.model import Configuration
from tracker.store.backup import backup, is_backup
from tracker.store.codec import moment_of, moment_text
from tracker.store.connection import connect
from tracker.store.evidence import EvidenceFolder
from tracker.store.lock import sync_lock
from tracker.store.meta import meta_value, set_meta
from tracker.store.outbox import forget_payloads
from tracker.store.paths import evidence_folder
from tracker.store.released import delete_released
from tracker.store.retention import delete_old_runs, release_bad_answers
from tracker.store.transaction import immediate

_DONE = "housekeeping"
_DAILY = timedelta(hours=23)
_DAY = r"-\d{4}-\d{2}-\d{2}"


@dataclass(frozen=True, slots=True)
class Housekeeping:
    """What was let go, and where the backup is (None: none is configured, or today's is there)."""

    bad_answers: int
    bodies: int
    runs: int
    payloads: int
    backup: Path | None


def is_housekeeping_due(connection: sqlite3.Connection, now: datetime) -> bool:
    """Whether a day has passed since the last time."""
    done = meta_value(connection, _DONE)
    return done is None or now - moment_of(done) >= _DAILY


def keep_house_if_due(configuration: Configuration, database: Path, now: datetime) -> Housekeeping | None:
    """`housekeep`, if a day has passed, for a process that does not hold the lock; None: not now.

    Where another process syncs it is that one's turn. Raises as `housekeep`.
    """
    with closing(connect(database, create=False)) as connection:
        if not is_housekeeping_due(connection, now):
            return None
        try:
            with sync_lock(database):
                evidence = EvidenceFolder(evidence_folder(database))
                return housekeep(connection, evidence, configuration, database, now)
        except SyncBusy:
            return None


def housekeep(
    connection: sqlite3.Connection,
    evidence: EvidenceFolder,
    configuration: Configuration,
    database: Path,
    now: datetime,
) -> Housekeeping:
    """Does all of it; only for the holder of the sync lock. What a record needs is never let go.

    Raises StoreError, EvidenceBroken where a backup cannot be made; the rest is done by then.
    """
    keeping = configuration.keeping
    bad_answers = release_bad_answers(connection, now - keeping.bad_answers, now)
    bodies = delete_released(connection, evidence, now)
    runs = delete_old_runs(connection, now - keeping.runs)
    with immediate(connection):
        # It reads and may then write: under the write lock it never finds that another wrote in between.
        connection.execute("PRAGMA optimize")
        payloads = forget_payloads(connection, now - keeping.sent_mail)
        set_meta(connection, _DONE, moment_text(now))
    return Housekeeping(bad_answers, bodies, runs, payloads, _back_up(configuration, database, now))


def _back_up(configuration: Configuration, database: Path, now: datetime) -> Path | None:
    """Makes today's backup and deletes the oldest of those beyond the number that is kept."""
    keeping = configuration.keeping
    if keeping.backup_folder is None:
        return None
    folder = Path(configuration.folder).absolute().parent / keeping.backup_folder
    target = folder / f"{database.stem}-{now.astimezone(UTC):%Y-%m-%d}"
    if target.exists():
        return None
    backup(database, target, now)
    for old in (
        *list(_ours(folder, database.stem))[: -keeping.backups],
        *_left(folder, database.stem, target.name),
    ):
        try:
            shutil.rmtree(old)
        except OSError as error:
            raise StoreError(f"{old}: an old backup that cannot be deleted: {error.strerror}") from error
    return target


def _ours(folder: Path, stem: str) -> Iterator[Path]:
    """The daily backups in `folder`, the oldest first; nothing that is not one of ours is ever deleted."""
    name = re.compile(rf"{re.escape(stem)}{_DAY}")
    for path in sorted(folder.iterdir()):
        if name.fullmatch(path.name) and is_backup(path):
            yield path


def _left(folder: Path, stem: str, today: str) -> Iterator[Path]:
    """What a process that was killed on an earlier day had built of a daily backup."""
    name = re.compile(rf"\.({re.escape(stem)}{_DAY})-\w{{8}}")
    for path in sorted(folder.iterdir()):
        match = name.fullmatch(path.name)
        if match and match[1] < today:
            yield path
