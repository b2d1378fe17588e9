"""Text made alike for matching, and the way back to what was written."""

from __future__ import annotations

import pytest

from tracker.extract.pages.fold import fold


@pytest.mark.parametrize(
    ("language", "written", "folded"),
    [
        ("en", "Lukashenko’s ЁLKA", "lukashenko's ёlka"),
        ("ru", "Ёлка, объём", "елка, объем"),
        ("be", "Сьнежань, Эўропа", "снежан, еуропа"),
        ("be-Latn", "Śniežań, Łukašenka", "снежан, лукашенка"),
    ],
)
def test_what_differs_by_rule_is_made_one(language: str, written: str, folded: str) -> None:
    assert fold(written, language).text == folded


@pytest.mark.parametrize(
    ("language", "written"), [("ru", "Он вышел на свободу"), ("be", "Палітвязьня вызвалілі зь вязьніцы")]
)
def test_each_folded_letter_leads_back_to_the_one_that_was_written(language: str, written: str) -> None:
    folded = fold(written, language)
    letters = [written[folded.written(place)] for place in range(len(folded.text))]
    assert "".join(fold(letter, language).text for letter in letters) == folded.text


def test_two_letters_of_the_latin_script_lead_back_to_the_first() -> None:
    folded = fold("chutka jana vyjšła", "be-Latn")
    assert folded.text == "хутка яна выйшла"
    assert [folded.written(place) for place in (0, 1, 6, 7)] == [0, 2, 7, 9]
    assert folded.written(len(folded.text)) == len("chutka jana vyjšła")


def test_an_empty_text_stays_empty() -> None:
    assert [fold("", language).text for language in ("en", "ru", "be", "be-Latn")] == [""] * 4
