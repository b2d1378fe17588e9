"""What leads to other pages is cut from a page, and nothing that is its own."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from lxml.html import document_fromstring

import tracker.read
from tracker.read.paragraphs import paragraphs_of
from tracker.read.surroundings import cut_surroundings, is_pointer

WORDS = tomllib.loads((Path(tracker.read.__file__).parent / "surroundings.toml").read_text("utf-8"))[
    "elsewhere"
]


def left(markup: str) -> list[str]:
    page = document_fromstring(f"<body><h1>Title</h1>{markup}<p>The end.</p></body>")
    cut_surroundings(page)
    return list(paragraphs_of(page.find("body")))[1:-1]


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li><a href='/1'>One was freed</a></li><li>2. <a href='/2'>Another was freed</a> 17</li></ul>",
        "<p><a href='/1'>Sanctions lifted</a></p>",
        "<h3><a href='/1'>Sanctions lifted</a></h3>",
        "<div><a href='/1'>Sanctions lifted</a> <a href='/2'>Envoy arrives</a></div>",
        "<a href='/1'><img src=x><h4>Sanctions lifted</h4><p>It was done on Monday.</p></a>",
        "<p><b>Read also:</b> <a href='/1'>Sanctions lifted</a></p>",
        "<p>Read also: Sanctions lifted <a href='/1'>(here)</a></p>",
        "<p>Читайте также</p><ul><li><a href='/1'>Санкции сняты</a></li></ul>",
        "<h2>Related stories</h2><div><a href='/1'>Sanctions lifted</a><p>On Monday.</p></div>",
        "<div><h3>Глядзіце таксама:</h3><p><a href='/1'>Санкцыі знятыя</a></p><p>Учора.</p></div>",
        "<div><div><span>Čytajcie taksama</span></div><div><a href='/1'>Sankcyi źniatyja</a>, 3</div></div>",
    ],
)
def test_what_leads_elsewhere_is_cut(markup: str) -> None:
    assert left(markup) == []


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>He spoke to <a href='/1'>the agency</a> on Monday.</p>", "He spoke to the agency on Monday."),
        ("<ul><li>Vera Holub, <a href='/1'>teacher</a></li></ul>", "Vera Holub, teacher"),
        ("<p>Related sanctions were lifted by <a href='/1'>the department</a>.</p>",
         "Related sanctions were lifted by the department."),
        ("<p>По теме освобождения говорили час.</p>", "По теме освобождения говорили час."),
        ("<p><a name='top'>All stands in an anchor.</a></p>", "All stands in an anchor."),
        ("<p><a href='#n1'>A note below the text says more.</a></p>", "A note below the text says more."),
        ("<h2>Related stories</h2><p>No link follows here.</p>", "No link follows here."),
        ("<p>Before <span><a href='/1'>linked</a></span> behind.</p>", "Before linked behind."),
        ("<p>One.</p><p><a href='/1'>Other</a></p>tail", "One. tail"),
    ],
)  # fmt: skip
def test_what_is_the_pages_own_stays(markup: str, text: str) -> None:
    assert " ".join(left(markup)) == text


@pytest.mark.parametrize("word", [word for words in WORDS.values() for word in words])
def test_each_word_is_a_pointer_alone_and_in_capitals(word: str) -> None:
    assert is_pointer(word)
    assert is_pointer(f"{word.upper()}:")
    assert not is_pointer(f"{word} was said of the bridge")


@pytest.mark.parametrize(
    "line", ["Read also: Bridge opened", "• Читайте также: мост открыт", "ЧЫТАЙЦЕ ТАКСАМА: мост"]
)
def test_a_line_of_headlines_is_a_pointer(line: str) -> None:
    assert is_pointer(line)


@pytest.mark.parametrize("line", ["Related: the bridge", "Readers also wrote", "", "Papularnaje vydańnie"])
def test_a_line_that_only_begins_alike_is_none(line: str) -> None:
    assert not is_pointer(line)


def test_words_are_in_small_letters_and_stand_once() -> None:
    words = [word for words in WORDS.values() for word in words]
    assert words == [re.sub(r"\s+", " ", word.lower()) for word in words]
    assert len(words) == len(set(words))
