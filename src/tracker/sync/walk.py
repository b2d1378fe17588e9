"""What one sync carries with it from source to source, and how it fetches and keeps one body."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from tracker.fetch.answer import Validators
from tracker.fetch.client import Fetcher
from tracker.model import Configuration, Grade, Origin, Snapshot, Source, SourceKind
from tracker.store.evidence import EvidenceFolder
from tracker.store.parts import KnownPart, known_parts
from tracker.store.validators import Validators as StoredValidators
from tracker.store.validators import forget_validators, keep_validators
from tracker.sync.host_memory import StoredHosts
from tracker.sync.listed import ListedTargets
from tracker.sync.tokens import FoundToken, filled, renewed, token_of, without_token


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the bytes at an address come from, what a reader is told of it, and whose address it is.

    `address`: the publisher's, where the bytes were served by another in its place.
    """

    origin: Origin
    note: str | None = None
    address: str | None = None


MAIN = "main"
HISTORY = "history"
# What is asked before a list is fetched, to learn whether it changed.
MARKER = "marker"


class BrokenOff(Exception):
    """We are told to end: the visit under way is left as if it had not begun."""


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
    hosts: StoredHosts
    listed: ListedTargets


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer: its snapshot (not yet stored) and its decoded body, where there was one.

    The body is already kept as evidence, synced to disk, before any row names it. An answer that says
    "as you have it" has none: its snapshot names the body that we have. `known` is what was known of the
    same address before it was asked.
    """

    snapshot: Snapshot
    body: BinaryIO | None
    validators: Validators = field(default_factory=Validators)
    known: KnownPart = field(default_factory=KnownPart)

    @property
    def is_ok(self) -> bool:
        return self.snapshot.grade is Grade.OK and self.body is not None

    @property
    def is_unchanged(self) -> bool:
        return self.snapshot.grade is Grade.UNCHANGED


@contextmanager
def fetched_part(
    walk: Walk,
    source: Source,
    part: str,
    url: str,
    *,
    is_conditional: bool = False,
    known: KnownPart | None = None,
    most_bytes: int | None = None,
    head_only: bool = False,
) -> Iterator[Fetched]:
    """As `fetch_part`; the body is closed at the end."""
    answer = fetch_part(
        walk,
        source,
        part,
        url,
        is_conditional=is_conditional,
        known=known,
        most_bytes=most_bytes,
        head_only=head_only,
    )
    try:
        yield answer
    finally:
        if answer.body is not None:
            answer.body.close()


def fetch_part(
    walk: Walk,
    source: Source,
    part: str,
    url: str,
    *,
    is_conditional: bool = False,
    known: KnownPart | None = None,
    most_bytes: int | None = None,
    head_only: bool = False,
) -> Fetched:
    """Fetches one address of a source and keeps what came, good or bad, as evidence; no broken-off body.

    `is_conditional`: the server need not send again what we have read; the grade is then `unchanged`.
    `known` is what is known of the part, where it was read already and nothing was written since.
    `most_bytes` takes the place of the source's cap; `head_only`: the headers are all that is asked for.
    A token that the address takes is put in, and read anew where the server no longer answers with it.
    Raises BrokenOff where the fetcher was stopped.
    """
    known = known or known_parts(walk.connection, [source.name], part)[source.name]
    walk.progress(f"{source.name}: fetching {part}" if part != MAIN else f"{source.name}: fetching")
    asked = known.validators if is_conditional else None
    request = _Request(part, url, known, asked, most_bytes or source.max_bytes, head_only)
    if source.token is None:
        return _fetch(walk, source, request, url)
    token = token_of(walk.connection, walk.fetcher, source, walk.clock())
    if token.value is None:
        return _without_token(walk, source, request, token)
    answer = _fetch(walk, source, request, filled(url, token.value))
    if answer.snapshot.status is None or answer.snapshot.grade in {Grade.OK, Grade.UNCHANGED}:
        return answer
    newer = renewed(walk.connection, walk.fetcher, source, token.value, walk.clock())
    if newer is None:
        return answer
    if answer.body is not None:
        answer.body.close()
    return _fetch(walk, source, request, filled(url, newer))


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked of one address; `url` as the source writes it, which is what is kept of it."""

    part: str
    url: str
    known: KnownPart
    asked: StoredValidators | None
    most_bytes: int | None
    head_only: bool


