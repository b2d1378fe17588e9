"""The ends that a sync holds open: database, lock, evidence, network; opened and closed in one place.

They may outlive a run: the daemon opens them once and begins and ends its runs within them.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from os import link
from pathlib import Path

from tracker import __version__
from tracker.errors import TrackerError, UsageError
from tracker.extract.slovnet_names import slovnet_recogniser
from tracker.fetch.client import Fetcher, fetcher
from tracker.model import Configuration, Origin
from tracker.store.connection import connect
from tracker.store.daemons import forget_daemon
from tracker.store.database_copy import copy_database
from tracker.store.evidence import EvidenceFolder
from tracker.store.leases import end_leases
from tracker.store.lock import sync_lock
from tracker.store.meta import is_demo, set_subject_name, subject_name
from tracker.store.paths import evidence_folder
from tracker.store.runs import finish_run, mark_interrupted, start_run
from tracker.store.sync_requests import break_off_requests
from tracker.store.transaction import immediate
from tracker.sync.host_memory import StoredHosts
from tracker.sync.listed import ListedTargets
from tracker.sync.quiet import quiet_libraries
from tracker.sync.result import SyncResult
from tracker.sync.walk import Clock, Progress, Provenance, Provenances, Walk


def utc_now() -> datetime:
    """The present moment, as everything but the demo and the tests has it."""
    return datetime.now(UTC)


def live(_url: str) -> Provenance:
    """Where bytes come from when nobody says otherwise."""
    return Provenance(Origin.LIVE)


def silent(_line: str) -> None:
    """For callers who do not want to hear how it goes."""


@dataclass(frozen=True, slots=True)
class Ends:
    """What is held open for the life of a process that syncs, be it for one run or for many.

    `connection` belongs to the thread that opened the ends.
    """

    database: Path
    connection: sqlite3.Connection
    evidence: EvidenceFolder
    fetcher: Fetcher
    clock: Clock
    provenances: Provenances
    progress: Progress
    hosts: StoredHosts
    listed: ListedTargets

    def walk(self, configuration: Configuration, run: int) -> Walk:
        """One run within these ends."""
        return Walk(
            configuration,
            self.connection,
            self.evidence,
            self.fetcher,
            run,
            self.clock,
            self.provenances,
            self.progress,
            self.hosts,
            self.listed,
        )


def put_right(connection: sqlite3.Connection, now: datetime) -> None:
    """Ends what nobody goes on with: leases, runs, requests. For the holder of the sync lock, at its
    beginning, after a kill, and for the daemon at its end."""
    with immediate(connection):
        end_leases(connection)
        forget_daemon(connection)
        break_off_requests(connection, "the daemon ended before it was done; sync again", now)
        mark_interrupted(connection, now)


@contextmanager
def open_ends(
    configuration: Configuration,
    database: Path,
    *,
    clock: Clock = utc_now,
    provenances: Provenances = live,
    progress: Progress = silent,
) -> Iterator[Ends]:
    """Opens everything, under the lock of the one that syncs; what a killed process left is put right.

    Raises SyncBusy where another process is syncing, StoreError, UsageError for another subject's
    database or a missing extra.
    """
    quiet_libraries()
    if configuration.subject.corrects_names:
        # That the extra is missing is told here, once; loaded first, it takes less memory at its height.
        slovnet_recogniser()
    with closing(connect(database, now=clock())) as connection, sync_lock(database):
        check_subject(connection, configuration, database)
        evidence = EvidenceFolder(evidence_folder(database))
        evidence.prune_temporary()
        put_right(connection, clock())
        with immediate(connection):
            set_subject_name(connection, configuration.subject.name)
        hosts = StoredHosts(connection, clock())
        with fetcher(configuration.politeness, clock, hosts) as visitor:
            try:
                yield Ends(
                    database,
                    connection,
                    evidence,
                    visitor,
                    clock,
                    provenances,
                    progress,
                    hosts,
                    ListedTargets(),
                )
            finally:
                visitor.stop()


def begin_run(connection: sqlite3.Connection, command: str, now: datetime) -> int:
    """Notes that a run began, in a transaction of the caller's, and returns its number."""
    return start_run(connection, command=command, version=__version__, now=now)


@contextmanager
def open_run(ends: Ends, configuration: Configuration, command: str) -> Iterator[Walk]:
    """Begins a run, which `end_walk` ends; one that is left by an error has failed."""
    with immediate(ends.connection):
        run = begin_run(ends.connection, command, ends.clock())
    try:
        yield ends.walk(configuration, run)
    except TrackerError as error:
        with immediate(ends.connection):
            end_leases(ends.connection, run)
            finish_run(ends.connection, run, exit_code=error.exit_code, now=ends.clock())
        raise


@contextmanager
def open_walk(
    configuration: Configuration,
    database: Path,
    command: str,
    *,
    clock: Clock = utc_now,
    progress: Progress = silent,
) -> Iterator[Walk]:
    """Opens everything for one run, and begins it. Raises what `open_ends` raises."""
    with (
        open_ends(configuration, database, clock=clock, progress=progress) as ends,
        open_run(ends, configuration, command) as walk,
    ):
        yield walk


def end_walk(walk: Walk, result: SyncResult) -> SyncResult:
    """Notes how the run ended and hands the result on."""
    with immediate(walk.connection):
        finish_run(walk.connection, walk.run, exit_code=result.exit_code, now=walk.clock())
    return result


def refuse_demo(database: Path) -> None:
    """Raises UsageError where the database is the demo's: it never meets live sources or mail."""
    if not database.exists():
        return
    with closing(connect(database, create=False)) as connection:
        if is_demo(connection):
            raise UsageError(
                f"{database}: is the demo's, which never meets live sources; name another file with --db"
            )


@contextmanager
def scratch_copy(database: Path) -> Iterator[Path]:
    """A copy of the database and, by hard links, of its evidence; thrown away at the end."""
    # Beside the database, so that hard links to its evidence can be made.
    beside = database.parent if database.parent.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="dry-run-", dir=beside) as folder:
        scratch = Path(folder) / database.name
        if database.exists():
            copy_database(database, scratch)
        if evidence_folder(database).is_dir():
            shutil.copytree(evidence_folder(database), evidence_folder(scratch), copy_function=link)
        yield scratch


def check_subject(connection: sqlite3.Connection, configuration: Configuration, database: Path) -> None:
    """Raises UsageError where the database is another subject's."""
    subject = subject_name(connection)
    if subject not in {None, configuration.subject.name}:
        raise UsageError(
            f"{database}: is about {subject}, not {configuration.subject.name}; name another with --db"
        )
