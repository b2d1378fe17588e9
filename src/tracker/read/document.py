"""A page as a document: its own text without menus and neighbours, title, day of publication, language.

Which of its text is its own is trafilatura's to say, once the surroundings are cut (extractor.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from lxml.etree import ElementDefaultClassLookup, LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from tracker.errors import UnreadablePage
from tracker.model import Document
from tracker.read.comments import cut_comments, cut_scripts
from tracker.read.decode import decode
from tracker.read.extractor import heading_of, own_text
from tracker.read.language import language_of
from tracker.read.paragraphs import joined, one_clean_line, paragraphs_of, paragraphs_of_text, parted_as_in
from tracker.read.refusal import is_binary, kind_of
from tracker.read.statements import dateline_day, page_statements
from tracker.read.surroundings import cut_surroundings, is_pointer

_HEAD = 4096
# JSON may have markup in it; feeds and site maps are markup.
_OF_ANOTHER_KIND = re.compile(
    r"\s*+(?:[{\[]|(?:<\?xml[^>]*+>\s*+)?<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b)"
)
# Letters below which the fast way is doubted. Of 37 such pages in two benchmarks it had missed the report
# on four, and the thorough way found it on all of these; it spoilt one other.
_SHORT = 1200
_MUCH_MORE = 2
# Among so many lines at the top of a text its heading stands.
_HEADED_WITHIN = 3
# Latest day that a guess may name where none is known: a bound, or the library asks the clock.
_NO_LATEST = date(9999, 12, 31)


def read_document(
    body: bytes,
    *,
    content_type: str | None,
    url: str | None,
    charset: str | None = None,
    text_selector: str | None = None,
    languages: Sequence[str] = (),
    published: date | None = None,
    fallback_published: date | None = None,
    zone: str | None = None,
    latest: date | None = None,
    keeps_repeats: bool = False,
) -> Document:
    """The document that a page is. Raises UnreadablePage for a body that is no page or has no text.

    `content_type` is the header as it came, `charset` what the source's configuration says. The text
    is the part of the page that `text_selector` (CSS) finds, where it is given. `languages` are the
    source's, and decide only what the letters leave open.

    `published` is an operator's word and overrules the page; `fallback_published` is what the feed or
    index that led here says, and stands in before a guess. `zone` is the publisher's (IANA name),
    `latest` the day of the visit: no page is published after it. `keeps_repeats`: a paragraph that is said
    again stays where it is, for a page that is read line by line.
    """
    if is_binary(body[:_HEAD]):
        raise UnreadablePage(f"no page: it is {kind_of(body[:_HEAD])}")
    text = decode(body, content_type, charset).text
    if "<" not in text or _OF_ANOTHER_KIND.match(text[:_HEAD]):
        raise UnreadablePage(f"no page: it is {kind_of(text[:_HEAD].encode('utf-8', 'replace'))}")
    page = _tree(text)
    stated = page_statements(page, zone=zone, latest=latest)
    title = stated.title or _heading(page)
    known = published or stated.published or fallback_published
    if known is not None:
        # Where none is known, the day may be guessed from what readers wrote.
        cut_comments(page)
    cut_surroundings(page)
    guessed = _guessed_day(page, url, zone, latest) if known is None else None
    paragraphs = _selected(text, text_selector) if text_selector else _extracted(page)
    return _document(
        paragraphs,
        url=url,
        title=title,
        published=known or guessed,
        is_guessed=guessed is not None,
        languages=languages,
        keeps_repeats=keeps_repeats,
    )


def text_document(
    text: str,
    *,
    url: str | None = None,
    title: str | None = None,
    published: date | None = None,
    languages: Sequence[str] = (),
) -> Document:
    """The document that a text without markup is, as a feed's entry, a channel's post or a file.

    Its paragraphs are what empty lines part, or else its lines. Raises UnreadablePage where it is blank.
    """
    return _document(
        paragraphs_of_text(text),
        url=url,
        title=title,
        published=published,
        is_guessed=False,
        languages=languages,
    )


def _document(
    paragraphs: Iterable[str],
    *,
    url: str | None,
    title: str | None,
    published: date | None,
    is_guessed: bool,
    languages: Sequence[str],
    keeps_repeats: bool = False,
) -> Document:
    own = [one for one in paragraphs if not is_pointer(one)]
    # The heading is the title, and no second sentence that says the same; a day or a section may precede it.
    heading = next((at for at, one in enumerate(own[:_HEADED_WITHIN]) if _is_same_line(one, title)), None)
    if heading is not None:
        del own[heading]
    text = "\n\n".join(own) if keeps_repeats else joined(own)
    if not text:
        raise UnreadablePage("no page: it has no text of its own")
    language = language_of(text, expected=languages)
    return Document(url, title, text, language, published, is_guessed)


def _is_same_line(line: str, title: str | None) -> bool:
    return title is not None and line.casefold() == title.casefold()


def _tree(text: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # One class for all: by default Python is asked for each element's, which was a tenth of a page's cost.
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except LxmlError as error:
        raise UnreadablePage("no page: it has no text of its own") from error


def _extracted(page: HtmlElement) -> Sequence[str]:
    """The page's own text, by its markup and the share of links in it.

    A short text may be a caption or the first lines only: then the thorough way is asked as well, and
    believed where it finds much more.
    """
    cut_scripts(page)
    quickly = own_text(page, fast=True)
    if _size(quickly) >= _SHORT:
        return quickly
    thoroughly = own_text(page, fast=False)
    found = thoroughly if _size(thoroughly) > _MUCH_MORE * _size(quickly) else quickly
    # Of a page with next to no text it gives an article, or all that there is, as one paragraph.
    return parted_as_in(found, _wholes(page))


def _wholes(page: HtmlElement) -> Iterator[HtmlElement]:
    """The parts of a page that may be all of its text: its articles, but none within another; its body."""
    for article in page.iter("article"):
        if next(article.iterancestors("article"), None) is None:
            yield article
    yield from page.iter("body")


def _size(paragraphs: Sequence[str]) -> int:
    return sum(map(len, paragraphs))


def _selected(text: str, selector: str) -> Iterable[str]:
    """The text of the elements that the selector finds. Raises UnreadablePage where there are none."""
    from tracker.read.markup import missing_markup, tree

    parts = tree(text).select(selector)
    if not parts:
        raise UnreadablePage(f"no text: {missing_markup(selector)}")
    part = _tree(f"<div>{''.join(map(str, parts))}</div>")
    cut_surroundings(part)
    return paragraphs_of(part)


def _heading(page: HtmlElement) -> str | None:
    """The title that the extractor sees: the only heading, or the page's `<title>` without the site."""
    return one_clean_line(heading_of(page) or "") or None


def _guessed_day(page: HtmlElement, url: str | None, zone: str | None, latest: date | None) -> date | None:
    if (beside := dateline_day(page, zone=zone, latest=latest)) is not None:
        return beside
    from htmldate import find_date

    found = find_date(
        page, url=url, original_date=True, extensive_search=False, max_date=str(latest or _NO_LATEST)
    )
    return date.fromisoformat(found) if found else None
