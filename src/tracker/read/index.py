"""A page whose links are followed: a ministry's list of news, a rubric, a front page.

`link_selector` (CSS) says which links, `link_pattern` (a regular expression) how their addresses look,
`time_selector` where a link's time stands: in the link or beside it, within the largest part of the
page that holds no other link of the list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bs4 import BeautifulSoup
from bs4.element import Tag

from tracker.model import PageLink, PageReading, Source
from tracker.read.addresses import link_address
from tracker.read.links import once
from tracker.read.markup import base_address, missing_markup, time_in, tree, words
from tracker.read.page_text import page_text

_ANY_LINK = "a[href]"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True, slots=True)
class _Hyperlink:
    """One link of the list: the element that carries it, and its address."""

    tag: Tag
    address: str


def read_index(source: Source, html: str, *, url: str, now: datetime) -> PageReading:
    """All links of the list, in the page's order, each address once; neither age nor number is limited.

    `url` is the page's own address. `drift` names the selector or pattern that matched nothing.
    Raises nothing.
    """
    page = tree(html)
    selected = page.select(source.link_selector or _ANY_LINK)
    linked = list(_hyperlinks(selected, base_address(page, url), link_address(url, url)))
    fitting = [one for one in linked if re.search(source.link_pattern or "", one.address)]
    marked = page.select(source.time_selector) if source.time_selector else []
    times = _times_beside(fitting, marked, source.zone, now)
    links = once(
        PageLink(one.address, _title(one.tag), time) for one, time in zip(fitting, times, strict=True)
    )
    drift = []
    if source.link_selector and not selected:
        drift.append(missing_markup(source.link_selector))
    if source.link_pattern and linked and not fitting:
        drift.append(f"none of {len(linked):,} links fits '{source.link_pattern}'")
    if source.time_selector and fitting and not marked:
        drift.append(missing_markup(source.time_selector))
    return PageReading(page_text(html), links=links, drift=tuple(drift))


def _hyperlinks(selected: Sequence[Tag], base: str, own: str | None) -> Iterator[_Hyperlink]:
    """The web addresses of the selected elements, or of the first link in each; not the page's own."""
    for element in selected:
        tag = element if element.get("href") else element.find("a", href=True)
        if isinstance(tag, Tag):
            address = link_address(str(tag["href"]), base)
            if address is not None and address != own:
                yield _Hyperlink(tag, address)


def _title(tag: Tag) -> str | None:
    """The headline within the link, else its words: a card may hold date, headline and first lines."""
    heading = tag.find(_HEADINGS)
    return (words(heading) if isinstance(heading, Tag) else words(tag)) or None


def _times_beside(
    links: Sequence[_Hyperlink], marked: Sequence[Tag], zone: str | None, now: datetime
) -> Iterator[datetime | None]:
    """The time of each link, where one element says it and no other link may lay claim to it."""
    within: dict[int, list[Tag]] = defaultdict(list)
    for element in marked:
        for around in (element, *element.parents):
            within[id(around)].append(element)
    addresses: dict[int, set[str]] = defaultdict(set)
    for link in links:
        for around in (link.tag, *link.tag.parents):
            addresses[id(around)].add(link.address)
    for link in links:
        own = (around for around in _own_parts(link, addresses) if id(around) in within)
        beside = within[id(nearest)] if (nearest := next(own, None)) is not None else []
        yield next(filter(None, (time_in(element, zone=zone, now=now) for element in beside)), None)


def _own_parts(link: _Hyperlink, addresses: dict[int, set[str]]) -> Iterator[Tag | BeautifulSoup]:
    """The link's element and those around it, as far as they hold no link to another address."""
    for around in (link.tag, *link.tag.parents):
        if addresses[id(around)] != {link.address}:
            return
        yield around
