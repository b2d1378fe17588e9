"""The one door to the readers of pages: decoding, checks, and bodies that are nothing."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from watched import NOW, page, read, utc, watched

from tracker.errors import UnreadablePage
from tracker.model import Checks, PageLink, Source, SourceKind
from tracker.read.addresses import link_address
from tracker.read.links import newest, once
from tracker.read.pages import read_page
from tracker.read.times import month_and_zone_words, read_time


def test_a_page_is_its_text() -> None:
    source = watched(SourceKind.PAGE)
    found = read(source, "<title>Т</title><p>Слова і\n словы</p><script>1</script>".encode("cp1251"))
    assert (found.text, found.links, found.posts, found.drift) == ("Т Слова і словы", (), (), ())


def test_a_part_of_a_page_may_be_what_counts() -> None:
    body = b"<nav>Menu 1</nav><main><p>General License 12</p></main><footer>3 visitors</footer>"
    source = watched(SourceKind.PAGE, text_selector="main")
    assert read(source, body).text == "General License 12"
    assert read(watched(SourceKind.PAGE, text_selector="article"), body).drift == (
        "no element matches 'article'",
    )


CHECKED = [
    (Checks(must_match=("General Licen[cs]e",)), ("the text does not match 'General Licen[cs]e'",)),
    (Checks(must_match=("(?i)acts",)), ()),
    (Checks(min_text=1000), ("63 characters of text, at least 1,000 expected",)),
    (Checks(min_links=10), ("2 links, at least 10 expected",)),
    (Checks(min_links=2), ()),
    (Checks(min_filled={"title": 0.9, "time": 0.5}), ()),
    (Checks(min_filled={"time": 0.8}), ("1 of 2 links with a time, at least 80% expected",)),
]  # fmt: skip


@pytest.mark.parametrize(("checks", "told"), CHECKED)
def test_what_is_declared_and_not_found_is_drift(checks: Checks, told: tuple[str, ...]) -> None:
    source = watched(SourceKind.INDEX, link_pattern="/acts/", time_selector=".day", checks=checks)
    assert read(source, page("days.html")).drift == told


def test_the_configured_charset_is_believed_before_the_servers() -> None:
    body = "<p>Вызвалены двое: Ян Прыклад і Ганна Ўзор</p>".encode("cp1251")
    source = watched(SourceKind.PAGE, charset="windows-1251")
    assert "Ганна Ўзор" in read(source, body, content_type="text/html; charset=iso-8859-1").text


@pytest.mark.parametrize("kind", [SourceKind.PAGE, SourceKind.INDEX, SourceKind.POSTS])
def test_a_pdf_is_no_page(kind: SourceKind) -> None:
    with pytest.raises(UnreadablePage, match=f"^no {kind.value}: it is a PDF$"):
        read(watched(kind), b"%PDF-1.7\n%\xe2\xe3")


def test_a_list_is_no_page() -> None:
    with pytest.raises(ValueError, match="invented is a list"):
        read(watched(SourceKind.LIST), b"<sdnList/>")


READERS = [
    watched(SourceKind.PAGE, text_selector="p"),
    watched(SourceKind.INDEX, link_selector="a", link_pattern=".", time_selector="time"),
    watched(SourceKind.FEED),
    watched(
        SourceKind.POSTS, post_selector="p", permalink_selector="a", text_selector="b", time_selector="i"
    ),
    watched(SourceKind.API, mapping={"url": "u"}),
]
PIECES = st.sampled_from(
    [b"<a href='", b"http://[::1", b"//x/y?utm_a=1&b=2", b"'>", b"</a>", b"<p>", b"<title>", b"&#xD800;",
     b"<time datetime='2026-02-31'>", b"<rss version='2.0'><channel><item>", b"<link>", b"</link>", b"&amp;",
     b"<![CDATA[", b"]]>", b"<!DOCTYPE x [", b"<!ENTITY e '&e;'>", b"<?xml encoding='utf-16'?>", b"\x00",
     b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>", b"<pubDate>Mon, 99 Xyz 2026", b"{\"u\":",
     b"<base href='http://[x'>", b"\xff\xfe", b"\xd0"]
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES | st.binary(max_size=6), max_size=14))
def test_hostile_bytes_are_read_or_refused_by_every_reader(pieces: list[bytes]) -> None:
    for source in READERS:
        try:
            found = read_page(
                source, b"".join(pieces), content_type=None, url="https://example.org/x", now=NOW
            )
        except UnreadablePage:
            continue
        assert all(link.url.startswith(("http://", "https://")) for link in found.links)
        found.text.encode("utf-8", "surrogatepass")


LONG = [b"<" * 200_000, b"<p>" * 20_000, b"a" * 1_000_000, b"<a href=x><b " * 20_000]


@pytest.mark.parametrize("source", READERS, ids=lambda source: source.kind.value)
@pytest.mark.parametrize("body", LONG, ids=lambda body: body[:13].decode())
def test_long_lines_and_deep_nests_end_in_a_reading_or_one_short_line(source: Source, body: bytes) -> None:
    with suppress(UnreadablePage):
        assert read(source, body).posts == ()


ADDRESSES = [
    ("/a?utm_source=x&b=1&fbclid=2#c", "https://example.org/a?b=1"),
    ("a b", "https://example.org/en/a%20b"),
    ("HTTPS://Example.ORG", "https://example.org/"),
    ("//other.example/x?q=%D0%B0&q=2", "https://other.example/x?q=%D0%B0&q=2"),
    (" ne\nws ", "https://example.org/en/news"),
    ("#top", None),
    ("", None),
    ("mailto:a@example.org", None),
    ("javascript:void(0)", None),
    ("ftp://example.org/", None),
    ("http://", None),
    ("http://[::1", None),
    ("https://reader:secret@example.org/", None),
    ("a\x1f#part", "https://example.org/en/a"),
]


@pytest.mark.parametrize(("href", "address"), ADDRESSES)
def test_an_address_is_absolute_and_without_tracking(href: str, address: str | None) -> None:
    assert link_address(href, "https://example.org/en/") == address


@settings(deadline=None)
@given(st.text(max_size=30))
def test_a_cleaned_address_is_clean(href: str) -> None:
    address = link_address(href, "https://example.org/en/")
    assert address is None or link_address(address, "https://example.org/") == address


TIMES = [
    ("2026-11-23T09:30:00+03:00", utc(2026, 11, 23, 6, 30)),
    ("2026-11-23 09:30", utc(2026, 11, 23, 6, 30)),
    ("2026-11-23T09:30:00.123Z", utc(2026, 11, 23, 9, 30)),
    ("Mon, 23 Nov 2026 09:30:00 EST", utc(2026, 11, 23, 14, 30)),
    ("23 Nov 26 09:30 -0500", utc(2026, 11, 23, 14, 30)),
    ("September 11, 2025 - General Licenses", utc(2025, 9, 10, 21)),
    ("02 October 2026, 11:54", utc(2026, 10, 2, 8, 54)),
    ("11:54, 02.10.2026", utc(2026, 10, 2, 8, 54)),
    ("Oct. 2nd, 2026 3:05 p.m.", utc(2026, 10, 2, 12, 5)),
    ("Oct. 2, 2026 3:05 p.m.", utc(2026, 10, 2, 12, 5)),
    ("Oct 2, 2026 12:05 AM", utc(2026, 10, 1, 21, 5)),
    ("22 лістапада 2026, 18:00", utc(2026, 11, 22, 15)),
    ("22 верасьня 2026", utc(2026, 9, 21, 21)),
    ("Вт, 10 ноя 2026 10:00:00 +0300", utc(2026, 11, 10, 7)),
    ("22 листопада 2026 р., 18:00", utc(2026, 11, 22, 15)),
    ("18 kastryčnika 2026", utc(2026, 10, 17, 21)),
    ("20261121T061500Z", utc(2026, 11, 21, 6, 15)),
    ("20261121061500", utc(2026, 11, 21, 3, 15)),
    ("1776410899", utc(2026, 4, 17, 7, 28, 19)),
    ("31 February 2026", None),
    ("2026-02-31", None),
    ("2026-13-01T25:00", None),
    ("09/11/2025", None),
    ("11 сентября 10:00", None),
    ("yesterday, 10:00", None),
    ("3 December 2026", None),
    ("1 January 1970", None),
    ("9999999999", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("written", "time"), TIMES)
def test_a_time_of_publication_is_told_in_utc(written: str, time: object) -> None:
    assert read_time(written, zone="Europe/Minsk", now=NOW) == time


@settings(deadline=None)
@given(
    st.datetimes(
        min_value=utc(1990, 1, 2).replace(tzinfo=None), max_value=utc(2026, 11, 23).replace(tzinfo=None)
    )
)
def test_a_time_survives_its_two_usual_forms(moment: object) -> None:
    exact = moment.replace(microsecond=0)  # type: ignore[attr-defined]
    for form in ("%Y-%m-%dT%H:%M:%S+00:00", "%a, %d %b %Y %H:%M:%S GMT"):
        assert read_time(exact.strftime(form), zone="Europe/Minsk", now=NOW) == exact.replace(
            tzinfo=NOW.tzinfo
        )


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_time_that_may_be_or_none(written: str) -> None:
    found = read_time(written, zone=None, now=NOW)
    assert found is None or utc(1990, 1, 1) <= found <= utc(2026, 11, 25, 6)


def test_every_month_has_words_and_no_word_two_months() -> None:
    months, zones = month_and_zone_words()
    assert set(months.values()) == set(range(1, 13))
    assert all(word == word.lower() for word in months)
    assert all(-720 <= east <= 840 for east in zones.values())


LINKS = st.lists(
    st.builds(
        PageLink,
        st.sampled_from(["https://a/", "https://b/", "https://c/"]),
        st.none() | st.text("xy", min_size=1, max_size=2),
        st.none() | st.datetimes(timezones=st.just(NOW.tzinfo)),
    )
)


@settings(deadline=None)
@given(LINKS, st.none() | st.integers(1, 3))
def test_each_address_once_and_the_newest_first(links: list[PageLink], most: int | None) -> None:
    single = once(links)
    assert [link.url for link in single] == list(dict.fromkeys(link.url for link in links))
    assert once(single) == single
    kept = newest(single, max_links=most, max_age=None, now=NOW)
    assert len(kept) == min(len(single), most or len(single))
    days = [link.published_at for link in kept if link.published_at]
    assert days == sorted(days, reverse=True)
