"""Two written names: one person, another, or for somebody to look at. All people are invented."""

from __future__ import annotations

import pytest

from tracker.resolve.names import MAY_BE_SAME, SAME_PERSON, blocking_keys, compare_people, parse_person


def score(one: str, other: str, languages: tuple[str | None, str | None] = (None, None)) -> float:
    return compare_people(parse_person(one, languages[0]), parse_person(other, languages[1])).score


@pytest.mark.parametrize(
    "written",
    [
        "Сергей Ветровский", "Сяргей Ветраўскі", "Siarhei Vetrauski", "Siarhiej Vietraŭski",
        "SERGEY VETROVSKY",
        "Sergei Vetrovskiy", "Vetrovskij, Sergej", "ВЕТРОВСКИЙ Сергей Павлович",
        "Siarhei Paulavich VETRAUSKI",
        "Сяргей Паўлавіч Ветраўскі", "Syarhey Vyetrawski", "Ветровский С. П.", "Сергій Вєтровський",
    ],
)  # fmt: skip
def test_one_man_in_many_spellings(written: str) -> None:
    assert score(written, "Сергей Павлович ВЕТРОВСКИЙ") >= SAME_PERSON


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("Svetlana Tjernysjova", "sv"),
        ("Swetlana Tschernyschowa", "de"),
        ("Swietłana Czernyszowa", "pl"),
        ("Svetlana Černyšová", "cs"),
        ("Svetlana Černyšova", "lt"),
        ("Svetlana Tchernychova", "fr"),
        ("Svetlana Chernyshova", "en"),
        ("Śviatłana Čarnyšova", "be-Latn"),
    ],
)
def test_every_language_has_its_own_way_to_write_one_woman(written: str, language: str) -> None:
    assert score(written, "Светлана Чернышова", (language, "ru")) >= SAME_PERSON


@pytest.mark.parametrize(
    ("written", "language", "same"),
    [
        ("Aleksandras Vetrovskis", "lt", "Александр Ветровский"),
        ("Sergejs Gorelovs", "lv", "Сергей Горелов"),
        ("Viktoras Gorelovas", "lt", "Виктор Горелов"),
    ],
)
def test_lithuanian_and_latvian_endings_are_no_part_of_the_name(
    written: str, language: str, same: str
) -> None:
    assert score(written, same, (language, "ru")) >= SAME_PERSON


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iгар Дубiк", "Ігар Дубік"),  # Latin I and i
        ("Мaксим Дубик", "Максим Дубик"),  # Latin a
        ("Maksіm Dubik", "Maksim Dubik"),  # Cyrillic і
        ("Aляĸсандр Дубік", "Аляксандр Дубік"),
        ("Гуцери́нов Михаил", "Гуцеринов Михаил"),
        ("Артём Дубик", "Артем Дубик"),
        ("Дар’я Дубік", "Дар'я Дубік"),
        ("Яна\u00a0Дубик", "Яна  Дубик"),
        ("Yana Dubik’s", "Яна Дубик"),
    ],
)
def test_look_alikes_stress_marks_and_a_possessive_are_no_difference(one: str, other: str) -> None:
    assert score(one, other) >= SAME_PERSON


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siarhei Vetrauski", "Hanna Vetrauskaya"),
        ("Сергей Ветровский", "Сергей Ветровская"),
        ("Александр Ветровский", "Александра Ветровская"),
        ("Ihar Dubik", "Darya Dubik"),
        ("Юлиан Гореловский", "Юлианна Гореловская"),
    ],
)
def test_a_wife_is_not_her_husband(one: str, other: str) -> None:
    assert score(one, other) < MAY_BE_SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Виктор Гарбатко", "Эдуард Гарбатко"),
        ("Марина Горелова", "Мария Горелова"),
        ("Юрий Горелов", "Егор Горелов"),
        ("Inna Harelava", "Hanna Harelava"),
        ("Яна Горелова", "Анна Горелова"),
        ("Diana Gorelova", "Dana Gorelova"),
        ("Виктор Петрович Горелов", "Виктор Павлович Горелов"),
        ("Aliaksandr Aliaksandravich Harelau", "Александр Николаевич Горелов"),
        ("Виктор Петрович Горелов", "Виктор Петрович Гореленко"),
        ("Виктор Петрович Горелов", "Виктор Петрович Гореловский"),
        ("Павел Новик", "Павел Новиков"),
        ("Павел Рузанов", "Павел Русаков"),
        ("Е. Горелов", "Виктор Горелов"),
        ("В. П. Горелов", "Виктор Иванович Горелов"),
    ],
)
def test_relatives_and_near_names_are_others(one: str, other: str) -> None:
    assert score(one, other) < MAY_BE_SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Горелова", "Нина Горелова"),
        ("Ветровского", "Siarhei Vetrauski"),
        ("В. Гарбатка", "V. Harbatka"),
        ("У. Гарбатка", "Владимир Горбатко"),
        ("Y. Harbatka", "Юрась Гарбатка"),
        ("Роман Мартин", "Мартин Роман"),
        ("Nina Sharendova", "Ніна Шарэндава-Бялькевіч"),
        ("Павел Трубниковец", "Павел Трудниковец"),
    ],
)
def test_too_little_for_a_tie_is_for_somebody_to_look_at(one: str, other: str) -> None:
    assert MAY_BE_SAME <= score(one, other) < SAME_PERSON


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Алесь Гарбатка", "Аляксандр Гарбатка"),
        ("Мікола Гарбатка", "Николай Горбатко"),
        ("Zmicier Harbatka", "Dmitry Gorbatko"),
        ("Настя Горелова", "Anastasia Gorelova"),
        ("В. П. Горелов", "Виктор Петрович Горелов"),
        ("Ніна Шарэндава-Бялькевіч", "Nina Sharendova-Belkevich"),
        ("Viktar Chramyka", "Viktar Khramyka"),
        ("Виктор Петрович Трубниковец", "Виктор Петрович Трудниковец"),
    ],
)
def test_short_forms_two_initials_and_double_names_are_enough(one: str, other: str) -> None:
    assert score(one, other) >= SAME_PERSON


def test_the_reason_says_what_parts_the_two() -> None:
    father, son = parse_person("Виктор Петрович Горелов"), parse_person("Виктор Викторович Горелов")
    assert compare_people(father, son).reason == "same surname and given name, other patronymics"


@pytest.mark.parametrize("written", ["", "...", "123", "()", "\u200b", "(Иван)"])
def test_what_is_no_name_is_like_nothing(written: str) -> None:
    name = parse_person(written)
    assert compare_people(name, parse_person("Иван Горелов")).score < MAY_BE_SAME


def test_no_name_is_like_no_name() -> None:
    assert compare_people(parse_person(""), parse_person("")).score == 0.0
    assert blocking_keys(parse_person("")) == frozenset()


@pytest.mark.parametrize(
    "written", ["а" * 100_000, "(" * 100_000, "Иван-" * 50_000, "В." * 50_000, "a'" * 50_000]
)
def test_a_hostile_name_takes_no_time(written: str) -> None:
    assert len(blocking_keys(parse_person(written))) < 2_000
