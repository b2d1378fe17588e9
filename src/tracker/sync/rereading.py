"""Stored documents read again by today's readers and rules, from the stored bytes that they came from.

Where the bytes cannot be read as they were (they are gone, a source names other markup since, we fail),
the text that was stored stands, and only the rules look at it again: a change of a page's layout takes
nothing back. Reading writes nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date

from tracker.errors import EvidenceBroken, UnreadablePage
from tracker.extract.pages import Extraction
from tracker.model import Configuration, Document, PageReading, Snapshot, Source, SourceKind
from tracker.read.pages import read_page
from tracker.store.documents import StoredDocument, document_before
from tracker.store.evidence import EvidenceFolder
from tracker.store.links import link_of
from tracker.store.snapshots import load_snapshot
from tracker.sync.documents import ReadDocument, read_entry, read_post, read_stored, read_whole_page
from tracker.sync.imported import IMPORT, imported_source, read_imported
from tracker.sync.own_errors import error_line
from tracker.sync.reader import Reader


@dataclass(frozen=True, slots=True)
class Reread:
    """A stored document as it is read today.

    `document` is what was stored where the bytes cannot be read as they were: `unread` says why.
    """

    stored: StoredDocument
    source: Source
    snapshot: Snapshot
    document: Document
    extraction: Extraction
    unread: str | None = None

    @property
    def is_another_text(self) -> bool:
        return self.document != self.stored.document


@dataclass(frozen=True, slots=True)
class Untouched:
    """A stored document that is left as it is, and why."""

    stored: StoredDocument
    why: str


def latest_readings(stored: Sequence[StoredDocument]) -> tuple[StoredDocument, ...]:
    """Of each answer at an address the last reading: what an earlier replay replaced is past."""
    last = {(one.source, one.document.url, one.snapshot): one for one in sorted(stored, key=_by_version)}
    return tuple(sorted(last.values(), key=lambda one: one.id))


def _by_version(stored: StoredDocument) -> int:
    return stored.version


def is_since(stored: StoredDocument, since: date | None) -> bool:
    """Whether a document was published on or after a day; one without a day: whether it was read then."""
    return since is None or (stored.document.published or stored.read_at.date()) >= since


@dataclass(slots=True)
class Rereading:
    """Reads stored documents again: one by one, in the order in which they were read first."""

    configuration: Configuration
    connection: sqlite3.Connection
    evidence: EvidenceFolder
    reader: Reader
    # The last page of posts or links: many documents come from one answer, one after the other.
    _page: tuple[int, PageReading] | None = field(default=None, init=False)

    def read(self, stored: Sequence[StoredDocument]) -> Iterator[Reread | Untouched]:
        """Each of these documents as it is read today."""
        sources = {source.name: source for source in self.configuration.sources}
        for one in stored:
            source = self._source_of(one, sources.get(one.source))
            snapshot = load_snapshot(self.connection, one.snapshot)
            if source is None:
                yield Untouched(one, f"the source {one.source} is no longer configured")
            elif snapshot is None or snapshot.sha256 is None:
                yield Untouched(one, "its answer is not stored")
            else:
                yield self._read(one, source, snapshot)

    def _source_of(self, stored: StoredDocument, configured: Source | None) -> Source | None:
        if stored.source != IMPORT:
            return configured
        return imported_source(self.configuration, stored.document.url or "", stored.publisher_class)

    def _read(self, stored: StoredDocument, source: Source, snapshot: Snapshot) -> Reread | Untouched:
        unread: str | None = None
        try:
            found = self._from_bytes(stored, source, snapshot)
            unread = found.fault
        except (EvidenceBroken, UnreadablePage) as error:
            found, unread = None, str(error)
        except Exception as error:  # noqa: BLE001  (a document's border: told, the others go on)
            found, unread = None, error_line(error)
        if found is None or unread is not None:
            found = read_stored(
                self.reader, source, stored.document, self._before(stored, source), snapshot.fetched_at
            )
            if found.fault is not None:
                return Untouched(stored, found.fault)
        # No word of the subject: it would not be read at all today, so it states nothing.
        document = found.document or stored.document
        return Reread(stored, source, snapshot, document, found.extraction, unread)

    def _from_bytes(self, stored: StoredDocument, source: Source, snapshot: Snapshot) -> ReadDocument:
        url = stored.document.url or ""
        if stored.source == IMPORT:
            return read_imported(self.reader, source, snapshot, self._body(snapshot))
        if snapshot.part == url or source.kind is SourceKind.PAGE:
            return self._whole_page(url, source, snapshot, self._before(stored, source))
        if source.kind in {SourceKind.LIST, SourceKind.DELTA}:
            raise UnreadablePage("its source is a list now")
        page = self._page_of(stored.snapshot, source, snapshot)
        if source.kind is SourceKind.POSTS:
            for post in page.posts:
                if post.permalink == url:
                    return read_post(self.reader, source, post)
        for link in page.links:
            if link.url == url:
                return read_entry(self.reader, source, link)
        raise UnreadablePage("today's reader does not find it on its page")

    def _before(self, stored: StoredDocument, source: Source) -> StoredDocument | None:
        """What stood at the address before: a notice can be read by what is no more there."""
        return document_before(self.connection, stored) if source.notice else None

    def _whole_page(
        self, url: str, source: Source, snapshot: Snapshot, before: StoredDocument | None
    ) -> ReadDocument:
        link = link_of(self.connection, source.name, url)
        return read_whole_page(
            self.reader,
            source,
            self._body(snapshot),
            url=url,
            content_type=dict(snapshot.headers).get("content-type"),
            linked_at=link.published_at if link else None,
            now=snapshot.fetched_at,
            before=before,
        )

    def _page_of(self, number: int, source: Source, snapshot: Snapshot) -> PageReading:
        if self._page is None or self._page[0] != number:
            reading = read_page(
                source,
                self._body(snapshot),
                content_type=dict(snapshot.headers).get("content-type"),
                url=snapshot.final_url,
                now=snapshot.fetched_at,
            )
            self._page = number, reading
        return self._page[1]

    def _body(self, snapshot: Snapshot) -> bytes:
        with closing(self.evidence.open(snapshot.sha256 or "")) as body:
            return body.read()
