"""RSS, Atom and RDF, as they come: in any encoding, torn, or no feed at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from watched import page, read, utc, watched

from tracker.errors import UnreadablePage
from tracker.model import Checks, PageLink, SourceKind

PAPER = watched(SourceKind.FEED, zone="Europe/Minsk")
URL = "https://paper.example.org/rss"


def test_an_entry_has_its_address_title_time_and_plain_summary() -> None:
    found = read(PAPER, page("rss.xml"), url=URL)
    assert found.links[0] == PageLink(
        "https://paper.example.org/ru/345",
        "Двое на свободе & дома",
        utc(2026, 11, 23, 20, 30),
        "Двое вышли. Подробности позже.",
    )
    assert found.drift == ()


def test_an_entry_without_an_address_cannot_be_followed_and_one_address_is_one_link() -> None:
    assert [link.url for link in read(PAPER, page("rss.xml"), url=URL).links] == [
        "https://paper.example.org/ru/345",
        "https://paper.example.org/ru/344",
        "https://paper.example.org/ru/343",
    ]


def test_a_time_without_an_offset_is_the_publishers_and_31_february_is_none() -> None:
    links = {link.title: link for link in read(PAPER, page("rss.xml"), url=URL).links}
    assert links["Без смещения"].published_at == utc(2026, 11, 22, 7)
    assert links["31 февраля"].published_at is None


def test_where_pages_are_not_visited_the_fullest_text_is_kept() -> None:
    alone = watched(SourceKind.FEED, follow=False)
    summary = read(alone, page("rss.xml"), url=URL).links[0].summary
    assert summary == "Двое вышли. Подробности позже. Полный текст заметки."


def test_atom_is_read_by_its_alternate_link_and_published_comes_before_updated() -> None:
    found = read(watched(SourceKind.FEED), page("atom.xml"), url="https://office.example.org/feed/atom")
    assert found.links == (
        PageLink(
            "https://office.example.org/notices/2",
            "Licence 12 issued",
            utc(2026, 11, 20, 17),
            "Short words.",
        ),
        PageLink("https://office.example.org/notices/1", "Day only", utc(2026, 11, 19)),
    )


def test_rdf_is_a_feed_too() -> None:
    found = read(watched(SourceKind.FEED), page("rdf.xml"))
    assert found.links == (PageLink("https://old.example.org/7", "Seventh", utc(2026, 11, 18, 6), "Plain."),)


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-be", "windows-1251", "koi8-r", "utf-8-sig"])
def test_a_feed_says_the_same_in_every_encoding(charset: str) -> None:
    written = page("rss.xml").decode().replace("«", '"').replace("»", '"')
    declared = {"utf-8-sig": "utf-8", "utf-16-be": "utf-16"}.get(charset, charset)
    body = written.replace('encoding="utf-8"', f'encoding="{declared}"').encode(charset)
    assert read(PAPER, body, url=URL, content_type="application/rss+xml").links == (
        read(PAPER, written.encode(), url=URL).links
    )


def test_the_hour_at_which_a_feed_was_made_is_not_its_text() -> None:
    later = page("rss.xml").replace(b"06:14:00 +0300</lastBuild", b"07:14:00 +0300</lastBuild")
    assert later != page("rss.xml")
    assert read(PAPER, later, url=URL).text == read(PAPER, page("rss.xml"), url=URL).text
    other = page("rss.xml").replace("Двое вышли.".encode(), "Трое вышли.".encode())
    assert read(PAPER, other, url=URL).text != read(PAPER, page("rss.xml"), url=URL).text


def test_a_feed_that_was_cut_gives_what_came() -> None:
    body = page("rss.xml")
    cut = body[: body.index("31 февраля".encode())]
    assert [link.url for link in read(PAPER, cut, url=URL).links] == [
        "https://paper.example.org/ru/345",
        "https://paper.example.org/ru/344",
    ]


NO_FEEDS = [
    (b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Wait</body></html>",
     "no feed: it is an HTML page (Just a moment...)"),
    (b"<html><body>Please log in</body></html>", "no feed: it is an HTML page (Please log in)"),
    (b"", "no feed: it is blank"),
    (b"  \r\n", "no feed: it is blank"),
    (b'{"error": 1}', "no feed: it is a JSON document"),
    (b"<Error><Code>NoSuchKey</Code></Error>", "no feed: it is a storage server's error (NoSuchKey)"),
    (b'<?xml version="1.0"?><urlset><url/></urlset>',
     "no feed: it is XML of an unknown kind (root element <urlset>)"),
    (b"%PDF-1.7 ...", "no feed: it is a PDF"),
    (b"\x1f\x8b\x08\x00", "no feed: it is a gzip that was not unpacked"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "told"), NO_FEEDS)
def test_what_is_no_feed_is_told_as_what_it_is(body: bytes, told: str) -> None:
    with pytest.raises(UnreadablePage) as caught:
        read(PAPER, body, url=URL)
    assert str(caught.value) == told


def test_an_empty_channel_is_a_feed_that_falls_short() -> None:
    source = watched(SourceKind.FEED, checks=Checks(min_links=1))
    for body in (b"<rss></rss>", b'<rss version="2.0"><channel><title>x</title></channel></rss>'):
        assert read(source, body).drift == ("0 links, at least 1 expected",)


def test_a_body_that_is_a_path_or_an_address_opens_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "feed.xml"
    secret.write_bytes(page("rss.xml"))
    for body in (str(secret).encode(), b"file://" + str(secret).encode(), b"http://127.0.0.1:9/feed"):
        with pytest.raises(UnreadablePage, match="no feed: it is of an unknown kind"):
            read(PAPER, body)


def test_a_bomb_of_entities_stays_small() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "boom">{levels}]><rss version="2.0"><channel>'
        "<item><title>&e8;</title><link>https://x.example.org/1</link></item></channel></rss>"
    )
    (link,) = read(PAPER, body.encode()).links
    assert len(link.title or "") < 1000
