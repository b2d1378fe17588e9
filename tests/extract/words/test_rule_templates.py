"""How a rule's wording is read: what may be left out, what stands for what."""

from __future__ import annotations

import pytest

from tracker.extract.words.date_phrases import date_rules, expansions
from tracker.extract.words.latin import latin
from tracker.extract.words.lexicon import LANGUAGES


def test_brackets_may_be_left_out_and_strokes_part_alternatives() -> None:
    assert set(expansions("[on] last|past {weekday}")) == {
        ("on", "last", "{weekday}"),
        ("on", "past", "{weekday}"),
        ("last", "{weekday}"),
        ("past", "{weekday}"),
    }


def test_brackets_stand_within_brackets() -> None:
    assert set(expansions("{day} [{year} [г]]")) == {
        ("{day}",),
        ("{day}", "{year}"),
        ("{day}", "{year}", "г"),
    }


@pytest.mark.parametrize("template", ["[on {weekday}", "on] {weekday}"])
def test_a_bracket_without_its_other_is_an_error(template: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        expansions(template)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_has_its_name_once(language: str) -> None:
    names = [rule.id for rule in date_rules(language)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("cyrillic", "written"),
    [
        ("дзьвюх", "dźviuch"),
        ("дванаццаць", "dvanaccać"),
        ("сьнежня", "śniežnia"),
        ("сёньня", "siońnia"),
        ("лютага", "lutaha"),
        ("ліпеня", "lipienia"),
        ("мінулага", "minułaha"),
        ("яшчэ", "jašče"),
        ("з'ехаў", "zjechaŭ"),
        ("мільён", "miljon"),
    ],
)
def test_latin_script_follows_the_newspapers_rules(cyrillic: str, written: str) -> None:
    assert latin(cyrillic) == written
