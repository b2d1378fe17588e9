"""How the lexicons' patterns are looked for: everywhere they stand, without trying every letter."""

from __future__ import annotations

import pytest

from tracker.extract.pages.finder import make_finder
from tracker.extract.pages.fold import fold
from tracker.extract.pages.lexicon import LANGUAGES, lexicon_of
from tracker.extract.pages.patterns import Expression, Grammar, PatternFault
from tracker.extract.pages.stems import make_stems

GRAMMAR = Grammar(
    "en",
    {"sanctions": ["sanction*", "asset freeze"], "sign": ["—"], "lists": ["list of {sanctions}"]},
    {"the", "was", "new"},
)


def found(patterns: list[str], text: str) -> list[str]:
    return [hit[0] for hit in Expression(patterns, GRAMMAR).finditer(text)]


def test_what_two_patterns_find_at_one_place_is_what_the_first_says() -> None:
    text = "they lifted the sanctions and lifted them again"
    assert found(["lifted ..2 {sanctions}", "lifted"], text) == ["lifted the sanctions", "lifted"]
    assert found(["lifted", "lifted ..2 {sanctions}"], text) == ["lifted", "lifted"]


def test_a_hit_within_another_is_none() -> None:
    assert found(["set free", "free"], "set free, free") == ["set free", "free"]


def test_words_are_found_whole() -> None:
    assert found(["free", "list of {sanctions}"], "freed, unfree; a list of sanctions") == [
        "list of sanctions"
    ]
    assert found(["{lists} ..2 free"], "list of sanctions was free, freely") == ["list of sanctions was free"]
    assert found(["{sanctions} free"], "an asset freeze free, asset freezes free") == ["asset freeze free"]


def test_a_pattern_whose_beginning_begins_another_hides_nothing() -> None:
    assert found(["free", "freedom of speech"], "freedom of speech is free") == ["freedom of speech", "free"]


@pytest.mark.parametrize("text", ["", "freed", "unfree", "free them"])
def test_a_text_is_more_than_what_a_pattern_finds_in_it(text: str) -> None:
    assert Expression(["free", "free man"], GRAMMAR).fullmatch(text) is None


def test_of_two_patterns_the_one_that_is_the_whole_text_is_that_text() -> None:
    assert Expression(["free", "free man"], GRAMMAR).fullmatch("free man") is not None


def test_a_class_that_nobody_named_is_a_fault() -> None:
    with pytest.raises(PatternFault, match="tariffs"):
        Expression(["lifted {tariffs}"], GRAMMAR).search("lifted")
    with pytest.raises(PatternFault, match="tariffs"):
        Expression(["{tariffs}"], GRAMMAR).search("lifted")


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
    assert GRAMMAR.telling_stems(pattern) == stems


def test_a_pattern_may_begin_with_what_may_be_left_out() -> None:
    assert GRAMMAR.first_stems("[new] {sanctions} on") == ["new", "sanction", "asset"]


def test_a_pattern_that_begins_with_a_sign_is_found_behind_a_letter() -> None:
    assert found(["{sign} freed", "freed"], "minsk— freed, unfreed") == ["— freed"]


def test_words_are_looked_for_where_they_begin() -> None:
    stems = make_stems([["free"], ["freedom", "man"], ["asset"]])
    assert list(stems.find("unfree free freedom; man")) == [(7, {0, 1}), (12, {0, 1}), (21, {1})]
    assert stems.anywhere("a man of assets") == {1, 2}


def test_a_text_without_any_of_the_words_has_none() -> None:
    assert make_stems([["free"]]).anywhere("unfree") == set()
    assert make_stems([]).anywhere("free") == set()


def test_a_name_that_begins_within_an_abbreviation_is_found() -> None:
    finder = make_finder({"US": ["u.s. treasury"], "KR": ["s. korea"]}, GRAMMAR)
    text = "U.S. Korea desk"
    assert [mention.value for mention in finder.find(text, fold(text, "en"))] == ["KR"]


def test_of_two_values_with_one_name_the_first_is_meant() -> None:
    finder = make_finder({"GE": ["georgia"], "US": ["georgia governor", "=US"]}, GRAMMAR)
    text = "Georgia governor on us and US"
    assert [(one.start, one.value) for one in finder.find(text, fold(text, "en"))] == [(0, "GE"), (27, "US")]
    assert finder.begins("georgia")
    assert not finder.begins("in georgia")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scan_finds_a_word_of_each_sentence_that_a_phrase_reads(language: str) -> None:
    lexicon = lexicon_of(language)
    assert lexicon is not None
    for number, (rule, phrase) in enumerate(lexicon.phrases):
        for text in (fold(one, language).text for one in rule.yes):
            if any(
                phrase.match(text, start)
                for start, numbers in lexicon.beginning.find(text)
                if number in numbers
            ):
                assert number in lexicon.telling.anywhere(text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_pattern_of_the_lexicons_can_be_looked_for(language: str) -> None:
    lexicon = lexicon_of(language)
    assert lexicon is not None
    cues = (*lexicon.happened, *lexicon.background)
    for expression in (*lexicon.classes.values(), *(cue.pattern for cue in cues)):
        for stem in expression.stems.phrases:
            expression.match(stem)
    finders = (lexicon.countries, lexicon.people_of, lexicon.places, lexicon.known)
    finders = (*finders, lexicon.officials, lexicon.authorities, lexicon.kinds, lexicon.sectors)
    for _, phrase in (*lexicon.phrases, *(one for finder in finders for one in finder.phrases)):
        phrase.match("", 0)
