"""The gate: a page with a word of the subject passes in every charset and disguise, another does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.read.gate import is_about

WORDS = ("Belarus", "Minsk", "Беларус", "Минск", "Мінск", "Лукашэнк", "Łukašenk")


def entities(text: str, form: str) -> str:
    return "".join(form.format(ord(sign)) if sign.isalpha() else sign for sign in text)


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Встреча прошла в Минске во вторник утром", "windows-1251"),
        ("Встреча прошла в Минске во вторник утром", "koi8-r"),
        ("Встреча прошла в Минске во вторник утром", "iso-8859-5"),
        ("Встреча прошла в Минске во вторник утром", "cp866"),
        ("Сустрэча прайшла ў Мінску ў аўторак", "windows-1251"),
        ("Сустрэча прайшла ў Мінску ў аўторак", "utf-8"),
        ("Сустрэча прайшла ў Мінску ў аўторак", "utf-8-sig"),
        ("Сустрэча прайшла ў Мінску ў аўторак", "utf-16"),
        ("Сустрэча прайшла ў Мінску ў аўторак", "utf-16-be"),
        ("They met in Minsk", "utf-16-le"),
        ("Kolki łukašenkaŭ, adzin", "utf-8"),
    ],
)
@pytest.mark.parametrize("is_declared", [True, False])
def test_a_word_is_found_in_every_charset(text: str, charset: str, is_declared: bool) -> None:
    page = f"<html><body><p>{text}</p></body></html>".encode(charset)
    name = {"cp866": "ibm866"}.get(charset, charset)
    header = f"text/html; charset={name}" if is_declared else "text/html"
    assert is_about(page, WORDS, content_type=header)
    assert not is_about(page, ("Kyiv", "Киев", "Кіеў"), content_type=header)


def test_the_sources_own_charset_is_believed() -> None:
    assert is_about("<p>в Минске</p>".encode("windows-1251"), WORDS, charset="windows-1251")


@pytest.mark.parametrize(
    "text",
    [
        entities("у Мінску", "&#{};"),
        entities("у Мінску", "&#x{:x};"),
        entities("у Мінску", "&#X{:04X};"),
        "&Mcy;&icy;нск",
        "&Lstrok;uka&scaron;enka",
        "Бела&shy;русь",
        "Бела\u00adрусь",
        "Bela\u200brus",
        "<a title='Minsk'>x</a>",
        "«Belarusian»",
        "BELARUS",
        "ЛУКАШЭНКУ",
        "probelarus and Belarus",
        '<script type="application/ld+json">{"headline":"\\u041c\\u0456\\u043d\\u0441\\u043a"}</script>',
    ],
)
def test_a_word_is_found_in_every_disguise(text: str) -> None:
    assert is_about(f"<p>{text}</p>", WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "The town council met on Monday &amp; went home.",
        "Перабеларусiзацыя",
        "probelarus",
        "<script>var place = 'Minsk';</script>",
        "<style>.Minsk{}</style>",
        "",
    ],
)
def test_no_word_of_the_subject_begins_here(text: str) -> None:
    assert not is_about(text, WORDS)


def test_a_script_that_never_ends_hides_nothing() -> None:
    assert is_about("<script>never closed <p>Minsk", WORDS)


@given(st.binary(max_size=200), st.sampled_from(["text/html", None, "text/html; charset=koi8-r"]))
def test_any_bytes_are_about_something_or_not(body: bytes, content_type: str | None) -> None:
    assert is_about(body, WORDS, content_type=content_type) in (True, False)
