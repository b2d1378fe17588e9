"""One page of a source, read as its kind says: the only door to the readers of pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tracker.errors import UnreadablePage
from tracker.model import PageReading, Source, SourceKind
from tracker.read.decode import decode
from tracker.read.links import newest, recent
from tracker.read.page_checks import unmet
from tracker.read.page_text import page_text
from tracker.read.refusal import is_binary, kind_of

_HEAD = 4096


def read_page(
    source: Source, body: bytes, *, content_type: str | None, url: str, now: datetime
) -> PageReading:
    """What the page says: its text, the links to follow or the posts, and whether it has drifted.

    `content_type` is the header as it came, `url` the address that answered, `now` an aware time.
    The source's checks look at everything that the page has; only then age and number are limited.
    Raises UnreadablePage for a body that is not of the source's kind.
    """
    if is_binary(body[:_HEAD]):
        raise UnreadablePage(f"no {source.kind.value}: it is {kind_of(body[:_HEAD])}")
    text = decode(body, content_type, source.charset).text
    found = _read(source, text, url, now)
    return replace(
        found,
        links=newest(found.links, max_links=source.max_links, max_age=source.max_age, now=now),
        posts=recent(found.posts, max_age=source.max_age, now=now),
        drift=(*found.drift, *unmet(source.checks, found)),
    )


def _read(source: Source, text: str, url: str, now: datetime) -> PageReading:
    # Each reader is loaded when a source of its kind comes: the libraries behind them take their time.
    match source.kind:
        case SourceKind.PAGE:
            return _text_of_page(source, text)
        case SourceKind.INDEX:
            from tracker.read.index import read_index

            return read_index(source, text, url=url, now=now)
        case SourceKind.FEED:
            from tracker.read.feed import read_feed

            return read_feed(source, text, url=url, now=now)
        case SourceKind.POSTS:
            from tracker.read.posts import read_posts

            return read_posts(source, text, url=url, now=now)
        case SourceKind.API:
            from tracker.read.api import read_api

            return read_api(source, text, url=url, now=now)
        case SourceKind.LIST | SourceKind.DELTA:
            raise ValueError(f"{source.name} is a {source.kind.value}, which is no page")


def _text_of_page(source: Source, html: str) -> PageReading:
    """The page's text, or that of the part that `text_selector` finds."""
    if source.text_selector is None:
        return PageReading(page_text(html))
    from tracker.read.markup import missing_markup, tree

    parts = tree(html).select(source.text_selector)
    if not parts:
        return PageReading(page_text(html), drift=(missing_markup(source.text_selector),))
    return PageReading("\n".join(page_text(str(part)) for part in parts))
