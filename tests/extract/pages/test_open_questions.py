"""What an article leaves open is found by its words, in each language."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from tracker.extract.pages.open_questions import leaves_open, open_sentences
from tracker.model import Document


def examples(kind: str) -> list[tuple[str, str]]:
    found = []
    for language in ("en", "ru", "be"):
        path = files("tracker.extract") / "lexicons" / language / "questions.toml"
        found += [(language, one) for one in tomllib.loads(path.read_text(encoding="utf-8"))[kind]]
    return found


@pytest.mark.parametrize(("language", "sentence"), examples("yes"))
def test_a_sentence_that_leaves_something_open_is_a_candidate(language: str, sentence: str) -> None:
    assert leaves_open(sentence, language)


@pytest.mark.parametrize(("language", "sentence"), examples("no"))
def test_a_sentence_that_reports_is_none(language: str, sentence: str) -> None:
    assert not leaves_open(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Will it last?"), ("ru", "«Надолго ли это?»"), ("be-Latn", "Ci nadoŭha heta?")],
)
def test_whoever_asks_leaves_it_open(language: str, sentence: str) -> None:
    assert leaves_open(sentence, language)


def test_belarusian_in_latin_script_is_read_too() -> None:
    assert leaves_open("Niajasna, ci adkryjecca ambasada.", "be-Latn")


def test_they_come_in_the_text_s_order_each_once() -> None:
    text = "The envoy left. Could banks be next?\n\nIt is unclear. Could banks be next?"
    found = open_sentences(Document(None, None, text, "en", None, False))
    assert [one.text for one in found] == ["Could banks be next?", "It is unclear."]


def test_a_language_without_words_gives_none() -> None:
    assert open_sentences(Document(None, None, "Ar tai tiesa?", "lt", None, False)) == ()


def test_a_long_line_costs_no_more_than_its_length() -> None:
    assert not leaves_open("of the envoy " * 20_000, "en")
