"""Cut from a page what leads to other pages: lists of links, headlines of other stories, "read also".

Pages of news open and close with the headlines of others: a mirror was met that begins with ten of
them, numbered, before its own. Whoever reads them as text finds events that the page does not report.
A line whose words are nearly all links is no text, wherever it stands; the rest is told by the words
that publishers put over such lists (surroundings.toml).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import islice

from lxml.etree import XPath
from lxml.html import HtmlElement

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# Elements that are a line or paragraph each, unless they hold others.
_LINES = frozenset({"li", "p", "div", "figcaption", "nav", *_HEADINGS})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "fieldset", "figure", "footer"}
    | {"form", "h1", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td"}
    | {"th", "tr", "ul", *_HEADINGS}
)
_WHOLE = frozenset({"html", "body", "main", "article"})
_STRING = XPath("string()", smart_strings=False)
_NO_WORDS = " \t\r\n\u00a00123456789.,:;|/()[]#№•·–—-»«›>"
# So much of a line's words are links: a section's or an author's name may stand beside them.
_NEARLY_ALL = 0.8
# From this share on, what stands under "read also" are other stories, be they with their first lines.
_MOSTLY = 0.3
# Boxes in boxes that a heading may head.
_BOXES = 5
# No words of surroundings.toml are longer.
_LONGEST_WORDS = 80


def cut_surroundings(page: HtmlElement) -> None:
    """Cut what leads to other pages out of the tree, in place. The page's own heading stays."""
    _open_layout_tables(page)
    headings = [line for line in page.iter("p", "div", "span", "strong", "b", *_HEADINGS) if _leads_on(line)]
    # All are found before the first is cut: else each would head its box anew, which took 19 s on 440 KB.
    for part in [part for line in headings for part in _with_what_follows(line)]:
        _drop(part)
    links = [one for one in page.iter("a") if _leads_away(one)]
    # A card: one link around a picture, a headline and the first lines of another story.
    around_headings = {link for heading in page.iter(*_HEADINGS) for link in heading.iterancestors("a")}
    cards = [link for link in links if link in around_headings] if around_headings else []
    for link in cards:
        _drop(link)
    for line in _lines_of_links(links, but=cards):
        _drop(line)


def _open_layout_tables(page: HtmlElement) -> None:
    """Make boxes of tables that lay out the page, as sites of authorities still have them.

    A table of figures holds neither the page's heading nor another table.
    """
    for table in list(page.iter("table")):
        if table.find(".//h1") is not None or table.find(".//table") is not None:
            for part in [*_of_this_table(table), table]:
                part.tag = "div"


def _of_this_table(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows and cells of the table, without those of the tables in it."""
    for part in table.iterdescendants("tbody", "tr", "td", "th"):
        if next(part.iterancestors("table"), None) is table:
            yield part


def is_pointer(line: str) -> bool:
    """Whether a line only names other pages: "Read also", or that with a colon and their headlines."""
    start = line[:_LONGEST_WORDS].lower().replace("’", "'").lstrip("•–—-→► ")
    if (found := _words_of_pointers().match(start)) is None:
        return False
    rest = start[found.end() :].lstrip(" .…»→►")
    # A single word, as "related", opens many a sentence.
    return not rest or (rest.startswith(":") and (" " in found[0] or not rest.strip(": ")))


def _leads_away(link: HtmlElement) -> bool:
    """Whether it is a link to another page: `<a name>` and `#note` are places in this one."""
    href = link.get("href")
    return href is not None and not href.lstrip().startswith("#")


def _lines_of_links(links: Iterable[HtmlElement], but: Iterable[HtmlElement]) -> list[HtmlElement]:
    """The lines whose words are nearly all links: found from the links, for most lines have none."""
    cut = set(but)
    linked: dict[HtmlElement, int] = {}
    for link in links:
        if link in cut:
            continue
        length = _length(link)
        around = link.getparent()
        while around is not None:
            if (tag := around.tag) in _LINES:
                linked[around] = linked.get(around, 0) + length
            # Whatever is around a block holds a block, and is no line.
            around = None if tag in _BLOCKS else around.getparent()
    return [
        line
        for line, length in linked.items()
        if length
        and (_is_one_link(line) or (length >= _NEARLY_ALL * _length(line) and not _holds(line, _BLOCKS)))
    ]


def _is_one_link(line: HtmlElement) -> bool:
    """Whether it is a link and nothing else, as most rows of menus are: then nothing needs to be counted."""
    if len(line) != 1 or (line.text and not line.text.isspace()):
        return False
    only = line[0]
    return only.tag == "a" and len(only) == 0 and not (only.tail and not only.tail.isspace())


def _is_mostly_link(element: HtmlElement) -> bool:
    return _linked(element) > _MOSTLY * _length(element)


def _linked(element: HtmlElement) -> int:
    return sum(_length(link) for link in element.iter("a") if _leads_away(link))


def _length(element: HtmlElement) -> int:
    """The length of its words, without a number or a time before or behind them."""
    return len(_words(element).strip(_NO_WORDS))


def _words(element: HtmlElement) -> str:
    return str(_STRING(element)) if len(element) else element.text or ""


def _holds(element: HtmlElement, tags: Container[str]) -> bool:
    # Most elements are empty or hold words only: to ask these for what they hold takes ten times as long.
    return len(element) > 0 and any(part.tag in tags for part in element.iterdescendants())


def _leads_on(line: HtmlElement) -> bool:
    """Whether it is a line, and a heading over other stories, or begins as one and goes on with a link."""
    if len(line) and _holds(line, _BLOCKS):
        return False
    words = _words(line).strip()
    if not words or (found := _words_of_pointers().match(words[:_LONGEST_WORDS].lower())) is None:
        return False
    return is_pointer(words) or _linked(line) >= _NEARLY_ALL * (len(words) - found.end())


def _with_what_follows(line: HtmlElement) -> Iterator[HtmlElement]:
    """The line with the box that it heads, or with what stands behind it and is mostly links."""
    box = line
    for around in islice(_headed_by(line), _BOXES):
        if _is_mostly_link(around):
            box = around
    yield box
    following = box.getnext() if box is line else None
    if following is not None and following.tag in _BLOCKS and _is_mostly_link(following):
        yield following


def _headed_by(line: HtmlElement) -> Iterator[HtmlElement]:
    """The elements that begin with the line, from the inside outwards, as far as they are no whole page."""
    inner, around = line, line.getparent()
    while around is not None and around.tag not in _WHOLE:
        if around[0] is not inner or (around.text or "").strip() or around.find(".//h1") is not None:
            return
        yield around
        inner, around = around, around.getparent()


def _drop(element: HtmlElement) -> None:
    """Cut the element; the words behind it stay."""
    if element.getparent() is not None:
        element.drop_tree()


@cache
def _words_of_pointers() -> re.Pattern[str]:
    """surroundings.toml as one pattern: the words whole, at the beginning of a line."""
    table = tomllib.loads(files(__package__).joinpath("surroundings.toml").read_text(encoding="utf-8"))
    words = {one for language in table["elsewhere"].values() for one in language}
    longest_first = sorted(words, key=lambda one: (-len(one), one))
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
