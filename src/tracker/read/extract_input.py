"""What `tracker extract` is given: pages, plain texts, or lines of JSON, as documents with their ids.

A line of JSON is `{"id", "url", "published", "title", "text"}`, as labelled sets have them; `text` is all
that it must have, and what else it holds (labels, notes) is no business of a reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from tracker.errors import UnreadablePage
from tracker.model import Document
from tracker.read.decode import decode
from tracker.read.document import read_document, text_document
from tracker.read.json_lines import day_in, object_in, text_in
from tracker.read.refusal import is_binary

_MARKUP = re.compile(r"<(?:!doctype|html|head|body|article|main|div|p|h1|meta)\b", re.IGNORECASE)
_HEAD = 4096
_TEXTS = ("url", "published", "title", "text")


def documents_in(
    name: str, body: bytes, *, url: str | None = None, published: date | None = None
) -> Iterator[tuple[str, Document]]:
    """The documents of one file, each with its id: that of its line, else `name` (and the line's number).

    What a file is, its beginning says. `published` overrules what a page says of itself and stands in
    where a line says nothing, `url` likewise. Raises UnreadablePage, in one line with the file and the
    line, for what is no page, no JSON, has no text, or whose id was there before.
    """
    text = decode(body, None).text
    start = text.lstrip()
    if start.startswith("{"):
        yield from _lines(name, text, url, published)
        return
    try:
        if is_binary(body[:_HEAD]) or _MARKUP.search(start[:_HEAD]):
            found = read_document(body, content_type=None, url=url, published=published)
        else:
            found = text_document(text, url=url, published=published)
    except UnreadablePage as error:
        raise UnreadablePage(f"{name}: {error}") from error
    yield name, found


def _lines(name: str, text: str, url: str | None, published: date | None) -> Iterator[tuple[str, Document]]:
    first: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            given, found = _line(line, f"{name}:{number}", url, published)
        except UnreadablePage as error:
            raise UnreadablePage(f"{name}, line {number}: {error}") from error
        if (before := first.setdefault(given, number)) != number:
            raise UnreadablePage(f'{name}, line {number}: id "{given}" stands on line {before} already')
        yield given, found


def _line(line: str, place: str, url: str | None, published: date | None) -> tuple[str, Document]:
    values = object_in(line, _TEXTS)
    if values.get("text") is None:
        raise UnreadablePage('"text" is missing')
    given = values.get("id", place)
    if not isinstance(given, str | int) or isinstance(given, bool):
        raise UnreadablePage(f'"id" = {json.dumps(given)[:60]} is neither text nor number')
    return str(given), text_document(
        str(values["text"]),
        url=text_in(values, "url") or url,
        title=text_in(values, "title"),
        published=day_in(values, "published") or published,
    )
