"""Whom notices are read for in these tests, and pages in the layouts of their publishers."""

from __future__ import annotations

from datetime import date
from html import escape

from tracker.extract.notices import About, Before, read_notice
from tracker.extract.pages import Extraction, Statement
from tracker.model import Document
from tracker.read.document import read_document, text_document

ABOUT = About("BY", ("Belarus", "Minsk"), ("BELARUS*",), "US", "OFAC")


def ofac_page(
    title: str, *paragraphs: str, day: str = "20310305", url: str | None = None, published: str = "2031-03-05"
) -> Document:
    """A recent action as OFAC lays it out; "\\n" in a paragraph is a line break of the page."""
    body = "".join(f"<p>{escape(one).replace(chr(10), '<br>')}</p>" for one in paragraphs)
    html = f"""<html><head><title>{escape(title)} | Office of Foreign Assets Control</title></head><body>
    <header><a href="/">Sanctions</a></header><h1 class="uswds-page-title">{escape(title)}</h1>
    <div id="block-ofac-content"><div class="content">
    <div class="field__item"><time class="datetime" datetime="{published}T12:00:00Z">{published}</time></div>
    <div class="field--name-field-body">{body}</div></div></div></body></html>"""
    return read_document(
        html.encode(),
        content_type="text/html; charset=utf-8",
        url=url or f"https://ofac.treasury.gov/recent-actions/{day}",
        text_selector="#block-ofac-content",
        languages=("en",),
        zone="America/New_York",
        keeps_repeats=True,
    )


def entry_of(url: str, text: str, title: str | None = None, published: date | None = None) -> Document:
    """What an API or a feed says of a page, as the sync makes a document of it."""
    return text_document(text, url=url, title=title, published=published, languages=("en",))


def read(name: str, document: Document, *, authority: str = "US", before: Before | None = None) -> Extraction:
    about = About(ABOUT.country, ABOUT.words, ABOUT.programmes, authority, None, before)
    found = read_notice(name, document, about)
    for statement in found.records:
        assert is_literal(statement, document)
    return found


def is_literal(statement: Statement, document: Document) -> bool:
    """Whether quote and passages stand in the document where they say."""
    where = document.title if statement.is_title else document.text
    passages = statement.noticed.passages if statement.noticed else ()
    return (where or "")[statement.start : statement.end] == statement.quote and all(
        document.text[start : start + len(text)] == text for start, text in passages
    )
