"""One line of `tracker import`: a document that was collected elsewhere, and its body as it is kept.

A line is `{"url", "published", "title", "text" or "html", "publisher", "publisher_class"}`; what else it
holds (an id, labels, notes) is no business of a reader. The body that is kept is the page's markup as it
stands in the line, or else a plain text: the title in the first line, an empty line, the text. The day
that the line names is no part of the body, and is kept among what came beside it, like a header.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.errors import UnreadablePage
from tracker.read.addresses import link_address
from tracker.read.json_lines import day_in, object_in, text_in
from tracker.read.paragraphs import one_clean_line

PUBLISHED = "published"
_CONTENT_TYPE = "content-type"
_HTML = "text/html; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"
_TEXTS = ("url", PUBLISHED, "title", "text", "html", "publisher", "publisher_class")
_AFTER_TITLE = "\n\n"
# So many digits of its hash name a document without an address.
_NAME = 16

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A document that was collected elsewhere. `headers` are what its line says of the body."""

    url: str
    body: bytes
    headers: Headers
    publisher: str | None = None
    publisher_class: str | None = None


def import_line(raw: bytes, *, latest: date, classes: Iterable[str]) -> ImportLine:
    """The document of one line. No document is published after the day `latest`; `classes` are those that
    a publisher can be of.

    Raises UnreadablePage, in one line that says what to mend.
    """
    try:
        line = raw.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise UnreadablePage(f"no UTF-8 at byte {error.start}; write the file in UTF-8") from error
    values = object_in(line, _TEXTS)
    published = day_in(values, PUBLISHED)
    if published is not None and published > latest:
        raise UnreadablePage(f'"{PUBLISHED}" = "{published}" lies in the future; mend the day')
    html, text = text_in(values, "html"), text_in(values, "text")
    if html is None and text is None:
        raise UnreadablePage('neither "text" nor "html"; a document has one of them')
    if html is None and published is None:
        raise UnreadablePage(f'"{PUBLISHED}" is missing, and a text names no day itself; add it')
    body = (html or _as_text(text_in(values, "title"), text or "")).encode("utf-8", "replace")
    publisher = one_clean_line(text_in(values, "publisher") or "") or None
    return ImportLine(
        url=_address(text_in(values, "url"), publisher, body),
        body=body,
        headers=(
            (_CONTENT_TYPE, _HTML if html else _TEXT),
            *(((PUBLISHED, published.isoformat()),) if published else ()),
        ),
        publisher=publisher,
        publisher_class=_known_class(text_in(values, "publisher_class"), tuple(classes)),
    )


def is_markup(headers: Headers) -> bool:
    """Whether the body that came with `headers` is a page, and no plain text."""
    return (_CONTENT_TYPE, _HTML) in headers


def day_beside(headers: Headers) -> date | None:
    """The day that a line named beside its body."""
    return next((date.fromisoformat(value) for name, value in headers if name == PUBLISHED), None)


def title_and_text(body: bytes) -> tuple[str | None, str]:
    """What a plain body holds, as `import_line` made it."""
    title, _, text = body.decode("utf-8").partition(_AFTER_TITLE)
    return title or None, text


def _as_text(title: str | None, text: str) -> str:
    return f"{one_clean_line(title or '')}{_AFTER_TITLE}{text}"


def _address(written: str | None, publisher: str | None, body: bytes) -> str:
    """The page's address. Where nobody knows it, the document is known by its bytes: an id of the file
    would make one document of two, where two files count alike."""
    if written is None and publisher is not None:
        return f"import:{hashlib.sha256(body).hexdigest()[:_NAME]}"
    if written is None:
        raise UnreadablePage('neither "url" nor "publisher"; say where the document comes from')
    address = link_address(written, "")
    if address is None:
        raise UnreadablePage(f'"url" = "{written[:60]}" is no web address; write it with https://')
    return address


def _known_class(written: str | None, classes: tuple[str, ...]) -> str | None:
    if written is None or written in classes:
        return written
    raise UnreadablePage(f'"publisher_class" = "{written[:60]}" is none; write one of {", ".join(classes)}')
