"""Every example in the lexicons holds: a block's `yes` is read as it says, its `no` is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracker.extract.words import dates, is_beside_names, numbers, sentences
from tracker.extract.words.lexicon import words

LANGUAGES = ("en", "ru", "be")
PUBLISHED = date(2025, 9, 13)


def _examples(file: str, table: str, side: str) -> list[Any]:
    return [
        pytest.param(language, block, example, id=f"{language}.{table}.{number}.{side}: {example}")
        for language in LANGUAGES
        for number, block in enumerate(words(language, file).tables[table])
        for example in block[side]
    ]


@pytest.mark.parametrize(("language", "rule", "example"), _examples("dates", "rule", "yes"))
def test_a_phrase_means_the_day_that_its_rule_says(language: str, rule: Any, example: Any) -> None:
    found = dates(example["text"], language, PUBLISHED)[0]
    precision = example.get("precision", "day")
    assert (found.on, found.precision) == (example["on"], precision)
    assert found.first == example.get("first", found.first)
    assert found.last == example.get("last", found.last)


@pytest.mark.parametrize(("language", "rule", "example"), _examples("dates", "rule", "no"))
def test_a_sentence_without_a_date_has_none(language: str, rule: Any, example: str) -> None:
    assert dates(example, language, PUBLISHED) == ()


@pytest.mark.parametrize(("language", "relation", "example"), _examples("numbers", "relation", "yes"))
def test_words_before_a_number_say_what_it_claims(language: str, relation: Any, example: str) -> None:
    found = numbers(example, language)[0]
    assert (found.is_rough, found.relation) == {
        "at_least": (found.is_rough, "at_least"),
        "rough": (True, "total"),
    }[relation["means"]]


@pytest.mark.parametrize(("language", "relation", "example"), _examples("numbers", "relation", "no"))
def test_a_number_without_such_words_claims_nothing_more(language: str, relation: Any, example: str) -> None:
    found = numbers(example, language)[0]
    assert found.relation != relation["means"]
    assert relation["means"] != "rough" or not found.is_rough


@pytest.mark.parametrize(("language", "kind", "example"), _examples("numbers", "kind", "yes"))
def test_what_is_no_count_says_what_it_is(language: str, kind: Any, example: str) -> None:
    assert kind["is"] in [number.kind for number in numbers(example, language)]


@pytest.mark.parametrize(("language", "kind", "example"), _examples("numbers", "kind", "no"))
def test_a_count_is_called_one(language: str, kind: Any, example: str) -> None:
    assert [number.kind for number in numbers(example, language)] == ["count"]


@pytest.mark.parametrize(("language", "block", "example"), _examples("numbers", "no_number", "yes"))
def test_a_pronoun_is_no_number(language: str, block: Any, example: str) -> None:
    assert numbers(example, language) == ()


@pytest.mark.parametrize(("language", "block", "example"), _examples("numbers", "no_number", "no"))
def test_the_same_word_before_a_noun_is_a_number(language: str, block: Any, example: str) -> None:
    assert [number.value for number in numbers(example, language)] == [1]


@pytest.mark.parametrize(("language", "block", "example"), _examples("numbers", "beside_names", "yes"))
def test_a_count_may_be_of_those_beside_the_named(language: str, block: Any, example: str) -> None:
    assert any(is_beside_names(example, number, language) for number in numbers(example, language))


@pytest.mark.parametrize(("language", "block", "example"), _examples("numbers", "beside_names", "no"))
def test_a_count_of_all_is_not_beside_names(language: str, block: Any, example: str) -> None:
    assert not any(is_beside_names(example, number, language) for number in numbers(example, language))


def _abbreviated() -> list[Any]:
    return [
        pytest.param(language, example, count, id=f"{language}: {example}")
        for language in LANGUAGES
        for table in words(language, "abbreviations").tables.values()
        if "yes" in table
        for example, count in zip(table["yes"], table.get("sentences", [2] * len(table["yes"])), strict=True)
    ]


@pytest.mark.parametrize(("language", "text", "count"), _abbreviated())
def test_a_stop_that_shortens_a_word_ends_no_sentence(language: str, text: str, count: int) -> None:
    assert len(sentences(text, language)) == count
