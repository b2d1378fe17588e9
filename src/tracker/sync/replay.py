"""`replay`: stored evidence read again with today's readers and rules; what would change, and making it so.

What it shows and what it makes so come from one way: without `apply` it is walked on a copy of the
database that is thrown away. Documents are read from their stored bytes; every record of what is chosen is
tied again. Lists are only compared: a change of our own reader is no news of a list.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tracker import __version__
from tracker.model import Configuration, Source
from tracker.store.connection import connect
from tracker.store.database_copy import copy_database
from tracker.store.documents import load_documents
from tracker.store.evidence import EvidenceFolder
from tracker.store.paths import evidence_folder
from tracker.store.records import load_records
from tracker.store.runs import finish_run, start_run
from tracker.store.transaction import immediate
from tracker.sync.chosen import source_named
from tracker.sync.imported import IMPORT
from tracker.sync.listed import ListedTargets
from tracker.sync.opening import open_walk, silent, utc_now
from tracker.sync.quiet import quiet_libraries
from tracker.sync.reader import reader_with
from tracker.sync.replay_developments import DevelopmentDifference, resolve_replayed
from tracker.sync.replay_lists import ListReread, reread_lists
from tracker.sync.replay_records import RecordDifference, store_rereads
from tracker.sync.rereading import Reread, Rereading, Untouched, is_since, latest_readings
from tracker.sync.walk import Clock, Progress

REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a replay. `documents` were read again, `unread` of them by their stored text alone (with
    the reasons); `untouched` were left as they are."""

    is_applied: bool
    documents: int
    unread: tuple[Reread, ...]
    untouched: tuple[Untouched, ...]
    records: RecordDifference
    developments: DevelopmentDifference
    lists: tuple[ListReread, ...]

    @property
    def is_same(self) -> bool:
        """Whether today's readers and rules find what was found before."""
        return not self.records and not self.developments and all(one.agrees for one in self.lists)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Which sources are read again (None: all) and since which day."""

    names: frozenset[str] | None
    since: date | None

    def has(self, source: str) -> bool:
        return self.names is None or source in self.names


def replay(
    configuration: Configuration,
    database: Path,
    *,
    names: Sequence[str] = (),
    since: date | None = None,
    apply: bool = False,
    clock: Clock = utc_now,
    on_progress: Progress | None = None,
) -> Replayed:
    """Reads stored evidence again, of all sources or of those named, published since a day.

    Without `apply` nothing is written, and nobody is disturbed. Raises UsageError for an unknown source,
    StoreError; with `apply` SyncBusy where another process is syncing.
    """
    chosen = _Chosen(_names(configuration, names), since)
    say = on_progress or silent
    evidence = EvidenceFolder(evidence_folder(database))
    if apply:
        with open_walk(configuration, database, REPLAY, clock=clock) as walk:
            found = _replay(
                configuration, walk.connection, evidence, walk.run, chosen, walk.clock(), say, is_applied=True
            )
            with immediate(walk.connection):
                finish_run(walk.connection, walk.run, exit_code=0, now=clock())
            return found
    quiet_libraries()
    with _copy(database) as connection:
        now = clock()
        run = start_run(connection, command=REPLAY, version=__version__, now=now)
        return _replay(configuration, connection, evidence, run, chosen, now, say, is_applied=False)


def _names(configuration: Configuration, names: Sequence[str]) -> frozenset[str] | None:
    if not names:
        return None
    return frozenset(name if name == IMPORT else source_named(configuration, name).name for name in names)


def _replay(
    configuration: Configuration,
    connection: sqlite3.Connection,
    evidence: EvidenceFolder,
    run: int,
    chosen: _Chosen,
    now: datetime,
    say: Progress,
    *,
    is_applied: bool,
) -> Replayed:
    """Reads outside of a transaction, then stores and resolves in a single one."""
    reader = reader_with(configuration.subject, ListedTargets().names(connection))
    documents = load_documents(connection)
    wanted = [
        one for one in latest_readings(documents) if chosen.has(one.source) and is_since(one, chosen.since)
    ]
    rereads: list[Reread] = []
    untouched: list[Untouched] = []
    rereading = Rereading(configuration, connection, evidence, reader)
    for number, one in enumerate(rereading.read(wanted), 1):
        say(f"replay: document {number:,} of {len(wanted):,}")
        if isinstance(one, Reread):
            rereads.append(one)
        else:
            untouched.append(one)
    say("replay: the lists")
    lists = tuple(reread_lists(configuration, connection, evidence, _lists(configuration.sources, chosen)))
    say("replay: the developments")
    with immediate(connection):
        records = store_rereads(connection, run, rereads, documents, now)
        ids = _to_resolve(connection, records, chosen)
        developments = resolve_replayed(connection, configuration, run, ids, now)
    return Replayed(
        is_applied=is_applied,
        documents=len(rereads),
        unread=tuple(one for one in rereads if one.unread is not None),
        untouched=tuple(untouched),
        records=records,
        developments=developments,
        lists=lists,
    )


def _lists(sources: Sequence[Source], chosen: _Chosen) -> tuple[str, ...]:
    """The lists of the chosen sources; a list has one state, which is of no day before another."""
    return tuple(dict.fromkeys(one.list for one in sources if one.list and chosen.has(one.name)))


def _to_resolve(
    connection: sqlite3.Connection, records: RecordDifference, chosen: _Chosen
) -> Collection[str]:
    """All records that the chosen documents state or stated, and those of the chosen lists."""
    listed = (
        one.id
        for one in load_records(connection)
        if one.list is not None
        and chosen.has(one.source)
        and (chosen.since is None or (one.when.on or one.when.by or date.max) >= chosen.since)
    )
    return records.considered.union(listed)


@contextmanager
def _copy(database: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the database, without its evidence, that is thrown away at the end."""
    with closing(connect(database, read_only=True)):
        pass  # refuses what is no database of ours, before it is copied
    with tempfile.TemporaryDirectory(prefix="replay-", dir=database.parent) as folder:
        scratch = Path(folder) / database.name
        copy_database(database, scratch)
        with closing(connect(scratch)) as connection:
            yield connection
