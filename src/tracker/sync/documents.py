"""Pages, posts and feed entries as documents: read outside of a transaction, stored inside of one.

The cheap gate comes first: what has no word of the subject is not read at all. A text that is the same
as that of the last version at its address is not stored again. What a document states goes to the
records; what was refused in it is kept beside, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from tracker.errors import TrackerError, UnreadablePage
from tracker.extract.notices import Before
from tracker.extract.page_records import Origination, page_records
from tracker.extract.pages import Extraction
from tracker.model import Document, PageLink, Post, Snapshot, Source
from tracker.read.document import read_document, text_document
from tracker.read.gate import is_about
from tracker.read.refusal import is_binary, kind_of
from tracker.store.documents import StoredDocument, add_document, add_statements, last_document
from tracker.store.posts import PostState, mark_post_read, post_of
from tracker.store.records import add_records
from tracker.store.statements import stated_at
from tracker.store.transaction import require_transaction
from tracker.sync.own_errors import error_line
from tracker.sync.reader import Reader, reader_of
from tracker.sync.walk import Walk

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What was read at an address; no document: it has no word of the subject.

    `fault` is an error of ours that reading broke with, in one line: the page is as good as unread.
    """

    url: str
    document: Document | None
    extraction: Extraction = field(default_factory=Extraction)
    fault: str | None = None


def read_whole_page(
    reader: Reader,
    source: Source,
    body: bytes,
    *,
    url: str,
    content_type: str | None,
    linked_at: datetime | None,
    now: datetime,
    before: StoredDocument | None = None,
) -> ReadDocument:
    """A page that is one document. `linked_at` is when it was published, as what led to it says; `before` is
    what stood at its address before.

    Raises UnreadablePage for what is no page or has no text (a PDF, a picture).
    """
    if is_binary(body[:_HEAD]):
        raise UnreadablePage(f"no page: it is {kind_of(body[:_HEAD])}")

    def read() -> Document | None:
        if not is_about(body, reader.words, content_type=content_type, charset=source.charset):
            return None
        return read_document(
            body,
            content_type=content_type,
            url=url,
            charset=source.charset,
            text_selector=source.text_selector,
            languages=source.languages,
            fallback_published=_local_day(source, linked_at),
            zone=source.zone,
            latest=_local_day(source, now),
            keeps_repeats=source.notice is not None,
        )

    return _guarded(reader, source, url, read, _looks(source, before, now))


def read_stored(
    reader: Reader, source: Source, document: Document, before: StoredDocument | None, now: datetime
) -> ReadDocument:
    """What a document that is stored already states by today's rules; it was read at `now`."""
    return _guarded(reader, source, document.url or "", lambda: document, _looks(source, before, now))


def _looks(source: Source, before: StoredDocument | None, now: datetime) -> Before | None:
    if before is None:
        return None
    days = (moment.astimezone(ZoneInfo(source.zone or "UTC")).date() for moment in (before.read_at, now))
    return Before(before.document, *days)


def _in_its_language(source: Source, document: Document | None) -> Document | None:
    """A notice is hardly more than names: where its letters do not tell its language, the source does."""
    if document is None or source.notice is None or document.language is not None:
        return document
    return replace(document, language=source.languages[0])


def _guarded(
    reader: Reader,
    source: Source,
    url: str,
    read: Callable[[], Document | None],
    before: Before | None = None,
) -> ReadDocument:
    """What `read` gives and what it states. One page that we cannot bear holds up no other."""
    try:
        document = _in_its_language(source, read())
        extraction = Extraction() if document is None else reader.extract(source, document, before)
        return ReadDocument(url, document, extraction)
    except TrackerError:
        raise
    except Exception as error:  # noqa: BLE001  (a page's border: told with the visit, the others go on)
        return ReadDocument(url, None, fault=error_line(error))


def unread_posts(walk: Walk, source: Source, posts: Iterable[Post]) -> Iterator[ReadDocument]:
    """The posts, each a document of its own, but for those that were read with the same text."""
    for post in posts:
        known = post_of(walk.connection, source.name, post.permalink)
        if known is None or known.state is not PostState.READ or known.text != post.text:
            yield read_post(reader_of(walk), source, post)


def read_post(reader: Reader, source: Source, post: Post) -> ReadDocument:
    """A post as the document that it is."""
    return read_text(reader, source, post.permalink, None, post.text, post.published_at)


