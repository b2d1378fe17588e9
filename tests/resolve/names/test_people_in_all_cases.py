"""Invented people in every case of Russian and Belarusian, against their names as lists write them."""

from __future__ import annotations

import pytest

from tracker.resolve.names import MAY_BE_SAME, SAME_PERSON, blocking_keys, compare_people, parse_person

# The name as a list in Latin letters has it, then the forms: nominative, genitive, dative, accusative,
# instrumental, prepositional. Written by hand, not made from the tables that are tested.
PEOPLE = {
    "VETROVSKY, Arkady": [
        "Аркадий Ветровский", "Аркадия Ветровского", "Аркадию Ветровскому", "Аркадием Ветровским",
        "Аркадии Ветровском",
    ],
    "Larisa Vetrovskaya": [
        "Лариса Ветровская", "Ларисы Ветровской", "Ларисе Ветровской", "Ларису Ветровскую",
        "Ларисой Ветровской",
    ],
    "Timur GORELOV": [
        "Тимур Горелов", "Тимура Горелова", "Тимуру Горелову", "Тимуром Гореловым", "Тимуре Горелове",
    ],
    "GORELOVA Nina": [
        "Нина Горелова", "Нины Гореловой", "Нине Гореловой", "Нину Горелову", "Ниной Гореловой",
    ],
    "Semyon Dubnovich": [
        "Семён Дубнович", "Семена Дубновича", "Семёну Дубновичу", "Семёном Дубновичем", "Семене Дубновиче",
    ],
    "Vera Dubnovich": ["Вера Дубнович", "Веры Дубнович", "Вере Дубнович", "Веру Дубнович", "Верой Дубнович"],
    "Gleb Sukharenko": ["Глеб Сухаренко", "Глеба Сухаренко", "Глебу Сухаренко", "Глебом Сухаренко"],
    "Pavel Kulik": ["Павел Кулик", "Павла Кулика", "Павлу Кулику", "Павлом Куликом", "Павле Кулике"],
    "Ilya Voronin": ["Илья Воронин", "Ильи Воронина", "Илье Воронину", "Илью Воронина", "Ильёй Ворониным"],
    "Kanstantsin Dubrok": ["Константин Дуброк", "Константина Дуброка", "Константином Дуброком"],
    "Anton Gorobets": ["Антон Горобец", "Антона Горобца", "Антону Горобцу", "Антоном Горобцом"],
    "Matvey Dedok": ["Матвей Дедок", "Матвея Дедка", "Матвею Дедку", "Матвеем Дедком"],
    "Yauhen Yarmolich": ["Евгений Ермолич", "Евгения Ермолича", "Яўгена Ярмоліча", "Евгением Ермоличем"],
    "Anastasia Korol": [
        "Анастасия Король", "Анастасии Король", "Анастасию Король", "Анастасией Король",
    ],
    "Ryhor Vetrauski": [
        "Рыгор Ветраўскі", "Рыгора Ветраўскага", "Рыгору Ветраўскаму", "Рыгорам Ветраўскім",
    ],
    "Hanna Vetrauskaya": [
        "Ганна Ветраўская", "Ганны Ветраўскай", "Ганне Ветраўскай", "Ганну Ветраўскую", "Ганнай Ветраўскай",
    ],
    "Uladzimir Harbatka": [
        "Уладзімір Гарбатка", "Уладзіміра Гарбаткі", "Уладзіміру Гарбатку", "Уладзімірам Гарбаткам",
    ],
    "Volha Harbatka": [
        "Вольга Гарбатка", "Вольгі Гарбаткі", "Вользе Гарбатцы", "Вольгу Гарбатку", "Вольгай Гарбаткай",
    ],
    "Veranika Tarasiuk": ["Вераніка Тарасюк", "Веранікі Тарасюк", "Вераніцы Тарасюк", "Веранікай Тарасюк"],
    "Zmitser Kavaliou": ["Зміцер Кавалёў", "Зьміцера Кавалёва", "Зміцеру Кавалёву", "Зміцерам Кавалёвым"],
    "Natallia Verasen": ["Наталля Верасень", "Натальлі Верасень", "Наталлю Верасень", "Наталляй Верасень"],
    "Mikalai Chorny": ["Мікалай Чорны", "Мікалая Чорнага", "Мікалаю Чорнаму", "Мікалаем Чорным"],
    "Vasil Vietrauski": [
        "Vasil Vietraŭski", "Vasila Vietraŭskaha", "Vasilu Vietraŭskamu", "Vasilom Vietraŭskim",
    ],
    "Alena Vietrauskaya": [
        "Alena Vietraŭskaja", "Aleny Vietraŭskaj", "Alenu Vietraŭskuju", "Alenaj Vietraŭskaj",
    ],
}  # fmt: skip

FORMS = [(listed, form) for listed, forms in PEOPLE.items() for form in forms]


@pytest.mark.parametrize(("listed", "form"), FORMS)
def test_a_name_in_any_case_is_the_listed_name(listed: str, form: str) -> None:
    found = compare_people(parse_person(listed), parse_person(form))
    assert found.score >= SAME_PERSON, found.reason


@pytest.mark.parametrize(("listed", "form"), FORMS)
def test_a_name_in_any_case_is_kept_under_a_key_of_the_listed_name(listed: str, form: str) -> None:
    assert blocking_keys(parse_person(listed)) & blocking_keys(parse_person(form))


@pytest.mark.parametrize("forms", PEOPLE.values(), ids=list(PEOPLE))
def test_all_cases_of_a_name_are_one_person(forms: list[str]) -> None:
    names = [parse_person(form) for form in forms]
    for one in names:
        for other in names:
            assert compare_people(one, other).score >= SAME_PERSON, (one.written, other.written)


def test_no_two_of_these_people_are_one_person() -> None:
    names = [(listed, parse_person(form)) for listed, form in FORMS]
    merged = [
        (one.written, other.written)
        for listed, one in names
        for of, other in names
        if listed != of and compare_people(one, other).score >= MAY_BE_SAME
    ]
    assert merged == []


def test_a_man_and_his_wife_who_differ_by_an_ending_only_stay_apart_in_every_case() -> None:
    his = ["Валерий Соколенко", "Валерий Ильич Соколенко", "Valery Sokolenko", "Валерию Соколенко"]
    hers = ["Валерия Соколенко", "Valeria Sokolenko", "Валерыя Сакаленка", "Валерию Соколенко"]
    for man in his:
        for woman in hers:
            found = compare_people(parse_person(man), parse_person(woman))
            assert found.score < SAME_PERSON or man == woman, (man, woman, found.reason)


def test_a_form_that_two_people_share_is_for_a_person_to_look_at() -> None:
    written = parse_person("Александра Дубровенко")
    assert written.gender == "f"
    as_a_man = compare_people(written, parse_person("Alexander Dubrovenko"))
    assert MAY_BE_SAME <= as_a_man.score < SAME_PERSON
    assert "another name" in as_a_man.reason
    assert compare_people(written, parse_person("Alexandra Dubrovenko")).score >= SAME_PERSON


def test_a_patronymic_tells_a_genitive_from_a_woman() -> None:
    name = parse_person("Александра Ильича Дубровенко")
    assert name.gender == "m"
    assert compare_people(name, parse_person("Aliaksandr Dubravenka")).score >= SAME_PERSON
