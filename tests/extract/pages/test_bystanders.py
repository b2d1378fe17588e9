"""Whom a measure is about, and who is only named beside it."""

from __future__ import annotations

import pytest

from extract_page import page
from tracker.extract.pages import extract


@pytest.mark.parametrize(
    ("language", "text", "target"),
    [
        # Who was met, spoken with, or is only close to whoever is listed.
        ("ru", "США сняли санкции с «Калины», объявил Коул на встрече с Александром Лукашенко.", "Калины"),
        ("ru", "США сняли санкции с «Калины» после переговоров с главой МИД Максимом Рыженковым.", "Калины"),
        ("ru", "США сняли санкции с «Калины» после встречи с Лукашенко и Иваном Никто.", "Калины"),
        (
            "be",
            "ЗША знялі санкцыі з «Каліны», паведаміў Коўл на сустрэчы з Аляксандрам Лукашэнкам.",
            "Каліны",
        ),
        (
            "en",
            "The US lifted sanctions on Kalina after a call between Trump and Alexander Lukashenko.",
            "Kalina",
        ),
        ("en", "The US imposed sanctions on Kalina, a Minsk firm of people close to Lukashenko.", "Kalina"),
        # Who reports it.
        ("ru", "США сняли санкции с белорусской «Калины», сообщает Bloomberg.", "Калины"),
        ("ru", "США сняли санкции с белорусской «Калины», пишет газета «Вымышленный вестник».", "Калины"),
        ("ru", "По данным «Вымышленного вестника», США сняли санкции с белорусской «Калины».", "Калины"),
        ("en", "The US lifted sanctions on Kalina of Belarus, according to the Invented Herald.", "Kalina"),
        # Who built what the target flies.
        ("ru", "США сняли санкции с белорусской «Калины», ей нужны детали для самолётов «Боинг».", "Калины"),
        ("en", "The US lifted sanctions on Kalina of Minsk, which flies Boeing and Airbus jets.", "Kalina"),
    ],
)
def test_who_is_named_in_passing_is_no_target(language, text, target):
    (record,) = (one for one in extract(page(text, language=language)).records if one.type == "sanction")
    assert record.targets == (target,)


@pytest.mark.parametrize(
    ("language", "text", "targets"),
    [
        ("en", "Britain hit back with sanctions on Ivan Example, a judge in Belarus.", ("Ivan Example",)),
        ("ru", "ЕС ввёл санкции против минского телеканала «Первый вымышленный».", ("Первый вымышленный",)),
        ("ru", "США ввели санкции против Александра Лукашенко.", ("Александра Лукашенко",)),
        (
            "ru",
            "ЕС ввёл санкции против Виктора Лукашенко и Дмитрия Лукашенко из Минска.",
            ("Виктора Лукашенко", "Дмитрия Лукашенко"),
        ),
    ],
)
def test_whom_a_measure_hits_is_its_target(language, text, targets):
    (record,) = extract(page(text, language=language)).records
    assert record.targets == targets


def test_a_wife_who_is_freed_with_her_husband_is_not_her_husband():
    text = "Минск отпустил политзаключённых: это Иван Вымышленский и Анна Вымышленская."
    (record,) = extract(page(text, language="ru")).records
    assert record.names == ("Иван Вымышленский", "Анна Вымышленская")
