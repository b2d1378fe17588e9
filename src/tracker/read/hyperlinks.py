"""The hyperlinks of a page's main text, in order, each with its sentence.

Blocks (paragraphs, list entries, headings) keep their own text; a sentence never crosses them.
Navigation, footers, side columns and scripts are no text of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

_NOT_TEXT = ("script", "style", "noscript", "template", "nav", "footer", "aside", "form", "head")
_BLOCKS = frozenset(
    {"p", "li", "dd", "dt", "blockquote", "figcaption", "caption", "pre", "br", "hr", "figure"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "header", "div", "section", "article", "main", "body"}
    | {"ul", "ol", "dl", "table", "tbody", "tr", "td", "th"}
)
_XML_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
# A stop, its closing quotes, a space, and a capital; "U.S. Secretary" is no end.
_SENTENCE_END = re.compile(r"(?<![A-Z]\.)(?<=[.!?…])[\"”’»)]*\s+(?=[\"“‘«(]*[A-ZА-ЯЁЎІ])")


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """One link in a block: its words, its absolute address, and where they stand in the block."""

    words: str
    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block with its links; offsets count within `text`."""

    text: str
    links: tuple[Hyperlink, ...]


def sentences_of(body: bytes, base_url: str) -> tuple[Sentence, ...]:
    """All sentences of the page's main text, in order. Addresses are made absolute.

    `base_url` is the page's own address; a `<base>` of the page is followed. A body without any
    markup has no sentences. Raises nothing.
    """
    if b"<" not in body:
        return ()
    # Without the declaration, which makes the parser doubt that XHTML is HTML.
    soup = BeautifulSoup(_XML_DECLARATION.sub(b"", body, count=1), "lxml")
    base = soup.find("base", href=True)
    if isinstance(base, Tag):
        base_url = urljoin(base_url, str(base["href"]))
    for outside in soup(_NOT_TEXT):
        outside.decompose()
    content = soup.find("article") or soup.find("main") or soup.body or soup
    return tuple(sentence for pieces in _blocks(content) for sentence in _sentences(*_flat(pieces, base_url)))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text, and the link that it stands in."""

    text: str
    link: Tag | None


def _blocks(content: PageElement) -> Iterator[list[_Piece]]:
    """The runs of text between the borders of blocks. Walked without recursion: pages nest deeply."""
    pieces: list[_Piece] = []
    border: Tag | None = None
    for element in getattr(content, "descendants", ()):
        if isinstance(element, Tag):
            if element.name == "br":
                pieces.append(_Piece(" ", None))
            continue
        if not isinstance(element, NavigableString) or isinstance(element, PreformattedString):
            continue
        block, link = _parents(element)
        if block is not border:
            if pieces:
                yield pieces
            pieces, border = [], block
        pieces.append(_Piece(str(element), link))
    if pieces:
        yield pieces


def _parents(text: NavigableString) -> tuple[Tag | None, Tag | None]:
    """The block and the link that the text stands in."""
    link = None
    for parent in text.parents:
        if parent.name == "a" and link is None and parent.get("href"):
            link = parent
        if parent.name in _BLOCKS:
            return parent, link
    return None, link


def _flat(pieces: Sequence[_Piece], base_url: str) -> tuple[str, list[Hyperlink]]:
    """The block's text with single spaces, and its links with their places in it."""
    text, spans = "", list[tuple[Tag, int, int]]()
    for piece in pieces:
        words = re.sub(r"\s+", " ", piece.text)
        if text.endswith(" ") or not text:
            words = words.lstrip()
        if piece.link is not None:
            if spans and spans[-1][0] is piece.link:
                spans[-1] = (piece.link, spans[-1][1], len(text) + len(words))
            else:
                spans.append((piece.link, len(text), len(text) + len(words)))
        text += words
    links = []
    for tag, start, end in spans:
        url = _address(str(tag["href"]), base_url)
        words = text[start:end].strip()
        if url is not None and words:
            begin = text.index(words, start)
            links.append(Hyperlink(words, url, begin, begin + len(words)))
    return text, links


def _address(href: str, base_url: str) -> str | None:
    """The absolute web address; None for a place in the same page, a mail address, a script."""
    href = href.strip()
    if not href or href.startswith("#"):
        return None
    try:
        url = urljoin(base_url, href)
        parts = urlsplit(url)
        # A note's number points into this page, also where its address is written out.
        own = parts.fragment and parts._replace(fragment="") == urlsplit(base_url)._replace(fragment="")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc and not own else None


def _sentences(text: str, links: Sequence[Hyperlink]) -> Iterator[Sentence]:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    starts = [0, *ends]
    for start, end in zip(starts, [*ends, len(text)], strict=True):
        within = tuple(
            Hyperlink(link.words, link.url, link.start - start, link.end - start)
            for link in links
            if start <= link.start < end
        )
        if text[start:end].strip():
            yield Sentence(text[start:end].rstrip(), within)
