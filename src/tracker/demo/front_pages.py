"""The front page of a publisher of the demo, or its feed: its pages, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from html import escape

from tracker.model import Source, SourceKind

_MORNING = time(9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Teaser:
    """What leads to a page: its address, its headline, the day on which it was published."""

    url: str
    title: str
    published: date

    @property
    def at(self) -> datetime:
        """The moment that a front page gives for that day."""
        return datetime.combine(self.published, _MORNING)


def front_page(source: Source, teasers: Sequence[Teaser]) -> bytes:
    """The source's own page: an RSS feed where it is one, else a page of links."""
    newest_first = sorted(teasers, key=lambda one: one.published, reverse=True)
    text = _feed(source, newest_first) if source.kind is SourceKind.FEED else _index(source, newest_first)
    return text.encode()


def _index(source: Source, teasers: Sequence[Teaser]) -> str:
    rows = "\n".join(
        f'<li class="teaser"><a href="{escape(one.url)}">{escape(one.title)}</a> '
        f'<time datetime="{one.at.isoformat()}">{one.published:%d.%m.%Y}</time></li>'
        for one in teasers
    )
    title = escape(source.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{source.languages[0]}">\n<head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n<body><main><h1>{title}</h1>\n<ul>\n{rows}\n</ul></main></body>\n"
        "</html>\n"
    )


def _feed(source: Source, teasers: Sequence[Teaser]) -> str:
    items = "\n".join(
        f"<item><title>{escape(one.title)}</title><link>{escape(one.url)}</link>"
        f"<pubDate>{format_datetime(one.at)}</pubDate></item>"
        for one in teasers
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(source.title)}</title>\n{items}\n</channel></rss>\n"
    )
