"""How many of those freed were taken to which country, by the examples that stand with the words."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from extract_page import PUBLISHED, page
from tracker.extract.pages.lexicon import LANGUAGES, lexicon_of
from tracker.extract.pages.passage import read_passages
from tracker.extract.pages.taken import taken_of

EXAMPLES = [
    pytest.param(language, example["text"], example["taken"], id=example["text"])
    for language in LANGUAGES
    for example in tomllib.loads(
        (files("tracker.extract") / "lexicons" / language / "taken.toml").read_text(encoding="utf-8")
    )["example"]
]


@pytest.mark.parametrize(("language", "text", "taken"), EXAMPLES)
def test_a_sentence_says_how_many_were_taken_where(language: str, text: str, taken: dict[str, int]) -> None:
    lexicon = lexicon_of(language)
    assert lexicon is not None
    written = "be-Latn" if language == "be" and text.split()[1] == "čałaviek" else language
    (sentence,) = read_passages(page(text, language=written), lexicon, PUBLISHED)
    assert {one.destination: one.count for one in taken_of(sentence, (), "BY")} == taken
