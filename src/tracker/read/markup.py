"""A page's markup as a tree to be asked with CSS selectors."""

from __future__ import annotations

import re
from datetime import datetime
from io import StringIO

from bs4 import BeautifulSoup
from bs4.element import Tag

from tracker.read.addresses import link_address
from tracker.read.paragraphs import one_line
from tracker.read.times import read_time

# Where pages keep an exact time beside the one that is shown; the first that can be read counts.
_TIME_ATTRIBUTES = (
    "datetime",
    "data-datetime",
    "data-date",
    "data-timestamp",
    "data-time",
    "content",
    "title",
)
_XML_DECLARATION = re.compile(r"<\?xml[^>]*>?", re.IGNORECASE)


def tree(html: str) -> BeautifulSoup:
    """The page as a tree. Text without markup, such as JSON, is an empty one. Raises nothing."""
    if "<" not in html:
        html = ""
    # The declaration makes the parser doubt that XHTML is HTML; at NUL it would stop reading.
    text = _XML_DECLARATION.sub("", html).replace("\x00", "")
    # As a stream: a text without a tag makes it warn that this might be an address or a file's name.
    return BeautifulSoup(StringIO(text), "lxml")


def base_address(page: BeautifulSoup, url: str) -> str:
    """What the page's relative addresses are relative to: its `<base>`, else its own address."""
    named = page.find("base", href=True)
    return (link_address(str(named["href"]), url) or url) if isinstance(named, Tag) else url


def words(tag: Tag) -> str:
    """The text within, blanks made single."""
    return one_line(tag.get_text(" "))


def missing_markup(selector: str) -> str:
    """The clause for a selector that matched nothing."""
    return f"no element matches '{selector}'"


def time_in(tag: Tag, *, zone: str | None, now: datetime) -> datetime | None:
    """The time that an element names, in an attribute or in its words; see `times.read_time`."""
    written = (tag.get(name) for name in _TIME_ATTRIBUTES)
    stamped = (read_time(one, zone=zone, now=now) for one in written if isinstance(one, str))
    return next(filter(None, stamped), None) or read_time(words(tag), zone=zone, now=now)
