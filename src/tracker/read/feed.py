"""RSS, Atom and RDF feeds, with feedparser.

feedparser opens files and addresses when it is handed a text or bytes: it only ever gets a BytesIO.
Its own times are not used: it takes a time without an offset for UTC, whatever the publisher's zone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from tracker.errors import UnreadablePage
from tracker.model import PageLink, PageReading, Source
from tracker.read.addresses import link_address
from tracker.read.links import links_text, once
from tracker.read.page_text import page_text
from tracker.read.paragraphs import one_line
from tracker.read.refusal import kind_of
from tracker.read.times import read_time

_HEAD = 4096
_LONGEST_REASON = 120
_TIMES = ("published", "updated", "created")


def read_feed(source: Source, text: str, *, url: str, now: datetime) -> PageReading:
    """All entries that have an address, in the feed's order, each address once.

    `text` is the decoded feed, `url` its own address. Where its links are not followed, an entry's
    summary is the longest text that the feed has of it. Raises UnreadablePage for a body that is no
    feed; an empty feed is one.
    """
    parsed = _parsed(text, url)
    entries = parsed["entries"]
    if not parsed.get("version") and not entries:
        raise UnreadablePage(f"no feed: it is {kind_of(text[:_HEAD].encode('utf-8', 'replace'))}")
    links = once(_links(source, entries, url, now))
    return PageReading(links_text(links), links=links)


def _parsed(text: str, url: str) -> Mapping[str, Any]:
    import feedparser  # type: ignore[import-untyped]  # 80 ms, needed only where a feed is read

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    body = BytesIO(text.replace("\x00", "").encode("utf-8", "replace"))
    try:
        parsed: Mapping[str, Any] = feedparser.parse(
            body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    # What its parsers of loose markup have raised on torn feeds.
    except (AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        why = one_line(f"{type(error).__name__}: {error}")[:_LONGEST_REASON]
        raise UnreadablePage(f"no feed: it cannot be parsed ({why})") from error
    return parsed


def _links(source: Source, entries: list[dict[str, Any]], url: str, now: datetime) -> Iterator[PageLink]:
    for entry in entries:
        address = link_address(_text(entry, "link"), url)
        if address is not None:
            written = (_text(entry, name) for name in _TIMES)
            times = (read_time(one, zone=source.zone, now=now) for one in written if one)
            yield PageLink(
                address,
                title=_plain(_text(entry, "title")),
                published_at=next(filter(None, times), None),
                summary=_summary(entry, whole=not source.follow),
            )


def _summary(entry: dict[str, Any], *, whole: bool) -> str | None:
    summary = _plain(_text(entry, "summary"))
    if summary and not whole:
        return summary
    content = dict.get(entry, "content") or [{}]
    return max(summary or "", _plain(_text(content[0], "value")) or "", key=len) or None


def _text(entry: dict[str, Any], name: str) -> str:
    # dict's own `get`: feedparser's lends one field to another ("published" to "updated") and warns of it.
    found = dict.get(entry, name)
    return found if isinstance(found, str) else ""


def _plain(html: str) -> str | None:
    return one_line(page_text(html) if "<" in html or "&" in html else html) or None
