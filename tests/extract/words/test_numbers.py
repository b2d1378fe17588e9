"""Numbers as news write them: what they are worth, what they count, what they claim."""

from __future__ import annotations

import pytest
from speller import CASES, spelt

from tracker.extract.words import Number, NumberKind, NumberRelation, add_names, numbers
from tracker.extract.words.latin import latin

# One noun for each case, so that a form that is also another word stands where a number does.
_NOUNS = {
    "ru": ("врачей", "врачей", "врачам", "врачей", "врачами", "врачах"),
    "be": ("лекараў", "лекараў", "лекарам", "лекараў", "лекарамі", "лекарах"),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", ["ru", "be"])
def test_every_number_below_a_thousand_is_read_in_every_case(language: str, case: int) -> None:
    noun = _NOUNS[language][case]
    read = {
        value: [number.value for number in numbers(f"{spelt(value, case, language)} {noun}", language)]
        for value in range(1000)
    }
    assert {value: found for value, found in read.items() if found != [value]} == {}


@pytest.mark.parametrize("case", CASES)
def test_every_number_below_a_thousand_is_read_in_latin_script(case: int) -> None:
    noun = latin(_NOUNS["be"][case])
    read = {
        value: [number.value for number in numbers(f"{latin(spelt(value, case, 'be'))} {noun}", "be-Latn")]
        for value in range(1000)
    }
    assert {value: found for value, found in read.items() if found != [value]} == {}


COUNTS = {
    "en": [
        ("Six prisoners were pardoned.", 6),
        ("He freed fourteen people.", 14),
        ("Twenty-one women came home.", 21),
        ("Fifty two people crossed the border.", 52),
        ("One hundred and twenty-three names are known.", 123),
        ("He named 1,300 inmates.", 1300),
        ("He named 1 300 inmates.", 1300),
        ("He named 1\u202f300 inmates.", 1300),
        ("A dozen inmates were pardoned.", 12),
        ("Two dozen inmates were pardoned.", 24),
        ("Half a dozen inmates were pardoned.", 6),
        ("A hundred inmates were pardoned.", 100),
        ("Two thousand five hundred inmates wait.", 2500),
        ("Some 8 thousand may be freed.", 8000),
        ("The camp holds 2000 prisoners.", 2000),
        ("Lukashenko pardoned the 14 at her request.", 14),
        ("Ihar Novik and 120 others were freed.", 120),
    ],
    "ru": [
        ("Помиловали шестерых.", 6),
        ("На свободе двенадцать человек.", 12),
        ("Речь о двенадцати заключённых.", 12),
        ("Освободили троих.", 3),
        ("Двадцать одна женщина дома.", 21),
        ("Пятьдесят два человека пересекли границу.", 52),
        ("Встретились с двадцатью семью врачами.", 27),
        ("Он назвал 1300 имён.", 1300),
        ("Он назвал 1 300 имён.", 1300),
        ("Он назвал 1\u00a0300 имён.", 1300),
        ("Могут выйти около 8 тыс. человек.", 8000),
        ("Амнистия коснётся 1,5 тысячи человек.", 1500),
        ("Вышли два десятка человек.", 20),
        ("Вышли полтора десятка человек.", 15),
        ("Вышла дюжина человек.", 12),
        ("Помиловали сто двадцать трёх осуждённых.", 123),
        ("Обоих отпустили.", 2),
        ("В лагере 2000 человек.", 2000),
        ("У 15-ти помилованных есть дети.", 15),
        ("Вышли 3-х женщин.", 3),
    ],
    "be": [
        ("Памілавалі шасьцярых.", 6),
        ("На волі дванаццаць чалавек.", 12),
        ("Размова пра дванаццаці зьняволеных.", 12),
        ("Вызвалілі траіх.", 3),
        ("Вызвалілі дваіх.", 2),
        ("Вызвалілі пяцёра чалавек.", 5),
        ("Дваццаць адзін чалавек дома.", 21),
        ("Пяцьдзесят два чалавекі перасеклі мяжу.", 52),
        ("Дзьве жанчыны на волі.", 2),
        ("Дзве жанчыны на волі.", 2),
        ("Шэсьць чалавек вярнуліся.", 6),
        ("Шэсць чалавек вярнуліся.", 6),
        ("Ён назваў 1300 імёнаў.", 1300),
        ("Ён назваў 1 300 імёнаў.", 1300),
        ("Могуць выйсці 8 тыс. чалавек.", 8000),
        ("Выйшлі два дзясяткі чалавек.", 20),
        ("Выйшаў тузін чалавек.", 12),
        ("Памілавалі сто дваццаць трох асуджаных.", 123),
        ("Абодвух адпусцілі.", 2),
        ("Чакаюць сямёх дзяцей.", 7),
        ("Далі шасьцём асуджаным.", 6),
        ("На волі дванаццацёра.", 12),
        ("У лягеры 2000 чалавек.", 2000),
    ],
    "be-Latn": [
        ("Pamiłavali šaściarych.", 6),
        ("Na voli dvanaccać čałaviek.", 12),
        ("Vyzvalili traich.", 3),
        ("Vyzvalili dvaich.", 2),
        ("Vyzvalili piaciora čałaviek.", 5),
        ("Dvaccać adzin čałaviek doma.", 21),
        ("Dźvie žančyny na voli.", 2),
        ("Šeść čałaviek viarnulisia.", 6),
        ("Jon nazvaŭ 1300 imionaŭ.", 1300),
        ("Piaćdziesiat dva čałavieki pierasiekli miažu.", 52),
        ("Pamiłavali sto dvaccać troch asudžanych.", 123),
        ("Na voli piatnaccać žančyn.", 15),
        ("Vyjšli dva dziasiatki čałaviek.", 20),
        ("Mohuć vyjści 8 tys. čałaviek.", 8000),
        ("Jany sustrelisia z dvuma žurnalistami.", 2),
        ("Hutarka pra dvanaccaci źniavolenych.", 12),
        ("Abodvuch adpuścili.", 2),
        ("U łahiery 2000 čałaviek.", 2000),
    ],
}


@pytest.mark.parametrize(
    ("language", "sentence", "value"),
    [(language, *one) for language, listed in COUNTS.items() for one in listed],
)
def test_a_count_is_worth_what_its_words_say(language: str, sentence: str, value: int) -> None:
    counts = [one.value for one in numbers(sentence, language) if one.kind is NumberKind.COUNT]
    assert counts == [value]


AT_LEAST = {
    "en": [
        ("More than fifty people left.", 50),
        ("More than a hundred people left.", 100),
        ("More than a dozen people left.", 12),
        ("Dozens of people left.", 12),
        ("Tens of thousands of people left.", 10_000),
        ("Several dozen people left.", 12),
        ("No fewer than 16 people left.", 16),
    ],
    "ru": [
        ("Вышли более 50 человек.", 50),
        ("Вышли более чем пятьдесят человек.", 50),
        ("Вышли не менее пятидесяти человек.", 50),
        ("Вышло больше сотни человек.", 100),
        ("Вышли десятки человек.", 10),
        ("Вышли сотни человек.", 100),
        ("Вышли десятки тысяч человек.", 10_000),
        ("Вышли несколько десятков человек.", 10),
    ],
    "be": [
        ("Выйшлі больш за 50 чалавек.", 50),
        ("Выйшлі больш за пяцьдзясят чалавек.", 50),
        ("Выйшлі ня менш за пяцьдзесят чалавек.", 50),
        ("Выйшлі дзясяткі чалавек.", 10),
        ("Выйшлі сотні чалавек.", 100),
        ("Выйшлі некалькі дзясяткаў чалавек.", 10),
    ],
    "be-Latn": [
        ("Vyjšli bolš za 50 čałaviek.", 50),
        ("Vyjšli sotni čałaviek.", 100),
        ("Vyjšli nia mienš za piaćdziasiat čałaviek.", 50),
    ],
}


@pytest.mark.parametrize(
    ("language", "sentence", "value"),
    [(language, *one) for language, listed in AT_LEAST.items() for one in listed],
)
def test_a_lower_bound_is_one(language: str, sentence: str, value: int) -> None:
    found = numbers(sentence, language)
    assert [(one.value, one.relation) for one in found] == [(value, NumberRelation.AT_LEAST)]


@pytest.mark.parametrize(
    ("language", "sentence", "kinds"),
    [
        ("en", "He was the 47th detainee.", ["ordinal"]),
        ("en", "The fifth package came in 2021.", ["ordinal", "date"]),
        ("en", "On September 11 he freed 52.", ["date", "count"]),
        ("en", "Ihar Novik, 47, was freed.", ["age"]),
        ("en", "The order is Executive Order 14038.", ["label"]),
        ("en", "Il-76 landed at 6:30.", ["label"]),
        ("en", "It was a 6-year term.", ["measure"]),
        ("ru", "Это его 47-й день.", ["ordinal"]),
        ("ru", "Пятый пакет вышел в 2021 году.", ["ordinal", "date"]),
        ("ru", "Закон приняли к 80-летию Победы.", ["measure"]),
        ("ru", "Вернулась 48-летняя Анна Лис.", ["age"]),
        ("ru", "Прилетел Ил-76.", ["label"]),
        ("be", "Гэта яго 47-ы дзень.", ["ordinal"]),
        ("be", "Пяты пакет выйшаў у 2021 годзе.", ["ordinal", "date"]),
        ("be", "Вярнулася 48-гадовая Ганна Ліс.", ["age"]),
        ("be-Latn", "Viarnułasia 48-hadovaja Hanna Lis.", ["age"]),
        ("be-Latn", "Piaty pakiet vyjšaŭ u 2021 hodzie.", ["ordinal", "date"]),
    ],
)
def test_a_number_that_counts_nothing_says_what_it_is(language: str, sentence: str, kinds: list[str]) -> None:
    assert [number.kind for number in numbers(sentence, language)] == kinds


def test_the_family_is_not_seven() -> None:
    assert numbers("Он увидел семью.", "ru") == ()
    assert numbers("Ён убачыў сваю сям'ю.", "be") == ()


def test_the_named_are_added_to_those_beside_them() -> None:
    number = Number(0, 3, 120, NumberRelation.AT_LEAST)
    assert add_names(number, 3) == Number(0, 3, 123, NumberRelation.AT_LEAST)
