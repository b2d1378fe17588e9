"""A stored body read again as it was read: the document that it gives to today's readers."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.errors import UnreadablePage
from tracker.model import Document, Snapshot, Source, SourceKind
from tracker.read.decode import decode
from tracker.read.document import read_document, text_document
from tracker.read.pages import read_page
from tracker.sync.walk import MAIN

_LED = frozenset({SourceKind.INDEX, SourceKind.FEED, SourceKind.API})


def read_again(source: Source | None, snapshot: Snapshot, url: str | None, body: bytes) -> Document:
    """The document at `url` that the body of `snapshot` is or holds.

    `source` is None where nobody configures it any more, or it was collected elsewhere. Raises
    UnreadablePage where the body gives no such document.
    """
    content_type = dict(snapshot.headers).get("content-type")
    if source is not None and (source.kind is SourceKind.POSTS or _is_entry(source, snapshot)):
        return _short_document(source, snapshot, url, body, content_type)
    try:
        return read_document(
            body,
            content_type=content_type,
            url=url,
            charset=source.charset if source else None,
            text_selector=source.text_selector if source else None,
            languages=_languages(source),
        )
    except UnreadablePage:
        if source is not None:
            raise
        return text_document(decode(body, content_type).text, url=url)


def _is_entry(source: Source, snapshot: Snapshot) -> bool:
    """Whether what the source itself says of a page is the document: its links are not followed."""
    return source.kind in _LED and snapshot.part == MAIN


def _short_document(
    source: Source, snapshot: Snapshot, url: str | None, body: bytes, content_type: str | None
) -> Document:
    reading = read_page(
        source, body, content_type=content_type, url=snapshot.final_url, now=snapshot.fetched_at
    )
    for post in reading.posts:
        if post.permalink == url:
            return text_document(post.text, url=url, languages=_languages(source))
    for link in reading.links:
        if link.url == url:
            title, text = (link.title, link.summary) if link.summary else (None, link.title or "")
            return text_document(text, url=url, title=title, languages=_languages(source))
    raise UnreadablePage(f"{url} is not in that body")


def _languages(source: Source | None) -> Sequence[str]:
    return source.languages if source else ()
