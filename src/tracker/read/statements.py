"""What a page states of itself: its title, and the day on which it was published.

The title is the best single sentence of a report and the day moves every "on Thursday" in it, so both
are taken from what the publisher states for machines before anything is guessed. Which meta elements
state them: page_statements.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from lxml.html import HtmlElement

from tracker.read.json_ld import Stated, statements_in
from tracker.read.paragraphs import one_clean_line
from tracker.read.times import read_day

_NAMED = ("property", "name", "itemprop")
# Marks between a headline and the name of the site, with blanks around them.
_SITE_BEHIND = re.compile(r"\s[|/•·—–:»-]\s(?=[^|/•·—–»]*$)")
_SITE_FOLLOWS = re.compile(r"\s[|/•·—–-]\s.{1,60}$")
_LONGEST_TITLE = 500
_NOT_THE_PAGES = frozenset({"a", "li", "aside", "nav", "footer"})
_MARKED_AS_TIME = ".//*[@itemprop='datePublished' or @pubdate]"
_TIME_ATTRIBUTES = ("datetime", "data-datetime")
_LINES_BESIDE = "{}::text()[normalize-space()][not(parent::script or parent::style)][position() <= {}]"
_BESIDE_HEADING = (("following", 8), ("preceding", 4))
_LONGEST_DATELINE = 80
# How far around the heading its dateline may stand.
_AROUND_HEADING = 4


@dataclass(frozen=True, slots=True)
class PageStatements:
    """The title and the publisher's day, as far as the page states them."""

    title: str | None
    published: date | None


def page_statements(page: HtmlElement, *, zone: str | None, latest: date | None) -> PageStatements:
    """What the page states of itself, in JSON-LD first, then in meta elements, then beside its heading.

    `zone` is the publisher's (IANA name), for moments that are written in UTC; a day after `latest`
    (with a day's grace for clocks) is no day of publication. Raises nothing.
    """
    meta = _meta(page)
    named = [title for name in _names()["title"] for title in meta.get(name, ())]
    headings = [one_clean_line("".join(heading.itertext())) for heading in page.iter("h1")]
    scripts = (
        script.text or "" for script in page.iter("script") if "ld+json" in (script.get("type") or "").lower()
    )
    stated = statements_in(scripts, titles=[*named, *headings])
    days = (read_day(written, zone=zone) for written in _times(page, meta, stated))
    return PageStatements(
        _title([one.headline for one in stated if one.headline] + named, meta, headings),
        next((day for day in days if day is not None and not _is_ahead(day, latest)), None),
    )


def _is_ahead(day: date, latest: date | None) -> bool:
    return latest is not None and day > latest + timedelta(days=1)


def _meta(page: HtmlElement) -> Mapping[str, list[str]]:
    """The contents of meta elements by their names in small letters."""
    found: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        content = one_clean_line(element.get("content") or "")
        for attribute in _NAMED:
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _title(titles: Sequence[str], meta: Mapping[str, Sequence[str]], headings: Sequence[str]) -> str | None:
    """The first title, without the name of the site or rubric behind it."""
    if not titles:
        return None
    title = titles[0][:_LONGEST_TITLE]
    sites = {site.casefold() for name in _names()["site"] for site in meta.get(name, ())}
    behind = _SITE_BEHIND.search(title) if sites else None
    if behind and title[behind.end() :].casefold() in sites:
        return title[: behind.start()]
    shorter = (one for one in headings if one and _SITE_FOLLOWS.match(title.removeprefix(one)))
    return next(shorter, title)


def _times(page: HtmlElement, meta: Mapping[str, Sequence[str]], stated: Sequence[Stated]) -> Iterator[str]:
    """The times of publication that the page states, as written, the surest first."""
    yield from (one.published for one in stated if one.published)
    for name in _names()["published"]:
        yield from meta.get(name, ())
    for element in page.xpath(_MARKED_AS_TIME):
        if not _is_in_others(element, page):
            yield _written(element) or one_clean_line("".join(element.itertext()))
    if (dateline := _dateline(page)) is not None:
        yield dateline


def _dateline(page: HtmlElement) -> str | None:
    """The one time that stands beside the page's only heading. None where several differ."""
    headings = list(page.iter("h1"))
    around = headings[0] if len(headings) == 1 else None
    for _ in range(_AROUND_HEADING):
        around = around.getparent() if around is not None else None
        if around is None or around.tag in ("body", "html"):
            return None
        times = [_written(one) for one in around.iter("time") if not _is_in_others(one, around)]
        if written := {time[:10] for time in times if time}:
            return next(filter(None, times)) if len(written) == 1 else None
    return None


def dateline_day(page: HtmlElement, *, zone: str | None, latest: date | None) -> date | None:
    """The day in a short line beside the page's only heading: "11.09.2025", "By A. Heron, 2 October 2025".

    It may be another day than that of publication, so it is a guess. Raises nothing.
    """
    headings = list(page.iter("h1"))
    if len(headings) != 1:
        return None
    behind, before = (headings[0].xpath(_LINES_BESIDE.format(axis, count)) for axis, count in _BESIDE_HEADING)
    for line in map(one_clean_line, (*behind, *reversed(before))):
        # Digits aside, a dateline has a month, an author, or how often the page was read.
        if len(line) <= _LONGEST_DATELINE and sum(map(str.isalpha, line)) <= _LONGEST_DATELINE / 2:
            day = read_day(line, zone=zone)
            if day is not None and not _is_ahead(day, latest):
                return day
    return None


def _is_in_others(element: HtmlElement, around: HtmlElement) -> bool:
    """Whether it belongs to a link, a list or a margin within what stands around the heading."""
    for outer in element.iterancestors():
        if outer is around:
            return False
        if outer.tag in _NOT_THE_PAGES:
            return True
    return False


def _written(element: HtmlElement) -> str | None:
    return next((value for name in _TIME_ATTRIBUTES if (value := element.get(name))), None)


@cache
def _names() -> Mapping[str, Sequence[str]]:
    """page_statements.toml."""
    return tomllib.loads(files(__package__).joinpath("page_statements.toml").read_text(encoding="utf-8"))
