"""From a page to the definition of a source: does it name a feed, is it one, or is it a page of links.

A proposal is TOML for a person to look at and complete; nothing is enabled by it.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from tracker.read.decode import decode
from tracker.read.markup import tree

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_FEED_START = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


def propose(body: bytes, content_type: str | None, url: str) -> tuple[str, str]:
    """A name for the source and its TOML, proposed from the page at `url`."""
    text = decode(body, content_type).text
    if _FEED_START.match(text):
        return _name(url), _toml("feed", url, _feed_title(text) or url, None)
    page = tree(text)
    title = " ".join(page.title.get_text().split()) if page.title else url
    for link in page.find_all("link", rel="alternate"):
        if str(link.get("type", "")).lower() in _FEED_TYPES and link.get("href"):
            feed = urljoin(url, str(link["href"]))
            return _name(url), _toml("feed", feed, title, f"named by {url}")
    return _name(url), _toml("index", url, title, "no feed found; give the selector of the links to follow")


def _feed_title(text: str) -> str | None:
    found = re.search(r"<title[^>]*>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</title>", text, re.DOTALL)
    return " ".join(found[1].split()) or None if found else None


def _name(url: str) -> str:
    host = (urlsplit(url).hostname or "source").removeprefix("www.")
    return _NOT_A_NAME.sub("_", host.lower()).strip("_")


def _toml(kind: str, url: str, title: str, note: str | None) -> str:
    lines = [
        f"title = {_quoted(title)}",
        f'kind = "{kind}"',
        f"url = {_quoted(url)}",
        "enabled = false",
        'disabled_reason = "proposed, not looked at by a person yet"',
        "# disabled_since = the day",
        'every = "2h"',
        '# publisher_class = "official", "state_media", "independent", "ngo" or "think_tank"',
        '# languages = ["en"]',
        '# terms = "under which the publisher gives it"',
    ]
    if kind == "index":
        lines += ['# link_selector = "article h2 a"', '# link_pattern = "/news/"']
    if note:
        lines.append(f"# {note}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(one if one.isprintable() else " " for one in escaped) + '"'
