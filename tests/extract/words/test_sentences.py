"""Where sentences begin and end."""

from __future__ import annotations

import pytest

from tracker.extract.words import sentences


@pytest.mark.parametrize(
    ("language", "parts"),
    [
        ("en", ["The talks were long.", "Nobody smiled."]),
        ("en", ["J. Coale and S. T. Novik met.", "They spoke."]),
        ("en", ["She wrote about it on X.", "All of them had read it."]),
        ("en", ["“The bus is here.”", "He waved."]),
        ("en", ["“Where is he?” she asked.", "Nobody knew."]),
        ("en", ["It took a while… and then they came.", "At last!"]),
        ("en", ["The decree is of 13.09.2025 and stands.", "Nobody read it."]),
        ("en", ["The vote was on January 20.", "The release came later."]),
        ("en", ["It costs 4.5 million.", "Who pays?", "We do!"]),
        ("en", ["Was he freed?", "No.", "It was a rumour."]),
        ("en", ["The U.S. embassy in Minsk is closed.", "It may open."]),
        ("en", ["1. Open the border.", "2. Free them all."]),
        ("en", ["1. Open the border", "2. Free them all", "3. Go home"]),
        ("ru", ["А. Г. Лукашенко приехал.", "Он говорил долго."]),
        ("ru", ["11 сент. 2025 г. они вышли на свободу.", "Их встретили."]),
        ("ru", ["«Кто там?» — спросил он.", "Ответа не было."]),
        ("ru", ["«Все дома».", "Так сказала мать."]),
        ("ru", ["— Где он?", "— Он дома."]),
        ("ru", ["Суд был 20 января.", "Указ вышел позже."]),
        ("ru", ["Его судили по ч. 1 ст. 361 и выслали.", "Он молчит."]),
        ("be", ["А. Лукашэнка прыехаў.", "Ён гаварыў доўга."]),
        ("be", ["11 вер. 2025 г. яны выйшлі на волю.", "Іх сустрэлі."]),
        ("be", ["«Хто там?» — спытаўся ён.", "Адказу не было."]),
        ("be", ["Дз. Новік і Ю. Ліс з'ехалі.", "Яны маўчаць."]),
        ("be-Latn", ["A. Łukašenka pryjechaŭ.", "Jon havaryŭ doŭha."]),
        ("be-Latn", ["11 vier. 2025 h. jany vyjšli na volu.", "Ich sustreli."]),
    ],
)
def test_a_text_falls_into_its_sentences(language: str, parts: list[str]) -> None:
    assert [one.text for one in sentences(" ".join(parts), language)] == parts


def test_a_headline_without_a_stop_is_a_sentence() -> None:
    found = sentences("Six walk free in Minsk\n\nThey were pardoned. They left.", "en")
    assert [(one.text, one.paragraph) for one in found] == [
        ("Six walk free in Minsk", 0),
        ("They were pardoned.", 1),
        ("They left.", 1),
    ]


def test_a_line_that_only_wraps_goes_on() -> None:
    assert len(sentences("They were pardoned and\nleft for Vilnius.", "en")) == 1


def test_lines_of_a_list_are_sentences() -> None:
    assert [one.text for one in sentences("- Novik\n- Lis\n- Bird", "en")] == ["- Novik", "- Lis", "- Bird"]


def test_another_language_is_refused() -> None:
    with pytest.raises(KeyError):
        sentences("Вони вийшли.", "uk")
