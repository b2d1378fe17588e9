"""JSON of a machine's interface, read by the mapping in its source's file.

`entries_path` leads to the list of entries; without it the whole answer is that list, or the one entry.
`mapping` says where an entry has our fields: url, title, published_at, summary.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from tracker.errors import UnreadablePage
from tracker.model import PageLink, PageReading, Source
from tracker.read.addresses import link_address
from tracker.read.json_path import MISSING, at, filled
from tracker.read.links import links_text, once
from tracker.read.page_text import page_text
from tracker.read.paragraphs import one_line
from tracker.read.refusal import kind_of
from tracker.read.times import read_time

_HEAD = 4096


def read_api(source: Source, text: str, *, url: str, now: datetime) -> PageReading:
    """All entries that have an address, in the answer's order, each address once.

    `drift` says which place of the definition leads nowhere; a place that holds null in every entry
    is there. Raises UnreadablePage for a body that is no JSON: some interfaces tell an error as a
    text with status 200.
    """
    answer = _parsed(text)
    found = answer if source.entries_path is None else at(answer, source.entries_path)
    if isinstance(found, dict):
        found = [found]
    if not isinstance(found, list):
        where = f"'{source.entries_path}'" if source.entries_path else "the top"
        what = "nothing stands" if found is MISSING else "no list of entries stands"
        return PageReading("", drift=(f"{what} at {where}",))
    links = once(_links(source, found, url, now))
    return PageReading(links_text(links), links=links, drift=tuple(_missing(source.mapping, found)))


def _parsed(text: str) -> object:
    try:
        return json.loads(text.removeprefix("\ufeff"))
    # A number of thousands of digits is a ValueError, too.
    except (ValueError, RecursionError):
        raise UnreadablePage(f"no JSON: it is {_kind(text)}") from None


def _kind(text: str) -> str:
    start = text[:_HEAD].encode("utf-8", "replace")
    return "torn or too deep" if start.lstrip()[:1] in (b"{", b"[") else kind_of(start)


def _missing(mapping: Mapping[str, str], entries: Sequence[object]) -> Iterator[str]:
    for written in mapping.values():
        if entries and all(filled(entry, written) is MISSING for entry in entries):
            yield f"no entry has '{written}'"


def _links(source: Source, entries: Sequence[object], url: str, now: datetime) -> Iterator[PageLink]:
    for entry in entries:
        fields = {name: _written(filled(entry, path)) for name, path in source.mapping.items()}
        address = link_address(fields.get("url", ""), url)
        if address is not None:
            yield PageLink(
                address,
                title=_plain(fields.get("title", "")),
                published_at=read_time(fields.get("published_at", ""), zone=source.zone, now=now),
                summary=_plain(fields.get("summary", "")),
            )


def _written(value: object) -> str:
    """A text or a number as it is written; whatever else stands there is no field of ours."""
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return one_line(str(value)) if is_plain else ""


def _plain(text: str) -> str | None:
    return one_line(page_text(text) if "<" in text else text) or None
