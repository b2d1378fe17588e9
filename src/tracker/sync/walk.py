"""What one sync carries with it from source to source, and how it fetches and keeps one body."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from tracker.fetch.http import Fetcher
from tracker.model import Configuration, Grade, Origin, Snapshot, Source
from tracker.store.evidence import EvidenceFolder


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the bytes at an address come from, what a reader is told of it, and whose address it is.

    `address`: the publisher's, where the bytes were served by another in its place.
    """

    origin: Origin
    note: str | None = None
    address: str | None = None


Clock = Callable[[], datetime]
Provenances = Callable[[str], Provenance]
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Walk:
    """One sync under way: the ends that it holds open, and who it is."""

    configuration: Configuration
    connection: sqlite3.Connection
    evidence: EvidenceFolder
    fetcher: Fetcher
    run: int
    clock: Clock
    provenances: Provenances
    progress: Progress


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer: its snapshot (not yet stored) and its decoded body, where there was one.

    The body is already kept as evidence, synced to disk, before any row names it.
    """

    snapshot: Snapshot
    body: BinaryIO | None

    @property
    def is_ok(self) -> bool:
        return self.snapshot.grade is Grade.OK and self.body is not None


@contextmanager
def fetched_part(walk: Walk, source: Source, part: str, url: str) -> Iterator[Fetched]:
    """As `fetch_part`; the body is closed at the end."""
    answer = fetch_part(walk, source, part, url)
    try:
        yield answer
    finally:
        if answer.body is not None:
            answer.body.close()


def fetch_part(walk: Walk, source: Source, part: str, url: str) -> Fetched:
    """Fetches one address of a source and keeps what came, good or bad, as evidence."""
    walk.progress(f"{source.name}: fetching {part}" if part != "main" else f"{source.name}: fetching")
    with walk.evidence.writer() as writer:
        answer = walk.fetcher.get(url, writer, max_bytes=source.max_bytes, gap_s=source.gap_s)
        sha256, size, body = None, None, None
        if writer.size:
            sha256, size = writer.keep()
            body = writer.body()
    provenance = walk.provenances(url)
    snapshot = Snapshot(
        source=source.name,
        part=part,
        fetched_at=answer.fetched_at,
        url=provenance.address or url,
        final_url=answer.final_url,
        status=answer.status,
        headers=answer.headers,
        grade=answer.grade,
        sha256=sha256,
        size=size,
        origin=provenance.origin,
        origin_note=provenance.note,
        reason=answer.reason,
    )
    return Fetched(snapshot, body)