def unread_entries(walk: Walk, source: Source, links: Iterable[PageLink]) -> Iterator[ReadDocument]:
    """What a source says itself of pages that are not visited, but for what was read before."""
    reader = reader_of(walk)
    for link in links:
        last = last_document(walk.connection, source.name, link.url)
        if last is None or not _is_told_by(last.document, link):
            yield read_entry(reader, source, link)


def read_entry(reader: Reader, source: Source, link: PageLink) -> ReadDocument:
    """The title of a link, and its summary, as a document."""
    title, text = _words_of(link)
    return read_text(reader, source, link.url, title, text, link.published_at)


def _words_of(link: PageLink) -> tuple[str | None, str]:
    return (link.title, link.summary) if link.summary else (None, link.title or "")


def _is_told_by(document: Document, link: PageLink) -> bool:
    """Whether the link says what the document has: then there is nothing to be read."""
    title, text = _words_of(link)
    return document.title == title and document.text.split() == text.split()


def read_text(
    reader: Reader, source: Source, url: str, title: str | None, text: str, published_at: datetime | None
) -> ReadDocument:
    """A text without markup as a document."""

    def read() -> Document | None:
        if not text.strip() or not is_about(f"{title or ''}\n{text}", reader.words):
            return None
        published = _local_day(source, published_at)
        try:
            return text_document(text, url=url, title=title, published=published, languages=source.languages)
        except UnreadablePage:  # nothing but pointers to other pages
            return None

    return _guarded(reader, source, url, read)


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing documents came to: how many records are new by it, and the ids of all records of which
    it may be another now what they are worth: new ones, and those that a page said before."""

    new: int = 0
    touched: tuple[str, ...] = ()

    def __add__(self, other: Stored) -> Stored:
        return Stored(self.new + other.new, (*self.touched, *other.touched))


def store_documents(
    walk: Walk, source: Source, read: Iterable[ReadDocument], snapshot: Snapshot, number: int
) -> Stored:
    """Stores the documents of one answer, and marks the posts among them as read.

    Inside the transaction that remembers the posts and links; what was touched is then to be resolved.
    """
    stored = Stored()
    for one in read:
        stored += store_document(walk, source, one, snapshot, number)
        if one.fault is None and (post := post_of(walk.connection, source.name, one.url)) is not None:
            mark_post_read(walk.connection, post)
    return stored


def store_document(
    walk: Walk,
    source: Source,
    read: ReadDocument,
    snapshot: Snapshot,
    number: int,
    *,
    publisher: str | None = None,
    publisher_class: str | None = None,
) -> Stored:
    """Stores what was read from a stored answer (`number` is its snapshot's). Inside the transaction that
    ends the look at it; what was touched is then to be resolved.

    `publisher` and `publisher_class` are the document's own, where they are not the source's.
    """
    require_transaction(walk.connection)
    if read.document is None or snapshot.sha256 is None:
        return Stored()
    last = last_document(walk.connection, source.name, read.url)
    if last is not None and _is_same(last.document, read.document):
        return Stored()
    before = stated_at(walk.connection, source.name, read.url)
    at = snapshot.fetched_at
    document = add_document(
        walk.connection,
        walk.run,
        read.document,
        source=source.name,
        url=read.url,
        snapshot=number,
        now=at,
        publisher=publisher,
        publisher_class=publisher_class,
    )
    records = page_records(
        read.extraction.records, source, origination_of(read.document, document, snapshot, number)
    )
    new = add_records(walk.connection, walk.run, records, at)
    add_statements(walk.connection, document, (one.id for one in records), read.extraction.rejected)
    return Stored(len(new), tuple(dict.fromkeys((*before, *(one.id for one in records)))))


def origination_of(document: Document, version: int, snapshot: Snapshot, number: int) -> Origination:
    """Where a document with the number `version` came from: the stored answer with the number `number`."""
    return Origination(
        url=document.url or snapshot.url,
        published=None if document.is_guessed else document.published,
        document=version,
        snapshot=number,
        sha256=snapshot.sha256 or "",
        observed_at=snapshot.fetched_at,
        origin=snapshot.origin,
    )


def _is_same(last: Document, now: Document) -> bool:
    """Whether the page says what it said; a guess of its day may be another at every look."""
    same_day = now.is_guessed or last.published == now.published
    return same_day and (last.title, last.text) == (now.title, now.text)


def _local_day(source: Source, moment: datetime | None) -> date | None:
    """The publisher's day of a moment, on UTC's calendar where the publisher's zone is not known."""
    return None if moment is None else moment.astimezone(ZoneInfo(source.zone) if source.zone else UTC).date()
