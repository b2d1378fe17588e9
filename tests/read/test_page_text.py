"""The visible text of a page stays the same while its scripts, numbers and tokens change."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.read.page_text import page_text, text_digest


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("<p>\n  One\t&nbsp; two </p>", "One two"),
        ("<b>Wo</b>rd and <a href='/x'>li</a>nk", "Word and link"),
        ("<li>one<li>two<br>three", "one two three"),
        ("<title>Title</title><h1>Head</h1>", "Title Head"),
        ("Tom &amp; J&eacute;r&#244;me &lt;b&gt;", "Tom & Jérôme <b>"),
        ("a<!-- b > c <p> -->d<!---->e<!-->f<!--->g", "adefg"),
        ("a<script>if (x < 1) { y = '</p>' }</script>b", "ab"),
        ("a<SCRIPT nonce=1>x</Script >b", "ab"),
        ("a<script src=x></script\n>b<style>p{}</style>c<template><p>no</p></template>d", "abcd"),
        ("a<noscript><img src=x></noscript><iframe>no</iframe>b", "ab"),
        ("<scripture>kept</scripture>", "kept"),
        ("a<p title='x > y' data-x=\"<script>\">b", "a b"),
        ('a<p title="it\'s">b</p>', "a b"),
        ('a<p class="x"">b</p>', "a b"),
        ("<input type=hidden name=csrf value=secret>left", "left"),
        ("<!DOCTYPE html><?xml version='1.0'?>left", "left"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("a<p", "a"),
        ("a<script>never closed", "a"),
        ("a<!-- never closed", "a"),
        ("za\u00adpis\u200b \ufeffkę\x00", "zapis kę"),
        ("", ""),
    ],
)
def test_the_text_is_what_a_reader_sees(page: str, text: str) -> None:
    assert page_text(page) == text


PARTS = [
    "<h1>Head</h1>",
    "<p>Four",
    "teen are ",
    "<b>free</b>",
    " in Vilnius.</p>",
    "<div>Menu</div>",
    "<ul><li>A<li>B</ul>",
]
NOISE = st.one_of(
    st.from_regex(r"[a-zA-Z0-9+/=]{0,40}", fullmatch=True).map(
        lambda nonce: f'<script nonce="{nonce}">var t="{nonce}<p>";</script>'
    ),
    st.text(max_size=30).map(lambda text: f"<!-- {text.replace('-', '').replace('>', '')} -->"),
    st.integers().map(lambda number: f'<input type="hidden" name="csrf" value="{number}">'),
    st.integers().map(lambda number: f"<style>.a{number}{{x:1}}</style>"),
    st.integers().map(lambda number: f"<template><p>{number}</p></template>"),
    st.integers().map(lambda number: f"<noscript><img src='/count?{number}'></noscript>"),
)


@settings(deadline=None)
@given(st.data())
def test_noise_never_changes_the_fingerprint(data: st.DataObject) -> None:
    quiet = text_digest(page_text("".join(PARTS)))
    noisy = ""
    for part in PARTS:
        # Hidden fields stand between blocks; all others may stand within a word.
        noise = data.draw(st.lists(NOISE, max_size=3))
        inside = noisy and not part.startswith("<")
        noisy += "".join(one for one in noise if not (inside and one.startswith("<input"))) + part
    assert text_digest(page_text(noisy)) == quiet


@settings(deadline=None)
@given(
    st.dictionaries(
        st.from_regex(r"data-[a-z]{1,8}", fullmatch=True), st.text(max_size=30), min_size=1, max_size=4
    )
)
def test_attributes_never_change_the_fingerprint(attributes: dict[str, str]) -> None:
    written = "".join(f' {name}="{value.replace(chr(34), "")}"' for name, value in attributes.items())
    page = "".join(PARTS)
    changed = page.replace("<p>", f"<p{written}>").replace("<b>", f"<b{written}>")
    assert changed != page
    assert text_digest(page_text(changed)) == text_digest(page_text(page))


@settings(deadline=None)
@given(st.integers(0, len(PARTS) - 1), st.from_regex(r"[a-zа-я]{1,8}", fullmatch=True))
def test_a_visible_word_changes_the_fingerprint(place: int, word: str) -> None:
    page = "".join(PARTS)
    changed = "".join([*PARTS[: place + 1], f"<p>{word}</p>", *PARTS[place + 1 :]])
    assert text_digest(page_text(changed)) != text_digest(page_text(page))


def test_one_letter_or_figure_makes_another_fingerprint() -> None:
    assert text_digest(page_text("<p>14 are free")) != text_digest(page_text("<p>15 are free"))
    assert len(text_digest("")) == 16
    assert text_digest("\ud800") != text_digest("?")


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/!-='\"&;# abscriptyle\x00\n"), max_size=400))
def test_broken_markup_gives_a_single_line_of_text(page: str) -> None:
    text = page_text(page)
    assert text == " ".join(text.split())
    assert "\x00" not in text
    assert page_text(page) == text


HOSTILE = [
    "<a ",
    "<!--",
    "<script",
    '<a b="',
    "<script>",
    "</",
    "<a =",
    "<",
    "&",
    "x",
    "<script></",
    "<a b='\">",
    "-->",
]


@pytest.mark.parametrize("part", HOSTILE)
def test_a_million_characters_of_one_kind_take_no_longer_than_their_length(part: str) -> None:
    page = part * (1_000_000 // len(part))
    begun = time.process_time()
    page_text(page)
    assert time.process_time() - begun < 5
