"""Lists of links: which are followed, what they are called, and when they are from."""

from __future__ import annotations

from datetime import timedelta

from watched import page, read, utc, watched

from tracker.model import Checks, PageLink, SourceKind

MINISTRY = watched(
    SourceKind.INDEX,
    link_selector="li.news-card a",
    link_pattern=r"-\d+(\?|$)",
    time_selector="time",
    zone="Europe/Minsk",
)
MINISTRY_URL = "https://ministry.example.org/en/news"
RUBRIC = watched(
    SourceKind.INDEX, link_pattern=r"/(?:president|politics)/view/[^/]+-\d{4}/?$", zone="Europe/Minsk"
)


def test_a_card_with_two_links_to_one_page_is_one_link_with_its_headline_and_time() -> None:
    found = read(MINISTRY, page("ministry.html"), url=MINISTRY_URL)
    assert found.links[0] == PageLink(
        "https://ministry.example.org/en/news/talks-in-vilnius-8551?lang=en",
        "Talks in Vilnius",
        utc(2026, 11, 23, 6, 30),
    )
    assert found.drift == ()


def test_what_is_no_page_is_no_link() -> None:
    every = watched(SourceKind.INDEX, link_selector="a")
    found = read(every, page("ministry.html"), url=MINISTRY_URL)
    assert [link.url.removeprefix("https://ministry.example.org/en/") for link in found.links] == [
        "",
        "news/archive",
        "news/talks-in-vilnius-8551?lang=en",
        "news/old-matter-8200",
        "news/no-day-8549",
        "news/impossible-8548",
    ]


def test_a_time_without_an_offset_is_the_publishers() -> None:
    links = {link.title: link for link in read(MINISTRY, page("ministry.html"), url=MINISTRY_URL).links}
    assert links["An old matter"].published_at == utc(2025, 9, 11, 15, 5)


def test_no_day_and_an_impossible_day_are_no_time() -> None:
    links = {link.title: link for link in read(MINISTRY, page("ministry.html"), url=MINISTRY_URL).links}
    assert links["A card without a day"].published_at is None
    assert links["A card with an impossible day"].published_at is None


def test_an_old_link_is_left_where_its_day_is_known_and_the_newest_are_taken() -> None:
    recent = watched(
        SourceKind.INDEX,
        link_selector="li.news-card a",
        link_pattern=r"-\d+(\?|$)",
        time_selector="time",
        max_age=timedelta(days=90),
        max_links=2,
    )
    found = read(recent, page("ministry.html"), url=MINISTRY_URL)
    assert [link.title for link in found.links] == ["Talks in Vilnius", "A card without a day"]


def test_a_list_told_apart_by_addresses_alone_is_read_in_its_own_charset() -> None:
    body = page("rubric.html").decode().encode("windows-1251")
    found = read(RUBRIC, body, url="https://agency.example.org/president/", content_type="text/html")
    assert [(link.url, link.title) for link in found.links] == [
        (
            "https://agency.example.org/president/view/dvoe-vyshli-na-svobodu-700112-2026",
            "Двое вышли на свободу",
        ),
        (
            "https://agency.example.org/politics/view/peregovory-v-minske-700111-2026/",
            "Переговоры в Минске",
        ),
    ]
    assert found.text.startswith("Президент: новости агентства «Пример»")


def test_a_day_in_words_beside_a_link_is_read() -> None:
    timed = watched(SourceKind.INDEX, link_pattern="/view/", time_selector="i", zone="Europe/Minsk")
    found = read(timed, page("rubric.html"), url="https://agency.example.org/president/")
    assert [link.published_at for link in found.links] == [
        utc(2026, 11, 24, 7, 15),
        utc(2026, 11, 23, 15, 40),
    ]


def test_a_day_that_stands_over_several_links_is_nobodys() -> None:
    source = watched(SourceKind.INDEX, link_pattern="/acts/", time_selector=".day")
    found = read(source, page("days.html"))
    assert {link.title: link.published_at for link in found.links} == {
        "Act three": None,
        "Act two": utc(2026, 11, 22),
    }


def test_a_row_may_itself_be_where_the_day_stands() -> None:
    body = b'<ul class="a"><li><a href="/x">A</a> 21.11.2026</li><li><a href="/y">B</a> 20.11.2026</li></ul>'
    source = watched(SourceKind.INDEX, link_selector=".a li a", time_selector=".a li", zone="Europe/Warsaw")
    assert [link.published_at for link in read(source, body).links] == [
        utc(2026, 11, 20, 23),
        utc(2026, 11, 19, 23),
    ]


def test_markup_that_is_gone_is_named() -> None:
    body = b"<html><body><p><a href='/new/markup'>Everything is new</a></p></body></html>"
    assert read(MINISTRY, body).drift == ("no element matches 'li.news-card a'",)
    assert read(RUBRIC, body).drift == (f"none of 1 links fits '{RUBRIC.link_pattern}'",)
    timed = watched(SourceKind.INDEX, link_selector="a", time_selector="time.day")
    assert read(timed, body).drift == ("no element matches 'time.day'",)


def test_a_quiet_source_has_not_drifted() -> None:
    quiet = watched(
        SourceKind.INDEX,
        link_selector="li.news-card a.news-card__title",
        time_selector="time",
        max_age=timedelta(hours=1),
        checks=Checks(min_links=4),
    )
    found = read(quiet, page("ministry.html"), url=MINISTRY_URL)
    assert found.drift == ()
    assert [link.published_at for link in found.links] == [None, None]


def test_a_body_without_markup_is_an_empty_list_that_is_told() -> None:
    for body in (b"", b"Service unavailable", b"https://example.org/", b"\x00\x00"):
        assert read(MINISTRY, body).drift == ("no element matches 'li.news-card a'",)
