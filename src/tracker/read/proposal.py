"""From a page to the definition of a source: does it name a feed, is it one, or is it a page of links.

A proposal is TOML for a person to look at and complete; nothing is enabled by it. Its commented lines are
TOML too, so that taking the mark away and choosing is enough.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from datetime import date
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from tracker.errors import UnreadablePage
from tracker.read.addresses import link_address
from tracker.read.decode import decode
from tracker.read.markup import base_address, tree
from tracker.read.paragraphs import one_line
from tracker.read.refusal import is_binary, kind_of

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
# Before the root: declarations, style sheets, comments. Never tried twice, whatever stands there.
_FEED_START = re.compile(r"\s*+(?:<\?[^>]*+>\s*+|<!--(?:[^-]++|-(?!->))*+-->\s*+)*+<(?:rss|feed|rdf:RDF)\b")
_TITLE = re.compile(r"<title\b[^>]*+>\s*+(?:<!\[CDATA\[)?([^<\]]*+)")
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")
_HEAD = 64 * 1024


def propose(
    body: bytes, content_type: str | None, url: str, *, on: date, taken: Collection[str] = ()
) -> tuple[str, str]:
    """A name for the source, which is none of `taken`, and its TOML, proposed from the page at `url`.

    `on` is the day of the proposal. Raises UnreadablePage for a body that is neither page nor feed.
    """
    text = decode(body, content_type).text
    name = _free(_name(url), taken)
    if _FEED_START.match(text):
        return name, _toml("feed", url, _feed_title(text) or url, None, on)
    if is_binary(body[:_HEAD]) or "<" not in text:
        raise UnreadablePage(f"{url}: no page and no feed: it is {kind_of(body[:_HEAD])}")
    page = tree(text)
    title = one_line(page.title.get_text()) if page.title else ""
    feed = _named_feed(page, url)
    if feed is not None:
        return name, _toml("feed", feed, title or feed, f"named by {url}", on)
    return name, _toml(
        "index", url, title or url, "no feed found; give the selector of the links to follow", on
    )


def _named_feed(page: BeautifulSoup, url: str) -> str | None:
    """The first feed that the page names in its head: by custom the main one."""
    for link in page.find_all("link", rel="alternate", href=True):
        kind = str(link.get("type", "")).partition(";")[0].strip().lower()
        if kind in _FEED_TYPES and (feed := link_address(str(link["href"]), base_address(page, url))):
            return feed
    return None


def _feed_title(text: str) -> str | None:
    found = _TITLE.search(text[:_HEAD])
    return one_line(html.unescape(found[1])) or None if found else None


def _name(url: str) -> str:
    host = (urlsplit(url).hostname or "source").removeprefix("www.")
    return _NOT_A_NAME.sub("_", host.lower()).strip("_")


def _free(name: str, taken: Collection[str]) -> str:
    """The name, or with the first number behind it that makes it a new one."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _toml(kind: str, url: str, title: str, note: str | None, on: date) -> str:
    lines = [
        f"title = {_quoted(title)}",
        f'kind = "{kind}"',
        f"url = {_quoted(url)}",
        "enabled = false",
        'disabled_reason = "proposed, not looked at by a person yet"',
        f"disabled_since = {on}",
        'every = "2h"',
        '# publisher_class = "independent"  # or "official", "state_media", "ngo", "think_tank"',
        '# languages = ["en"]',
        '# terms = "under which the publisher gives it"',
    ]
    if kind == "index":
        lines += ['# link_selector = "article h2 a"', '# link_pattern = "/news/"']
    if note:
        lines.append(f"# {one_line(note)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else " " for one in escaped) + '"'
