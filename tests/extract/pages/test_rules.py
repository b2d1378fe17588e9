"""Every rule carries sentences that must make it fire and sentences that it must not make a record of."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.extract.pages import explain, extract
from tracker.extract.pages.lexicon import LANGUAGES, Rule, lexicon_of
from tracker.model import Document

PUBLISHED = date(2025, 9, 13)


def _rules() -> list[Rule]:
    return [rule for language in LANGUAGES if (lexicon := lexicon_of(language)) for rule in lexicon.rules]


def _page(text: str, rule: Rule) -> Document:
    language = rule.name.partition(".")[0]
    if (language == "be" and text.isascii()) or any(letter in text for letter in "łśźŭšč"):
        language = "be-Latn"
    # A page names the subject's country; the sentences of a rule need not.
    also = {"en": "Belarus.", "ru": "Беларусь.", "be": "Беларусь.", "be-Latn": "Biełaruś."}[language]
    if rule.only_title:
        return Document(None, text, also, language, PUBLISHED)
    return Document(None, also, text, language, PUBLISHED)


YES = [pytest.param(rule, text, id=f"{rule.name}: {text}") for rule in _rules() for text in rule.yes]
NO = [pytest.param(rule, one, id=f"{rule.name}: {one.text}") for rule in _rules() for one in rule.no]


@pytest.mark.parametrize(("rule", "text"), YES)
def test_an_example_makes_its_rule_fire_and_is_a_record(rule, text):
    records = extract(_page(text, rule)).records
    assert [(one.type, one.action) for one in records] == [(rule.type, rule.action)] * len(records)
    assert records
    assert rule.name in {fired.rule for told in explain(_page(text, rule)) for fired in told.fired}


@pytest.mark.parametrize(("rule", "example"), NO)
def test_a_counter_example_is_no_record_and_says_why(rule, example):
    found = extract(_page(example.text, rule))
    assert found.records == ()
    reasons = {one.reason for one in found.rejected}
    assert reasons == ({example.reason} if example.reason else set())


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in _rules()])
def test_every_rule_shows_what_it_is_for(rule):
    assert rule.reason or rule.yes
    assert not rule.reason or rule.no


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_same_classes_that_the_filters_ask_for(language):
    lexicon = lexicon_of(language)
    english = lexicon_of("en")
    assert lexicon is not None
    assert english is not None
    asked = {"person", "thing", "measure", "actor", "aside", "against", "no_name", "other_date", "goes_on"}
    assert asked <= lexicon.classes.keys()
    assert asked <= english.classes.keys()
