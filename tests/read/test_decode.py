"""Bytes of pages become text in the charset that they are written in, whatever is said about them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.read.decode import decode

EN = (
    "The envoy said on Thursday that fourteen people had crossed the border, and that talks would go on. "
    "Nobody had expected the résumé to be so short. The café opposite the embassy stayed open until late, "
    "and the crowd in front of it waited for the bus from Minsk."
)
RU = (
    "В четверг посланник сообщил, что четырнадцать человек пересекли границу и что переговоры продолжатся. "
    "Никто не ожидал, что они окажутся такими короткими. Кафе напротив посольства работало допоздна, "
    "и люди у входа ждали автобус из Минска, объявленный ещё утром."
)
BE = (
    "У чацвер пасланнік паведаміў, што чатырнаццаць чалавек перасеклі мяжу і што перамовы працягнуцца. "
    "Ніхто не чакаў, што яны будуць такімі кароткімі. Кавярня насупраць амбасады працавала дапазна, "
    "і людзі ля ўваходу чакалі аўтобус з Мінска, абвешчаны яшчэ раніцай."
)
CYRILLIC = {
    "windows-1251": {"ru": RU, "be": BE},
    "koi8-r": {"ru": RU},
    "iso-8859-5": {"ru": RU, "be": BE},
    # Cp866 has ў and no і: on such pages a Latin i stood for it.
    "ibm866": {"ru": RU, "be": BE.replace("і", "i")},
}
CASES = [(charset, language) for charset, texts in CYRILLIC.items() for language in texts]


def page(text: str, head: str = "") -> str:
    return f"<html><head>{head}<title>{text[:40]}</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(("charset", "language"), CASES)
def test_a_page_that_declares_nothing_is_read_by_its_letters(charset: str, language: str) -> None:
    text = page(CYRILLIC[charset][language])
    found = decode(text.encode(charset), "text/html")
    assert (found.text, found.charset, found.how, found.notes) == (text, charset, "letters", ())


@pytest.mark.parametrize(("charset", "language"), CASES)
def test_a_few_words_are_enough(charset: str, language: str) -> None:
    for words in (CYRILLIC[charset][language][:40], CYRILLIC[charset][language][:60].upper()):
        assert decode(words.encode(charset), None).text == words


def test_a_ukrainian_page_in_koi8_keeps_its_letters() -> None:
    text = "У четвер посланець повідомив, що чотирнадцять осіб перетнули кордон і їхні родини чекали"
    found = decode(text.encode("koi8-u"), None)
    assert (found.text, found.charset) == (text, "koi8-u")


@pytest.mark.parametrize("text", [EN, RU, BE])
def test_utf8_needs_no_declaration(text: str) -> None:
    found = decode(page(text).encode(), None)
    assert (found.text, found.charset, found.how) == (page(text), "utf-8", "bytes")


def test_a_page_with_accents_that_declares_nothing_is_a_guess_and_told() -> None:
    found = decode(EN.encode("cp1252"), "text/html")
    assert (found.text, found.charset, found.how) == (EN, "windows-1252", "guess")
    assert found.notes == ("no charset is declared and the letters do not tell: read as windows-1252",)


@pytest.mark.parametrize(
    ("content_type", "head", "declared", "how"),
    [
        ("text/html; charset=windows-1251", "", None, "header"),
        ('text/html;charset="CP1251"', "", None, "header"),
        ("text/html", '<meta charset="windows-1251">', None, "meta"),
        ("text/html", "<META content='text/html; charset=Win-1251' http-equiv=Content-Type>", None, "meta"),
        (None, "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>", None, "meta"),
        ("text/html; charset=koi8-r", "", "windows-1251", "configured"),
    ],
)
def test_the_most_believed_declaration_counts(
    content_type: str | None, head: str, declared: str | None, how: str
) -> None:
    found = decode(page(RU, head).encode("cp1251"), content_type, declared)
    assert (found.text, found.charset, found.how, found.notes) == (page(RU, head), "windows-1251", how, ())


def test_a_feed_declares_its_charset_in_its_first_line() -> None:
    feed = f'<?xml version="1.0" encoding="koi8-r"?>\n<rss><title>{RU}</title></rss>'
    found = decode(feed.encode("koi8-r"), "application/rss+xml")
    assert (found.text, found.charset, found.how) == (feed, "koi8-r", "xml")


@pytest.mark.parametrize(
    ("said", "real", "note"),
    [
        ("utf-8", "windows-1251", "the server says utf-8, but the bytes are not"),
        ("iso-8859-1", "windows-1251", "the server says windows-1252, but the bytes are windows-1251"),
        ("windows-1251", "koi8-r", "the server says windows-1251, but the bytes are koi8-r"),
        ("koi8-r", "windows-1251", "the server says koi8-r, but the bytes are windows-1251"),
        ("windows-1251", "utf-8", "the server says windows-1251, but the bytes are utf-8"),
        ("utf-16", "utf-8", "the server says utf-16, but the characters are not wide"),
        ("x-nonsense", "utf-8", "the server says 'x-nonsense', which is no charset of pages"),
        ("base64", "utf-8", "the server says 'base64', which is no charset of pages"),
        ("unicode_escape", "utf-8", "the server says 'unicode_escape', which is no charset of pages"),
    ],
)
def test_a_declaration_that_the_bytes_contradict_is_overruled_and_told(
    said: str, real: str, note: str
) -> None:
    found = decode(page(RU).encode(real), f"text/html; charset={said}")
    assert (found.text, found.charset, found.notes) == (page(RU), real, (note,))


def test_a_wrong_header_gives_way_to_the_page_that_is_right() -> None:
    body = page(RU, '<meta charset="windows-1251">').encode("cp1251")
    found = decode(body, "text/html; charset=utf-8")
    assert (found.charset, found.how) == ("windows-1251", "meta")
    assert found.notes == ("the server says utf-8, but the bytes are not",)


def test_a_western_page_is_not_taken_for_cyrillic() -> None:
    text = "Zürich, Genève, Málaga: déjà vu für Łukasz".replace("Ł", "L") * 20
    found = decode(text.encode("cp1252"), "text/html; charset=iso-8859-1")
    assert (found.text, found.notes) == (text, ())


def test_a_lithuanian_page_is_believed() -> None:
    text = "Užsienio reikalų ministras pranešė, kad keturiolika žmonių kirto sieną, jų laukė artimieji"
    found = decode(text.encode("cp1257"), "text/html; charset=windows-1257")
    assert (found.text, found.charset, found.notes) == (text, "windows-1257", ())


def test_a_cut_character_does_not_turn_a_utf8_page_into_another_charset() -> None:
    # Half a letter, and a byte that is none.
    body = page(BE).encode()[:-20] + b"\xff ok"
    found = decode(body, "text/html; charset=utf-8")
    assert (found.charset, found.how) == ("utf-8", "header")
    assert found.text.startswith(page(BE)[:100])
    assert found.notes == ("characters that are no utf-8, replaced: 2",)
    assert decode(body, None).charset == "utf-8"


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("content_type", [None, "text/xml; charset=utf-8"])
def test_a_feed_in_wide_characters_is_read_with_and_without_a_mark(
    charset: str, mark: str, content_type: str | None
) -> None:
    feed = f'<?xml version="1.0" encoding="utf-16"?>\n<rss><channel><title>{BE}</title></channel></rss>'
    found = decode((mark + feed).encode(charset), content_type)
    assert (found.text, found.charset) == (feed, charset.replace("-le", "le").replace("-be", "be"))
    assert found.how == ("bom" if mark else "bytes")


def test_a_byte_order_mark_beats_every_declaration_and_is_no_text() -> None:
    found = decode(b"\xef\xbb\xbf" + RU.encode(), "text/html; charset=windows-1251", "koi8-r")
    assert (found.text, found.charset, found.how, found.notes) == (RU, "utf-8", "bom", ())


def test_nul_bytes_are_removed_and_told() -> None:
    found = decode(b"<p>Min\x00sk is\x00 near</p> and so on, for some more words", None)
    assert found.text == "<p>Minsk is near</p> and so on, for some more words"
    assert found.notes == ("NUL characters, removed: 2",)


def test_plain_ascii_is_what_it_is_said_to_be() -> None:
    assert decode(b"Minsk", "text/html; charset=windows-1251").charset == "windows-1251"
    assert decode(b"Minsk", None).charset == "utf-8"
    assert decode(b"", None).text == ""


@settings(deadline=None)
@given(
    st.binary(max_size=3000),
    st.sampled_from([None, "text/html; charset=utf-8", "x; charset=ibm866", "charset="]),
)
def test_any_bytes_become_text_without_nul(body: bytes, content_type: str | None) -> None:
    found = decode(body, content_type)
    assert "\x00" not in found.text
    assert found == decode(body, content_type)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=300).filter(lambda text: "\x00" not in text and text[0] != "\ufeff"))
def test_what_is_declared_and_right_comes_back_whole(text: str) -> None:
    body = text.encode("utf-8")
    assert decode(body, "text/html; charset=utf-8").text == text