def _fetch(walk: Walk, source: Source, request: _Request, address: str) -> Fetched:
    asked, known = request.asked, request.known
    with walk.evidence.writer() as writer:
        answer = walk.fetcher.get(
            address,
            writer,
            max_bytes=request.most_bytes,
            gap_s=source.gap_s,
            total_timeout_s=source.timeout_s,
            validators=Validators(asked.etag, asked.last_modified) if asked else None,
            expected=expected_of(source, request.part),
            is_known=lambda: writer.sha256 == known.last_sha256,
            head_only=request.head_only,
        )
        if walk.fetcher.stopped:
            raise BrokenOff  # the answer says nothing about the source
        provenance = walk.provenances(address)
        sha256, size, body = None, None, None
        if answer.grade is Grade.UNCHANGED and asked is not None:
            sha256 = asked.sha256
        if writer.size and answer.is_whole:
            # What a row names already is on disk; to make sure of it again would cost a sync of the disk.
            is_known = writer.sha256 == known.last_sha256
            sha256, size = (writer.sha256, writer.size) if is_known else writer.keep()
            body = writer.body()
    # After a redirect an address has no query; one that was asked for may hold a token.
    final_url = answer.final_url if answer.redirects else without_token(request.url, answer.final_url)
    snapshot = Snapshot(
        source=source.name,
        part=request.part,
        fetched_at=answer.fetched_at,
        url=provenance.address or without_token(request.url, address),
        final_url=final_url,
        status=answer.status,
        headers=answer.headers,
        grade=answer.grade,
        sha256=sha256,
        size=size,
        origin=provenance.origin,
        origin_note=provenance.note,
        reason=answer.reason,
    )
    return Fetched(snapshot, body, answer.validators, known)


def _without_token(walk: Walk, source: Source, request: _Request, token: FoundToken) -> Fetched:
    """Nothing was asked, since the address takes a token that could not be had."""
    address = without_token(request.url, request.url)
    snapshot = Snapshot(
        source=source.name,
        part=request.part,
        fetched_at=walk.clock(),
        url=address,
        final_url=address,
        status=None,
        headers=(),
        grade=token.grade,
        sha256=None,
        size=None,
        reason=token.reason,
    )
    return Fetched(snapshot, None, known=request.known)


def expected_of(source: Source, part: str) -> str | None:
    """What must come from this address, for grading; None where a page or a file may."""
    match source.kind:
        case SourceKind.LIST:
            # Of a marker too: whatever it is, it is no page.
            return "list"
        case SourceKind.DELTA:
            return "json" if part.startswith(HISTORY) else "list"
        case SourceKind.FEED if part == MAIN:
            return "feed"
        case SourceKind.API if part == MAIN:
            return "json"
        case SourceKind.INDEX | SourceKind.POSTS if part == MAIN:
            return "html"
        case _:
            return None


def note_read(walk: Walk, answer: Fetched) -> None:
    """After an answer was read with success: the server's own validators are worth asking with."""
    snapshot = answer.snapshot
    if snapshot.sha256 is not None:
        kept = StoredValidators(answer.validators.etag, answer.validators.last_modified, snapshot.sha256)
        if kept != answer.known.validators:
            keep_validators(walk.connection, snapshot.source, snapshot.part, kept)


def note_unread(walk: Walk, answer: Fetched) -> None:
    """After an answer that was no good: the next request is unconditional."""
    forget_validators(walk.connection, answer.snapshot.source, answer.snapshot.part)
