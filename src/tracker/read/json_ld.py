"""What a page says of itself in JSON-LD (schema.org): its headline and when it was published.

Shapes that are met: one object, a list of them, an `@graph`; `@type` as a word or a list; a WebPage
whose `mainEntity` is the report; several blocks, of which some are about the publisher. Lists of
other stories stand in them too (`ItemList`, `liveBlogUpdate`, `hasPart`): only what the page itself
is may speak, so nothing else is gone into.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from tracker.read.paragraphs import one_clean_line

_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
_DEEPEST = 6
_LARGEST = 2_000_000
# What hides scripts from old browsers, around the value.
_WRAPPING = re.compile(r"\A\s*+(?:<!--|(?://\s*+)?<!\[CDATA\[)|(?:-->|(?://\s*+)?\]\]>)\s*+;?\s*+\Z")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


@dataclass(frozen=True, slots=True)
class Stated:
    """What one description of the page says: headline and time of publication, as written."""

    headline: str | None
    published: str | None


def statements_in(scripts: Iterable[str], *, titles: Sequence[str] = ()) -> tuple[Stated, ...]:
    """What the blocks say of the page, the surest first. Raises nothing: a broken block is silent.

    A report comes before a plain web page. Some pages describe their neighbours as well: of several
    reports those speak whose headline is among the page's `titles`, and none where no headline is.
    """
    found = [thing for script in scripts for thing in _things(_parsed(script), 0)]
    wanted = [_folded(title) for title in titles if title]
    reports = [_stated(thing) for thing in found if _is_report(thing)]
    if len({report.headline for report in reports}) > 1:
        reports = [report for report in reports if _is_among(report.headline, wanted)]
    pages = [_stated(thing) for thing in found if not _is_report(thing)]
    return tuple(one for one in (*reports, *pages) if one.headline or one.published)


def _stated(thing: Mapping[str, Any]) -> Stated:
    return Stated(_words(thing.get("headline")), _words(thing.get("datePublished")))


def _is_among(headline: str | None, titles: Sequence[str]) -> bool:
    folded = _folded(headline or "")
    return bool(folded) and any(folded in title or title in folded for title in titles)


def _parsed(script: str) -> object:
    """The block's value; None where it cannot be read even with the usual mistakes put right."""
    text = _WRAPPING.sub("", script[:_LARGEST]).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub("", text), unescape(text)):
        try:
            # Not strict: line ends stand in strings that a template has put in.
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _things(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """The descriptions that are of the page: reports and web pages, not what they list."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _things(one, depth + 1)
    elif isinstance(value, dict):
        if _is_report(value) or _is_page(value):
            yield value
        for name in _WITHIN:
            yield from _things(value.get(name), depth + 1)


def _types(thing: Mapping[str, Any]) -> tuple[str, ...]:
    types = thing.get("@type")
    names = types if isinstance(types, list) else [types]
    return tuple(one.rpartition("/")[2].rpartition(":")[2] for one in names if isinstance(one, str))


def _is_report(thing: Mapping[str, Any]) -> bool:
    """NewsArticle and its kin, blog postings, live blogs, statements of authorities."""
    return any(
        name.endswith(("Article", "Posting")) or name in ("Report", "SpecialAnnouncement")
        for name in _types(thing)
    )


def _is_page(thing: Mapping[str, Any]) -> bool:
    return any(name in ("WebPage", "ItemPage", "CreativeWork") for name in _types(thing))


def _words(value: object) -> str | None:
    """The words of a value that may be escaped once more, or stand in a list."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return (one_clean_line(unescape(value)) or None) if isinstance(value, str) else None


def _folded(text: str) -> str:
    return one_clean_line(text).casefold()
