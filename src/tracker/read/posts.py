"""A page whose blocks are short documents of their own, such as the public preview of a channel.

`post_selector` (CSS) finds the blocks; within each, `permalink_selector` its address, `time_selector`
its time, `text_selector` its words. A channel's preview names them `.tgme_widget_message`,
`a.tgme_widget_message_date`, `a.tgme_widget_message_date time` and `.js-message_text`: a plain `time`
would also find how long a video is, and `.tgme_widget_message_text` what a post replies to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from bs4.element import Tag

from tracker.model import PageReading, Post, Source
from tracker.read.addresses import link_address
from tracker.read.markup import base_address, missing_markup, time_in, tree
from tracker.read.page_text import page_text

_LINE_END = re.compile(r"<(?:br|/p|/div|/li|/blockquote|/h[1-6])\b[^>]*>", re.IGNORECASE)


def read_posts(source: Source, html: str, *, url: str, now: datetime) -> PageReading:
    """All posts of the page in its order, each permalink once.

    A block without a permalink cannot be cited, and is no post; one without words (a picture) has an
    empty text. `drift` names the selectors that matched
    nothing. Raises nothing.
    """
    page = tree(html)
    base = base_address(page, url)
    blocks = page.select(source.post_selector) if source.post_selector else []
    posts: dict[str, Post] = {}
    for block in blocks:
        permalink = _permalink(block, source.permalink_selector, base)
        if permalink is not None:
            time = _first_time(_inside(block, source.time_selector), source.zone, now)
            posts.setdefault(permalink, Post(permalink, _text(block, source.text_selector), time))
    return PageReading(page_text(html), posts=tuple(posts.values()), drift=tuple(_missing(source, blocks)))


def _missing(source: Source, blocks: Sequence[Tag]) -> Iterator[str]:
    if not blocks and source.post_selector:
        yield missing_markup(source.post_selector)
    for selector in (source.permalink_selector, source.time_selector, source.text_selector):
        if blocks and selector and not any(_inside(block, selector) for block in blocks):
            yield missing_markup(selector)


def _inside(block: Tag, selector: str | None) -> list[Tag]:
    return list(block.select(selector)) if selector else []


def _permalink(block: Tag, selector: str | None, base: str) -> str | None:
    addresses = (link_address(str(tag["href"]), base) for tag in _inside(block, selector) if tag.get("href"))
    return next(filter(None, addresses), None)


def _first_time(tags: Sequence[Tag], zone: str | None, now: datetime) -> datetime | None:
    return next(filter(None, (time_in(tag, zone=zone, now=now) for tag in tags)), None)


def _text(block: Tag, selector: str | None) -> str:
    """The block's words with its line ends: a headline without a stop is not part of the next sentence."""
    lines = (line for tag in _inside(block, selector) for line in _LINE_END.split(str(tag)))
    return "\n".join(filter(None, map(page_text, lines)))
