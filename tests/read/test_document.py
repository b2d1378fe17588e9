"""Pages of all layouts as documents: the golden files in tests/documents, and what has no page for itself."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import UnreadablePage
from tracker.model import Document
from tracker.read.document import read_document, text_document

PAGES = Path(__file__).parents[1] / "documents"


def read(body: bytes | str, **given: Any) -> Document:
    for key in ("published", "fallback_published", "latest"):
        if key in given:
            given[key] = date.fromisoformat(given[key])
    page = body.encode() if isinstance(body, str) else body
    return read_document(page, **{"content_type": "text/html", "url": "https://pages.example.org/", **given})


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_a_page_is_its_own_text_with_its_title_day_and_language(page: Path) -> None:
    path = page.with_suffix(".json")
    given = json.loads(path.read_text("utf-8"))["given"]
    found = read(page.read_bytes(), **given)
    made = {
        "given": given,
        "title": found.title,
        "published": found.published.isoformat() if found.published else None,
        "is_guessed": found.is_guessed,
        "language": found.language,
        "text": found.text.split("\n\n"),
    }
    if os.environ.get("TRACKER_REWRITE_GOLDEN"):
        path.write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert made == json.loads(path.read_text("utf-8"))


BODY = (
    "<h1>Ferry sails again</h1><p>The ferry to the island sails again from Monday, the harbour master said. "
    "It had been laid up since a storm in the spring, and its engine was taken apart twice.</p>"
    "<p>Tickets are sold on board and in the two shops beside the pier, which open at eight.</p>"
)


def page(head: str = "", body: str = BODY) -> str:
    return f"<html><head><meta charset=utf-8><title>Harbour</title>{head}</head><body>{body}</body></html>"


def json_ld(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


NEWS = '{"@type": "NewsArticle", "headline": "Ferry back", "datePublished": "2025-09-11T10:00:00+03:00"}'
PUBLISHED = meta("article:published_time", "2025-09-12T10:00:00+03:00")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (json_ld(NEWS) + meta("og:title", "Of the network"), "Ferry back"),
        (meta("og:title", "Of the network"), "Of the network"),
        (meta("og:title", "Ferry sails again | Sport"), "Ferry sails again"),
        (meta("og:title", "Of the network - Gull") + meta("og:site_name", "Gull"), "Of the network"),
        (meta("og:title", "War - and peace") + meta("og:site_name", "Gull"), "War - and peace"),
        (json_ld('{"@type": "Report", "headline": "Salt &amp; so&shy;da"}'), "Salt & soda"),
        ("", "Ferry sails again"),
    ],
)
def test_a_title_is_the_publishers_own_without_the_sites_name(head: str, title: str) -> None:
    assert read(page(head)).title == title


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (json_ld(NEWS) + PUBLISHED, date(2025, 9, 11)),
        (json_ld(f"[{NEWS}]"), date(2025, 9, 11)),
        (json_ld(f'{{"@graph": [{{"@type": "Person"}}, {NEWS}]}}'), date(2025, 9, 11)),
        (json_ld(f'{{"@type": "WebPage", "mainEntity": {NEWS}}}'), date(2025, 9, 11)),
        (json_ld(f"<!-- {NEWS} -->"), date(2025, 9, 11)),
        (json_ld(f"//<![CDATA[\n{NEWS}\n//]]>"), date(2025, 9, 11)),
        (json_ld(NEWS.replace('"}', '",}')), date(2025, 9, 11)),
        (json_ld(NEWS.replace('"', "&quot;")), date(2025, 9, 11)),
        (json_ld(NEWS.replace("2025-09-11T10:00:00+03:00", "11 September 2025")), date(2025, 9, 11)),
        (json_ld("{broken") + PUBLISHED, date(2025, 9, 12)),
        (json_ld(f'{{"@type": "ItemList", "itemListElement": [{NEWS}]}}') + PUBLISHED, date(2025, 9, 12)),
        (meta("DC.date.issued", "2025-09-13"), date(2025, 9, 13)),
        ('<meta itemprop="datePublished" content="Thu, 11 Sep 2025 23:30:00 -0400">', date(2025, 9, 11)),
        (meta("article:modified_time", "2026-01-01") + PUBLISHED, date(2025, 9, 12)),
        (meta("article:published_time", "31.02.2025") + meta("date", "2025-03-01"), date(2025, 3, 1)),
    ],
)
def test_the_day_that_a_page_states_is_no_guess(head: str, day: date) -> None:
    found = read(page(head), fallback_published="2020-01-01")
    assert (found.published, found.is_guessed) == (day, False)


@pytest.mark.parametrize(
    ("written", "zone", "day"),
    [
        ("2025-09-11T23:30:00+03:00", "Europe/Minsk", date(2025, 9, 11)),
        ("2025-09-11T00:30:00+03:00", None, date(2025, 9, 11)),
        ("2025-09-11T22:30:00Z", "Europe/Minsk", date(2025, 9, 12)),
        ("2025-09-11T22:30:00Z", None, date(2025, 9, 11)),
        ("2025-09-12T01:30:00Z", "America/New_York", date(2025, 9, 11)),
        ("2025-09-12T00:00:00Z", "America/New_York", date(2025, 9, 12)),
        ("2025-09-11 23:30", "Europe/Minsk", date(2025, 9, 11)),
    ],
)
def test_a_moment_is_the_publishers_own_day(written: str, zone: str | None, day: date) -> None:
    assert read(page(meta("article:published_time", written)), zone=zone).published == day


def test_of_several_reports_the_one_with_the_pages_heading_speaks() -> None:
    neighbour = NEWS.replace("Ferry back", "Bridge closed").replace("2025-09-11", "2024-01-01")
    own = NEWS.replace("Ferry back", "Ferry sails again")
    found = read(page(json_ld(neighbour) + json_ld(own)))
    assert (found.title, found.published) == ("Ferry sails again", date(2025, 9, 11))


def test_of_several_reports_none_speaks_where_no_heading_tells_the_pages_own() -> None:
    others = [NEWS.replace("Ferry back", headline) for headline in ("Bridge closed", "Bridge painted")]
    found = read(page("".join(map(json_ld, others)) + PUBLISHED))
    assert (found.title, found.published) == ("Ferry sails again", date(2025, 9, 12))


def test_the_feeds_day_stands_in_before_a_guess() -> None:
    dated = BODY.replace("<p>", "<p>11.09.2025</p><p>", 1)
    found = read(page(body=dated), fallback_published="2025-09-10")
    assert (found.published, found.is_guessed) == (date(2025, 9, 10), False)


@pytest.mark.parametrize(
    "line", ["11.09.2025", "11 сентября 2025, 10:00 | Просмотров: 17", "By A. Heron, September 11, 2025"]
)
def test_a_day_beside_the_heading_is_a_guess(line: str) -> None:
    found = read(page(body=BODY.replace("</h1>", f"</h1><div>{line}</div>")))
    assert (found.published, found.is_guessed) == (date(2025, 9, 11), True)


def test_a_day_in_the_text_is_none_of_publication() -> None:
    told = (
        "<p>The island was bought by the town on 11 September 1999, when nobody else wanted to have it.</p>"
    )
    assert read(page(body=BODY.replace("</h1>", f"</h1>{told}"))).published is None


def test_no_page_is_published_after_the_visit() -> None:
    head = meta("article:published_time", "2031-01-01") + meta("date", "2025-09-11")
    assert read(page(head), latest="2025-09-12").published == date(2025, 9, 11)


def test_an_operators_day_overrules_the_page() -> None:
    assert read(page(PUBLISHED), published="2025-09-30").published == date(2025, 9, 30)


def test_times_of_other_stories_beside_the_heading_say_nothing() -> None:
    cards = '<ul><li><a href="/x">Other story <time datetime="2025-01-05">5 January</time></a></li></ul>'
    assert read(page(body=BODY.replace("</h1>", f"</h1>{cards}"))).published is None


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"%PDF-1.7\n", "no page: it is a PDF"),
        (b"\x1f\x8b\x08", "no page: it is a gzip that was not unpacked"),
        (b'{"status": "ok", "html": "<p>ok</p>"}', "no page: it is a JSON document"),
        (
            b"<?xml version='1.0'?><rss><item/></rss>",
            "no page: it is XML of an unknown kind (root element <rss>)",
        ),
        (b"", "no page: it is blank"),
        (b"https://example.org/", "no page: it is of an unknown kind (it begins 'https://example.org/')"),
        (b"<html><body><div id=app></div></body></html>", "no page: it has no text of its own"),
        (b"<!-- only a comment -->", "no page: it has no text of its own"),
    ],
)
def test_what_is_no_page_is_said(body: bytes, why: str) -> None:
    with pytest.raises(UnreadablePage) as raised:
        read(body)
    assert str(raised.value) == why


def test_a_selector_that_finds_nothing_is_said() -> None:
    with pytest.raises(UnreadablePage, match=r"no text: no element matches '\.story'"):
        read(page(), text_selector=".story")


def test_nothing_that_a_page_names_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("something was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)
    named = (
        "<link rel=canonical href='http://127.0.0.1:9/a'><base href='http://127.0.0.1:9/'>"
        "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>"
    )
    framed = f"<iframe src='http://127.0.0.1:9/f'></iframe>{BODY}<img src='file:///etc/hostname'>"
    assert read(page(named, framed)).text.startswith("The ferry to the island")


@pytest.mark.parametrize(
    "heading",
    [
        "<h1>Ferry sails again</h1>{}",
        "<header>{}<h1>Ferry sails again</h1></header>",
        "<h1>Ferry sails again</h1><p>{}</p>",
    ],
)
def test_heading_day_and_first_paragraph_of_a_short_article_are_three(heading: str) -> None:
    own = "<p>The ferry sailed on Friday.</p><p>It was late.</p>"
    beside = heading.format('<time datetime="2025-09-12">12.09.2025</time>')
    menu = '<nav><a href="/0">News</a> <a href="/1">Town</a></nav>'
    body = f"{menu}\n<article>{beside}{own}</article><footer>The Town Post.</footer>"
    found = read(page(PUBLISHED, body))
    assert found.title == "Ferry sails again"
    assert found.text == "12.09.2025\n\nThe ferry sailed on Friday.\n\nIt was late."


def test_a_text_without_markup_is_a_document_of_its_paragraphs() -> None:
    found = text_document("Minsk.\r\n\r\nThe bridge  was\nopened.\n \n\nRead also: Ferry", title="Bridge")
    assert (found.text, found.language, found.title) == ("Minsk.\n\nThe bridge was opened.", "en", "Bridge")


def test_lines_are_paragraphs_where_no_empty_line_is() -> None:
    assert text_document("One line of it\nAnother line of it").text == "One line of it\n\nAnother line of it"


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 30_000,
        "<p>Read also</p><p><a href=y>zzz</a></p>" * 2_000,
        "<div><div>Related</div>" * 2_000,
        "<table><tr><td>" * 2_000,
        json_ld("[" * 100_000),
        json_ld(("-->" + " " * 1000) * 300 + "x"),
        meta("og:title", " - " * 50_000 + "|") + meta("og:site_name", "x"),
    ],
    ids=lambda part: part[:24],
)
def test_a_hostile_page_takes_no_longer_than_its_size(hostile: str) -> None:
    started = time.process_time()
    with contextlib.suppress(UnreadablePage):
        read(page(body=hostile + BODY))
    assert time.process_time() - started < 3


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<a href='/x'>",
                "</a>",
                "<h1>",
                "<td>",
                "<br>",
                "Read also:",
                "<!--",
                "-->",
                "<script type='application/ld+json'>",
                "</script>",
                '{"@type":"NewsArticle",',
                '"headline":[]}',
                "&#0;",
                "\ud800",
                "слова ",
                "<meta name=date content='",
                "'>",
                "2025-13-40",
                "<time datetime='x'>",
                "<ul><li>",
                "\x00",
                "words of the page. ",
            ]
        ),
        max_size=40,
    )
)
def test_any_heap_of_markup_is_a_document_or_no_page(parts: list[str]) -> None:
    with contextlib.suppress(UnreadablePage):
        found = read("".join(parts).encode("utf-8", "surrogatepass"))
        assert found.text.strip()
