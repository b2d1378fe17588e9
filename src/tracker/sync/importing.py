"""`import`: documents that were collected elsewhere take the same way as those that we fetch.

A line that is no good is told, and the others go in. What has no word of the subject is not kept. The
lines go in by batches, each in one transaction: broken off, the next call of the same file goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from tracker.config.source_file import PublisherClass
from tracker.errors import UnreadablePage
from tracker.model import Configuration, Grade, Origin, Snapshot, Source
from tracker.read.import_lines import PUBLISHED, ImportLine, import_line
from tracker.store.runs import finish_run
from tracker.store.snapshots import snapshot_of_body
from tracker.store.transaction import immediate
from tracker.store.written import Written, written_in
from tracker.sync.documents import ReadDocument, Stored, store_document
from tracker.sync.import_file import MOST_BYTES, FileLine, lines_of, refusal
from tracker.sync.imported import IMPORT, imported_source, latest_day, read_imported, source_of_publisher
from tracker.sync.kept import store_snapshot
from tracker.sync.opening import open_walk, refuse_demo, scratch_copy, silent, utc_now
from tracker.sync.reader import reader_of
from tracker.sync.tell import resolve_again
from tracker.sync.walk import Clock, Progress, Walk

# In one transaction: each costs a sync of the disk.
_AT_ONCE = 100
# A file that begins with so many lines that are no good is another kind of file.
_ENOUGH = 100


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that did not go in: where it stands, and what is to be mended."""

    file: Path
    number: int
    why: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.number}: {self.why}"


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import. `known` lines were there already, `unrelated` have no word of the subject;
    `bad` ones were told and left out. `written` is what is new by it."""

    lines: int
    known: int
    unrelated: int
    bad: int
    written: Written

    @property
    def exit_code(self) -> int:
        """0 all lines were good, 3 some were not, 4 none was."""
        if self.lines and not self.bad:
            return 0
        return 3 if self.bad < self.lines else 4


def import_files(
    configuration: Configuration,
    database: Path,
    files: Sequence[Path],
    *,
    on_bad: Callable[[BadLine], None],
    dry_run: bool = False,
    clock: Clock = utc_now,
    on_progress: Progress | None = None,
) -> Imported:
    """Takes in the documents of the files; `on_bad` hears at once of each line that is no good.

    A dry run does all of it on a copy that is thrown away. Raises UsageError for a file that cannot be
    read and for a demo's database; SyncBusy where another process is syncing; StoreError.
    """
    refuse_demo(database)
    with ExitStack() as stack:
        if dry_run:
            database = stack.enter_context(scratch_copy(database))
        walk = stack.enter_context(
            open_walk(configuration, database, "import", clock=clock, progress=on_progress or silent)
        )
        import_ = _Import(walk, on_bad)
        for file in files:
            import_.take(file)
        imported = import_.result()
        with immediate(walk.connection):
            finish_run(walk.connection, walk.run, exit_code=imported.exit_code, now=clock())
        return imported


@dataclass(frozen=True, slots=True)
class _Taken:
    """A document that was read and waits to be stored."""

    source: Source
    line: ImportLine
    read: ReadDocument
    snapshot: Snapshot


@dataclass(slots=True)
class _Import:
    """An import under way: what it counted so far, and what waits to be stored."""

    walk: Walk
    on_bad: Callable[[BadLine], None]
    waiting: dict[tuple[str, str], _Taken] = field(default_factory=dict)
    lines: int = 0
    known: int = 0
    unrelated: int = 0
    bad: int = 0

    def result(self) -> Imported:
        written = written_in(self.walk.connection, self.walk.run)
        return Imported(self.lines, self.known, self.unrelated, self.bad, written)

    def take(self, file: Path) -> None:
        """Reads a file to its end, or until it shows that it is of another kind."""
        if (why := refusal(file)) is not None:
            self.lines += 1
            self.bad += 1
            self.on_bad(BadLine(file, 1, why))
            return
        bad = good = 0
        for line in lines_of(file):
            self.walk.progress(f"{file.name}: line {line.number:,}")
            self.lines += 1
            try:
                self._take_line(file, line)
                good += 1
            except UnreadablePage as error:
                bad += 1
                self.on_bad(BadLine(file, line.number, str(error)))
            if bad == _ENOUGH and not good:
                self.on_bad(BadLine(file, line.number, "no line before it was good; the rest is left out"))
                break
            if len(self.waiting) == _AT_ONCE:
                self._store()
        self.bad += bad
        self._store()

    def _take_line(self, file: Path, line: FileLine) -> None:
        if line.raw is None:
            raise UnreadablePage(f"longer than {MOST_BYTES:,} bytes; leave the document out")
        now = self.walk.clock()
        found = import_line(line.raw, latest=latest_day(now), classes=get_args(PublisherClass))
        sha256 = hashlib.sha256(found.body).hexdigest()
        if (found.url, sha256) in self.waiting or self._is_known(found.url, sha256):
            self.known += 1
            return
        snapshot = Snapshot(
            source=IMPORT,
            part=found.url,
            fetched_at=now,
            url=found.url,
            final_url=found.url,
            status=None,
            headers=found.headers,
            grade=Grade.OK,
            sha256=sha256,
            size=len(found.body),
            origin=Origin.IMPORT,
            origin_note=f"imported from {file.name}",
        )
        source = imported_source(self.walk.configuration, found.url, found.publisher_class)
        read = read_imported(reader_of(self.walk), source, snapshot, found.body)
        if read.fault is not None:
            raise UnreadablePage(read.fault)
        if read.document is None:
            self.unrelated += 1
        elif read.document.published is None:
            raise UnreadablePage(f'the page names no day of publication; add "{PUBLISHED}"')
        else:
            self.waiting[found.url, sha256] = _Taken(source, found, read, snapshot)

    def _is_known(self, url: str, sha256: str) -> bool:
        """Whether the page was imported with these bytes: of its texts the last that came is not newer."""
        return snapshot_of_body(self.walk.connection, IMPORT, url, sha256) is not None

    def _store(self) -> None:
        """Stores what waits: the bodies are on disk before the one transaction that names them."""
        for one in self.waiting.values():
            with self.walk.evidence.writer() as writer:
                writer.write(one.line.body)
                writer.keep()
        with immediate(self.walk.connection):
            stored = Stored()
            for one in self.waiting.values():
                stored += store_document(
                    self.walk,
                    one.source,
                    one.read,
                    one.snapshot,
                    store_snapshot(self.walk, one.snapshot),
                    publisher=self._publisher(one.line),
                    publisher_class=one.source.publisher_class or None,
                )
            resolve_again(
                self.walk.connection,
                self.walk.configuration,
                self.walk.run,
                dict.fromkeys(stored.touched),
                self.walk.clock(),
            )
        self.waiting.clear()

    def _publisher(self, line: ImportLine) -> str | None:
        """What the line says of the publisher, unless the address says it: nobody has two voices."""
        if source_of_publisher(self.walk.configuration, line.url) is not None:
            return None
        return line.publisher
