"""The addresses of the article's links, read from its two live pages. The pages here are our own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.model import ArticleLink, LinkProposal
from tracker.read.article import article_links

BASE = "https://example.org/opinions/relations"
PRESIDENT = "President of Belarus"


def anchor(name: str, words: str, publisher: str | None = None, day: date | None = None) -> ArticleLink:
    return ArticleLink(name, words, "", None, "likely", "unknown", publisher=publisher, published_on=day)


def read(page: str, anchors: Sequence[ArticleLink]) -> list[LinkProposal]:
    return list(article_links(page.encode(), anchors, BASE))


def urls(page: str, *words: str) -> list[str | None]:
    anchors = [anchor(f"L{number}", one) for number, one in enumerate(words)]
    return [proposal.url for proposal in read(page, anchors)]


LINKED = """<html><head><title>Relations</title></head><body>
<nav><a href="/about">paid</a></nav>
<article><h1>Relations</h1>
<p>In June, an envoy <a href="https://president.example/en/21">paid</a> a visit to Minsk. Nobody
of his rank had <a href="/en/pompeo">arrived</a> there since 2020.<a href="#n1">1</a></p>
<p>First <a href="../edm/29">signs</a> of a change <b><a href="../edm/20"><i>appeared</i></a></b> early.
The sides <a href="https://talks.example/april">held</a> talks. Later they
<a href="/talks/june">held</a> more.</p>
</article>
<footer><a href="/held">held</a></footer></body></html>"""


def test_an_anchor_that_is_linked_once_is_certain_and_shown_in_its_sentence() -> None:
    (paid,) = read(LINKED, [anchor("L01", "paid")])
    assert (paid.id, paid.url, paid.certainty) == ("L01", "https://president.example/en/21", "certain")
    assert paid.context == "In June, an envoy paid a visit to Minsk."


def test_addresses_are_made_absolute_from_the_pages_own() -> None:
    assert urls(LINKED, "arrived", "signs", "appeared") == [
        "https://example.org/en/pompeo",
        "https://example.org/edm/29",
        "https://example.org/edm/20",
    ]


def test_a_base_that_the_page_names_is_followed() -> None:
    page = '<head><base href="https://cdn.example/x/"></head><p>It <a href="y">paid</a>.</p>'
    assert urls(page, "paid") == ["https://cdn.example/x/y"]


def test_words_that_are_linked_twice_are_told_as_ambiguous_and_nothing_is_guessed() -> None:
    (held,) = read(LINKED, [anchor("L13", "held")])
    assert (held.url, held.certainty) == (None, "unknown")
    assert held.reason == "ambiguous: 2 hyperlinks fit, and nothing decides between them"
    assert held.candidates == ("https://talks.example/april", "https://example.org/talks/june")


def test_the_anchors_beside_it_can_decide_but_then_it_is_only_likely() -> None:
    page = (
        '<p>He <a href="/1">held</a> it.</p><p>They <a href="/2">visited</a>, <a href="/3">held</a> talks,'
        ' and a <a href="/4">release</a> came. He <a href="/5">held</a> on.</p>'
    )
    visited, held, release = read(page, [anchor("a", "visited"), anchor("b", "held"), anchor("c", "release")])
    assert (held.url, held.certainty) == ("https://example.org/3", "likely")
    assert (visited.certainty, release.certainty) == ("certain", "certain")


def test_a_page_that_orders_the_anchors_otherwise_decides_nothing() -> None:
    page = (
        '<p>A <a href="/4">release</a> came, they <a href="/3">held</a> talks and <a href="/2">visited</a>.'
        ' He <a href="/5">held</a> on.</p>'
    )
    held = read(page, [anchor("a", "visited"), anchor("b", "held"), anchor("c", "release")])[1]
    assert held.url is None
    assert len(held.candidates) == 2


def test_the_same_address_twice_is_no_ambiguity() -> None:
    page = '<p>They <a href="/1">held</a> and <a href="/1">held</a>.</p>'
    assert urls(page, "held") == ["https://example.org/1"]


def test_an_anchor_that_the_page_lacks_is_told() -> None:
    (gone,) = read(LINKED, [anchor("L19", "called")])
    assert (gone.url, gone.candidates) == (None, ())
    assert gone.reason.startswith("not found")


def test_an_anchor_inside_longer_linked_words_is_likely() -> None:
    page = '<p><a href="/s">According to official statements</a>, and <a href="/x">mistaken</a>.</p>'
    within, part = read(page, [anchor("a", "official statements"), anchor("b", "taken")])
    assert (within.url, within.certainty) == ("https://example.org/s", "likely")
    assert part.url is None


@pytest.mark.parametrize(
    "href", ["#n1", f"{BASE}#n1", "mailto:a@example.org", "javascript:alert(1)", "", "http://[bad"]
)
def test_what_is_no_other_page_is_no_link(href: str) -> None:
    assert urls(f'<p>It <a href="{href}">paid</a>.</p>', "paid") == [None]


BEHIND = """<body><main><p>On June 21, a U.S. delegation paid a visit to Minsk
(<a href="/events/kellogg">President of Belarus</a>, June 21). The last such guest arrived in 2020
(<a href="/events/pompeo">President of Belarus</a>, February 1, 2020;
<a href="/edm/11">EDM</a>, February 11, 2020).</p>
<p>The first signs came early (<a href="/edm/29">EDM, January 29</a>) and more appeared soon
(see <a href="/edm/20">EDM, February 20</a>). Talks were held again. A journal reported a bargain
(<a href="/nyt">The Daily</a>, February 15).</p></main></body>"""


def test_sources_in_parentheses_belong_to_the_words_before_them() -> None:
    found = read(
        BEHIND,
        [
            anchor("L01", "paid", PRESIDENT, date(2025, 6, 21)),
            anchor("L02", "arrived", PRESIDENT, date(2020, 2, 1)),
            anchor("L03", "signs", "EDM", date(2025, 1, 29)),
            anchor("L04", "appeared", "EDM", date(2025, 2, 20)),
            anchor("L12", "reported"),
            anchor("L13", "held"),
        ],
    )
    assert [(proposal.url, proposal.certainty) for proposal in found] == [
        ("https://example.org/events/kellogg", "certain"),
        ("https://example.org/events/pompeo", "certain"),
        ("https://example.org/edm/29", "certain"),
        ("https://example.org/edm/20", "certain"),
        ("https://example.org/nyt", "likely"),
        (None, "unknown"),
    ]
    assert (
        found[0].context
        == "On June 21, a U.S. delegation paid a visit to Minsk (President of Belarus, June 21)."
    )


def test_of_two_sources_in_one_pair_of_parentheses_none_is_guessed() -> None:
    arrived = read(BEHIND, [anchor("L02", "arrived")])[0]
    assert arrived.url is None
    assert arrived.candidates == ("https://example.org/events/pompeo", "https://example.org/edm/11")


def test_the_second_of_june_is_not_the_twenty_first() -> None:
    paid = read(BEHIND, [anchor("L01", "paid", PRESIDENT, date(2025, 6, 2))])[0]
    assert paid.certainty == "likely"


@pytest.mark.parametrize(
    "body", [b"", b"not a page", b"https://example.org/", b"<?xml version='1.0'?><rss/>", b"\xff\xfe<p>"]
)
def test_a_body_that_is_no_page_has_no_links(body: bytes) -> None:
    (paid,) = article_links(body, [anchor("L01", "paid")], BASE)
    assert paid.url is None


def test_a_page_that_nests_deeply_is_read() -> None:
    page = "<div>" * 3000 + '<p>It <a href="/1">paid</a>.</p>'
    assert len(read(page, [anchor("L01", "paid")])) == 1


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.sampled_from(["paid", "held", "were", "x"]), max_size=8),
    st.permutations(["paid", "held", "were"]),
)
def test_an_address_is_proposed_only_where_one_fits(linked: list[str], asked: list[str]) -> None:
    page = "<p>" + " ".join(f'<a href="/{n}">{word}</a>' for n, word in enumerate(linked)) + "</p>"
    proposals = read(page, [anchor(word, word) for word in asked])
    assert [proposal.id for proposal in proposals] == asked
    for proposal in proposals:
        fitting = [f"https://example.org/{n}" for n, word in enumerate(linked) if word == proposal.id]
        assert proposal.url is None or proposal.url in fitting
        assert (proposal.certainty == "certain") == (len(fitting) == 1)
        assert (proposal.url is None) == (proposal.certainty == "unknown")
