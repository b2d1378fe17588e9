"""How the lexicons' patterns are looked for: everywhere they stand, without trying every letter."""

from __future__ import annotations

import re

import pytest

from tracker.extract.pages.finder import make_finder
from tracker.extract.pages.fold import fold
from tracker.extract.pages.lexicon import LANGUAGES, lexicon_of
from tracker.extract.pages.patterns import Expression, first_stems, hits_from, prefix_tree, telling_stems

CLASSES = {"sanctions": ["sanction*", "asset freeze"], "sign": ["—"]}
COMMON = {"the", "was", "new"}


def starts_of(text: str, *stems: str) -> list[int]:
    return [hit.start() for hit in re.finditer(prefix_tree(stems), text)]


@pytest.mark.parametrize(
    "text",
    [
        "they lifted the sanctions and lifted them again",
        "lifted, lifted lifted sanctions",
        "nothing was done",
    ],
)
def test_a_pattern_that_is_tried_at_its_first_words_finds_what_it_finds_everywhere(text: str) -> None:
    pattern = Expression(["lifted ..2 {sanctions}", "lifted"], "en", CLASSES)
    found = hits_from(pattern, text, starts_of(text, "lifted"))
    assert [hit.span() for hit in found] == [hit.span() for hit in pattern.finditer(text)]


def test_a_hit_within_another_is_none() -> None:
    pattern = re.compile("set free|free")
    assert [hit[0] for hit in hits_from(pattern, "set free", [0, 4])] == ["set free"]


@pytest.mark.parametrize(
    ("pattern", "stems"),
    [
        ("the ..3 lifted", ["lifted"]),
        ("was|were ..2 freed|released", ["freed", "released"]),
        ("[new] {sanctions} on", ["sanction", "freeze"]),
        ("was new", ["was"]),
    ],
)
def test_a_rule_is_looked_for_by_the_word_that_tells_most(pattern: str, stems: list[str]) -> None:
    assert telling_stems(pattern, "en", CLASSES, COMMON) == stems


def test_a_pattern_may_begin_with_what_may_be_left_out() -> None:
    assert first_stems("[new] {sanctions} on", "en", CLASSES) == ["new", "sanction", "asset"]


def test_a_pattern_that_begins_with_a_sign_is_found_behind_a_letter() -> None:
    pattern = Expression(["{sign} freed", "freed"], "en", CLASSES)
    assert [hit[0] for hit in pattern.finditer("minsk— freed")] == ["— freed"]


def test_a_name_that_begins_within_an_abbreviation_is_found() -> None:
    finder = make_finder({"US": ["u.s. treasury"], "KR": ["s. korea"]}, "en")
    text = "U.S. Korea desk"
    assert [mention.value for mention in finder.find(text, fold(text, "en"))] == ["KR"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scan_finds_a_word_of_each_sentence_that_a_phrase_reads(language: str) -> None:
    lexicon = lexicon_of(language)
    assert lexicon is not None
    for number, (rule, phrase) in enumerate(lexicon.phrases):
        for text in (fold(one, language).text for one in rule.yes):
            if any(phrase.match(text, start) for start in range(len(text))):
                told = {one for hit in lexicon.gate.finditer(text) for one in lexicon.telling[hit[0]]}
                assert number in told, text
