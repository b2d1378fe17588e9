"""What the pages of a source that is tried out would state: lines for a person, nothing is written."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from tracker.errors import UnreadablePage
from tracker.extract.pages import described
from tracker.fetch.client import Fetcher
from tracker.model import Grade, PageLink, PageReading, Source, SourceKind
from tracker.sync.documents import ReadDocument, read_entry, read_post, read_whole_page
from tracker.sync.reader import Reader


def stated(
    reader: Reader,
    source: Source,
    reading: PageReading,
    body: bytes,
    content_type: str | None,
    now: datetime,
) -> Iterator[str]:
    """What the source's own address states: as a page, in its posts, or of pages that are not visited."""
    if source.kind is SourceKind.PAGE:
        yield from _page(reader, source, body, content_type, PageLink(source.url or ""), now)
    for post in reading.posts:
        yield from _document(read_post(reader, source, post))
    if not source.follow:
        for link in reading.links:
            yield from _document(read_entry(reader, source, link))


def followed(
    reader: Reader, source: Source, visitor: Fetcher, links: Sequence[PageLink], now: datetime
) -> Iterator[str]:
    """The pages behind the links, fetched now, and what each states."""
    for link in links:
        body = io.BytesIO()
        answer = visitor.get(
            link.url,
            body,
            max_bytes=source.max_bytes,
            gap_s=source.gap_s,
            total_timeout_s=source.timeout_s,
            expected="html",
        )
        if answer.grade is Grade.OK:
            content_type = dict(answer.headers).get("content-type")
            yield from _page(reader, source, body.getvalue(), content_type, link, now)
        else:
            yield f"{link.url}: {answer.grade.value}: {answer.reason}"


def _page(
    reader: Reader, source: Source, body: bytes, content_type: str | None, link: PageLink, now: datetime
) -> Iterator[str]:
    try:
        read = read_whole_page(
            reader,
            source,
            body,
            url=link.url,
            content_type=content_type,
            linked_at=link.published_at,
            now=now,
        )
    except UnreadablePage as error:
        yield f"{link.url}: {error}"
        return
    yield from _document(read)


def _document(read: ReadDocument) -> Iterator[str]:
    if read.fault is not None:
        yield f"{read.url}: {read.fault}"
        return
    if read.document is None:
        yield f"{read.url}: no word of the subject, not read"
        return
    yield read.url
    yield from (f"  {line}" for line in described(read.document, read.extraction))
