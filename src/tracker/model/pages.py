"""Pages that are followed: links found, short documents, what a page said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link that an index, a feed or an API names: a page to be read.

    `url` is absolute and without fragment. `published_at` is the publisher's time, in UTC, where the
    link's surroundings or the feed say it; `summary` the feed's own text, plain.
    """

    url: str
    title: str | None = None
    published_at: datetime | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A short document of its own within a page, as on the public preview of a channel."""

    permalink: str
    text: str
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was read of one page of a source: links to follow, posts, and whether it has drifted.

    `text` is the page's own text, blanks made single (what is hashed where bytes change at every
    visit). `drift` says what was declared and not found, one clause each.
    """

    text: str
    links: tuple[PageLink, ...] = ()
    posts: tuple[Post, ...] = ()
    drift: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """What a page tells: its own text and nothing of its surroundings.

    `text` is in paragraphs that are separated by an empty line; every offset of a quote is one into it.
    `published` is the publisher's day; `is_guessed` where no statement of the page itself gave it, and
    None where nothing did. `language` is an ISO 639 code, `be-Latn` for Belarusian in Latin script; None:
    one that is not read.
    """

    url: str | None
    title: str | None
    text: str
    language: str | None
    published: date | None = None
    is_guessed: bool = False
