"""Days, months and years that phrases name, seen from Saturday, 13 September 2025."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.extract.words import dates
from tracker.model import Precision

PUBLISHED = date(2025, 9, 13)
_PRECISION = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}

PHRASES = {
    "en": [
        ("today", "2025-09-13"),
        ("this morning", "2025-09-13"),
        ("yesterday", "2025-09-12"),
        ("the day before yesterday", "2025-09-11"),
        ("tomorrow", "2025-09-14"),
        ("on Thursday", "2025-09-11"),
        ("on Saturday", "2025-09-13"),
        ("on Sunday", "2025-09-07"),
        ("last Saturday", "2025-09-06"),
        ("next Tuesday", "2025-09-16"),
        ("on Thursday, September 11", "2025-09-11"),
        ("on 11 September", "2025-09-11"),
        ("on September 11, 2025", "2025-09-11"),
        ("on the 11th of September", "2025-09-11"),
        ("on Sept. 11", "2025-09-11"),
        ("on October 20", "2025-10-20"),
        ("on December 13", "2024-12-13"),
        ("on 9 August last year", "2024-08-09"),
        ("on the first of July", "2025-07-01"),
        ("until September 30", "2025-09-30"),
        ("2025-08-13", "2025-08-13"),
        ("13.08.2025", "2025-08-13"),
        ("in June", "2025-06"),
        ("in early June", "2025-06"),
        ("since May 2021", "2021-05"),
        ("in July of 2024", "2024-07"),
        ("in June last year", "2024-06"),
        ("last month", "2025-08"),
        ("earlier this month", "2025-09"),
        ("last week", "2025-09"),
        ("earlier this week", "2025-09"),
        ("two days ago", "2025-09-11"),
        ("a week ago", "2025-09"),
        ("two months ago", "2025-07"),
        ("five years ago", "2020"),
        ("last year", "2024"),
        ("earlier this year", "2025"),
        ("in 2021", "2021"),
        ("since late 2021", "2021"),
        ("in summer 2024", "2024"),
    ],
    "ru": [
        ("сегодня", "2025-09-13"),
        ("вчера", "2025-09-12"),
        ("накануне", "2025-09-12"),
        ("днём ранее", "2025-09-12"),
        ("позавчера", "2025-09-11"),
        ("завтра", "2025-09-14"),
        ("в четверг", "2025-09-11"),
        ("в субботу", "2025-09-13"),
        ("во вторник", "2025-09-09"),
        ("в минувшую субботу", "2025-09-06"),
        ("в прошлый четверг", "2025-09-11"),
        ("в следующий вторник", "2025-09-16"),
        ("в четверг, 11 сентября", "2025-09-11"),
        ("11 сентября", "2025-09-11"),
        ("11-го сентября", "2025-09-11"),
        ("одиннадцатого сентября", "2025-09-11"),
        ("двадцать первого июня", "2025-06-21"),
        ("11 сент. 2025 г.", "2025-09-11"),
        ("20 октября", "2025-10-20"),
        ("13 декабря", "2024-12-13"),
        ("9 августа прошлого года", "2024-08-09"),
        ("4 июля 2024 года", "2024-07-04"),
        ("13.09.2025", "2025-09-13"),
        ("11 числа", "2025-09-11"),
        ("12 окт", "2025-10-12"),
        ("в июне", "2025-06"),
        ("в начале июля", "2025-07"),
        ("с мая 2021 года", "2021-05"),
        ("в июне прошлого года", "2024-06"),
        ("в прошлом месяце", "2025-08"),
        ("в этом месяце", "2025-09"),
        ("на прошлой неделе", "2025-09"),
        ("на этой неделе", "2025-09"),
        ("два дня назад", "2025-09-11"),
        ("неделю назад", "2025-09"),
        ("три месяца назад", "2025-06"),
        ("пять лет назад", "2020"),
        ("год назад", "2024"),
        ("в прошлом году", "2024"),
        ("в этом году", "2025"),
        ("в 2021 году", "2021"),
        ("весной 2023-го", "2023"),
    ],
    "be": [
        ("сёння", "2025-09-13"),
        ("сёньня", "2025-09-13"),
        ("учора", "2025-09-12"),
        ("ўчора", "2025-09-12"),
        ("напярэдадні", "2025-09-12"),
        ("заўтра", "2025-09-14"),
        ("у чацвер", "2025-09-11"),
        ("у чацьвер", "2025-09-11"),
        ("у суботу", "2025-09-13"),
        ("ў суботу", "2025-09-13"),
        ("у аўторак", "2025-09-09"),
        ("у мінулую суботу", "2025-09-06"),
        ("у наступны аўторак", "2025-09-16"),
        ("у чацвер, 11 верасня", "2025-09-11"),
        ("11 верасня", "2025-09-11"),
        ("11 верасьня", "2025-09-11"),
        ("11-га верасня", "2025-09-11"),
        ("адзінаццатага верасьня", "2025-09-11"),
        ("13 сьнежня", "2024-12-13"),
        ("13 снежня", "2024-12-13"),
        ("12 траўня", "2025-05-12"),
        ("12 мая", "2025-05-12"),
        ("20 кастрычніка", "2025-10-20"),
        ("9 жніўня мінулага году", "2024-08-09"),
        ("4 ліпеня 2024 года", "2024-07-04"),
        ("1 кра", "2025-04-01"),
        ("у чэрвені", "2025-06"),
        ("у траўні", "2025-05"),
        ("у лютым", "2025-02"),
        ("з мая 2021 года", "2021-05"),
        ("у мінулым месяцы", "2025-08"),
        ("на мінулым тыдні", "2025-09"),
        ("на гэтым тыдні", "2025-09"),
        ("два дні таму", "2025-09-11"),
        ("тыдзень таму", "2025-09"),
        ("пяць гадоў таму", "2020"),
        ("летась", "2024"),
        ("сёлета", "2025"),
        ("у мінулым годзе", "2024"),
        ("у 2021 годзе", "2021"),
    ],
    "be-Latn": [
        ("siońnia", "2025-09-13"),
        ("učora", "2025-09-12"),
        ("ŭčora", "2025-09-12"),
        ("napiaredadni", "2025-09-12"),
        ("zaŭtra", "2025-09-14"),
        ("u čaćvier", "2025-09-11"),
        ("u subotu", "2025-09-13"),
        ("ŭ subotu", "2025-09-13"),
        ("u aŭtorak", "2025-09-09"),
        ("u minułuju subotu", "2025-09-06"),
        ("11 vieraśnia", "2025-09-11"),
        ("13 śniežnia", "2024-12-13"),
        ("12 lutaha", "2025-02-12"),
        ("4 krasavika", "2025-04-04"),
        ("12 traŭnia", "2025-05-12"),
        ("20 kastryčnika", "2025-10-20"),
        ("9 žniŭnia minułaha hodu", "2024-08-09"),
        ("4 lipienia 2024 hoda", "2024-07-04"),
        ("u červieni", "2025-06"),
        ("z maja 2021 hoda", "2021-05"),
        ("u minułym miesiacy", "2025-08"),
        ("na minułym tydni", "2025-09"),
        ("na hetym tydni", "2025-09"),
        ("dva dni tamu", "2025-09-11"),
        ("piać hadoŭ tamu", "2020"),
        ("letaś", "2024"),
        ("sioleta", "2025"),
        ("u 2021 hodzie", "2021"),
        ("u piatnicu, 12 vieraśnia", "2025-09-12"),
        ("u minuły čaćvier", "2025-09-11"),
        ("dvaccać pieršaha červienia", "2025-06-21"),
        ("15 sakavika 2024 h.", "2024-03-15"),
        ("uletku 2024 hoda", "2024"),
        ("tydzień tamu", "2025-09"),
        ("u pačatku lipienia", "2025-07"),
    ],
}
_AROUND = {
    "en": "The bus left {} for the border",
    "ru": "Автобус уехал {} к границе",
    "be": "Аўтобус паехаў {} да мяжы",
    "be-Latn": "Aŭtobus pajechaŭ {} da miažy",
}


@pytest.mark.parametrize(
    ("language", "phrase", "on"),
    [(language, *one) for language, listed in PHRASES.items() for one in listed],
)
def test_a_phrase_names_its_day_month_or_year(language: str, phrase: str, on: str) -> None:
    found = dates(_AROUND[language].format(phrase), language, PUBLISHED)
    assert [(str(one.on)[: len(on)], one.precision) for one in found] == [(on, _PRECISION[len(on)])]


@pytest.mark.parametrize(
    ("language", "sentence", "first", "last"),
    [
        ("en", "They met on 11–12 September.", "2025-09-11", "2025-09-12"),
        ("en", "They met on September 11-12, 2024.", "2024-09-11", "2024-09-12"),
        ("en", "They met between 30 December and 2 January.", "2024-12-30", "2025-01-02"),
        ("en", "They met last week.", "2025-09-01", "2025-09-07"),
        ("ru", "Они виделись 11–12 сентября.", "2025-09-11", "2025-09-12"),
        ("ru", "Они виделись с 30 декабря по 2 января.", "2024-12-30", "2025-01-02"),
        ("ru", "Они виделись на прошлой неделе.", "2025-09-01", "2025-09-07"),
        ("be", "Яны бачыліся 11–12 верасьня.", "2025-09-11", "2025-09-12"),
        ("be", "Яны бачыліся з 30 снежня па 2 студзеня.", "2024-12-30", "2025-01-02"),
        ("be-Latn", "Jany bačylisia 11–12 vieraśnia.", "2025-09-11", "2025-09-12"),
    ],
)
def test_a_span_has_a_first_and_a_last_day(language: str, sentence: str, first: str, last: str) -> None:
    (found,) = dates(sentence, language, PUBLISHED)
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "They may march on."),
        ("en", "The order is of 05/06/2025."),
        ("en", "There is no 31 February."),
        ("en", "They meet on Thursdays."),
        ("ru", "Накануне выборов его задержали."),
        ("ru", "Они встречаются по субботам."),
        ("be", "Ён мае рацыю."),
        ("be-Latn", "Jon maje racyju."),
    ],
)
def test_no_day_is_made_of_what_names_none(language: str, sentence: str) -> None:
    assert dates(sentence, language, PUBLISHED) == ()


def test_a_day_far_ahead_is_left_out_unless_it_is_asked_for() -> None:
    sentence = "The licence runs until October 31, 2027."
    assert dates(sentence, "en", PUBLISHED) == ()
    (ahead,) = dates(sentence, "en", PUBLISHED, is_ahead_kept=True)
    assert ahead.on == date(2027, 10, 31)


@pytest.mark.parametrize(
    ("language", "sentence", "days"),
    [
        ("en", "On July 3 six were freed, and the next day four more.", ["2025-07-03", "2025-07-04"]),
        ("en", "On July 3 six were freed, and two days later four more.", ["2025-07-03", "2025-07-05"]),
        ("en", "On July 3 six were freed, a day earlier four.", ["2025-07-03", "2025-07-02"]),
        ("ru", "3 июля освободили шестерых, а накануне четверых.", ["2025-07-03", "2025-07-02"]),
        ("ru", "3 июля освободили шестерых, через два дня ещё троих.", ["2025-07-03", "2025-07-05"]),
        ("be", "3 ліпеня вызвалілі шасьцярых, а напярэдадні чатырох.", ["2025-07-03", "2025-07-02"]),
        ("be", "3 ліпеня вызвалілі шасьцярых, назаўтра яшчэ траіх.", ["2025-07-03", "2025-07-04"]),
        (
            "be-Latn",
            "3 lipienia vyzvalili šaściarych, praz dva dni jašče traich.",
            ["2025-07-03", "2025-07-05"],
        ),
    ],
)
def test_the_next_day_follows_the_day_told_of(language: str, sentence: str, days: list[str]) -> None:
    assert [str(one.on) for one in dates(sentence, language, PUBLISHED)] == days


def test_a_count_after_and_is_no_day() -> None:
    found = dates("He freed 16 on July 3 and 14 on June 21.", "en", PUBLISHED)
    assert [str(one.on) for one in found] == ["2025-07-03", "2025-06-21"]


def test_people_after_a_month_are_no_day_of_it() -> None:
    (found,) = dates("In June 14 people were freed.", "en", PUBLISHED)
    assert (found.phrase, found.precision) == ("In June", Precision.MONTH)


def test_a_leap_day_is_in_a_leap_year() -> None:
    (found,) = dates("It was on 29 February.", "en", PUBLISHED)
    assert found.on == date(2024, 2, 29)


def test_the_first_days_of_the_calendar_are_no_fault() -> None:
    assert dates("200 years ago, last year and yesterday", "en", date(1, 1, 1)) == ()
