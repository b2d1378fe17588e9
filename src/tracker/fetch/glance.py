"""One look at an answer's beginning: what the grading asks about it, each found out once and late."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from tracker.read.decode import decode
from tracker.read.page_text import page_text

_TITLE = re.compile(rb"<title[^>]{0,200}>([^<]{0,500})")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})")
# Between a page's own title and the site's name.
_TITLE_JOINT = re.compile(r"\s+[|–—·•»«:/\\-]+\s+|\s*[|»«•·]\s*")
_HTML_NAMES = rb"!doctype\s+html|html|head|body|title|meta|script|div|h1|p|a|iframe"
_HTML = re.compile(rb"<(?:%b)\b" % _HTML_NAMES)
# The first element, after a declaration, comments and blanks.
_ROOT = re.compile(rb"(?:<\?.{0,400}?\?>|<!--.{0,2000}?-->|\s)*(<[!a-z][\w:.-]*(?:\s+html\b)?)", re.DOTALL)
_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf)\b")
_HTML_WITHIN = 1024
_FEED_WITHIN = 4096
# A page that withholds another has a handful of these, one with a menu and a text has hundreds.
_FULLNESS = (b"<a ", b"<p>", b"<li")
_FULL = 80
_BLANK = b"\x00\t\r\n\x0b\x0c \x1a"


@dataclass(frozen=True)
class Glance:
    """An answer as the grading sees it. `head` is the body's beginning, decoded from the wire.

    `headers` have names in small letters; `size` is the whole body's.
    """

    status: int
    headers: Mapping[str, str]
    head: bytes
    size: int
    url: str
    final_url: str

    @cached_property
    def whole(self) -> bool:
        """Whether the head is all of the body."""
        return self.size <= len(self.head)

    @cached_property
    def lowered(self) -> bytes:
        """The head in small letters (of ASCII), blanks and marks before it cut; wide characters as UTF-8."""
        head = self.head
        if b"\x00" in head[:256] or head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            head = decode(head, self.headers.get("content-type")).text.encode("utf-8", "replace")
        return head.removeprefix(b"\xef\xbb\xbf").strip(_BLANK).lower()

    @cached_property
    def is_html(self) -> bool:
        root = _ROOT.match(self.lowered, 0, _FEED_WITHIN)
        if root is not None:
            # XML of another kind may hold elements that HTML has too: OFAC's list has a <title> of persons.
            return _HTML.match(root[1]) is not None
        return _HTML.search(self.lowered, 0, _HTML_WITHIN) is not None and not self.is_feed

    @cached_property
    def is_feed(self) -> bool:
        return _FEED.search(self.lowered, 0, _FEED_WITHIN) is not None

    @cached_property
    def is_json(self) -> bool:
        return self.lowered.startswith((b"{", b"["))

    @cached_property
    def title(self) -> str:
        """The page's title in small letters, one line; empty where it has none."""
        found = _TITLE.search(self.lowered) if self.is_html else None
        if found is None:
            return ""
        declared = _CHARSET.search(self.lowered, 0, 2048)
        label = declared[1].decode("ascii", "replace") if declared else None
        text = decode(found[1], self.headers.get("content-type"), label).text
        return " ".join(html.unescape(text).split()).casefold()

    @cached_property
    def title_parts(self) -> frozenset[str]:
        """The title and its parts: a page's own title without the site's name."""
        return frozenset({self.title, *_TITLE_JOINT.split(self.title)}) - {""}

    @cached_property
    def is_full(self) -> bool:
        """Whether there is so much on the page that its text need not be measured: the usual case."""
        return sum(map(self.lowered.count, _FULLNESS)) > _FULL

    @cached_property
    def text(self) -> str:
        """What a reader sees of the head."""
        return page_text(decode(self.head, self.headers.get("content-type")).text)

    @cached_property
    def asked(self) -> str:
        """Host and path that were asked for, in small letters."""
        return _place(self.url)

    @cached_property
    def came(self) -> str:
        """Host and path where we ended."""
        return _place(self.final_url)


def _place(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # an address that is none, such as http://[
        return url.lower()
    return f"{host}{parts.path or '/'}".lower()
