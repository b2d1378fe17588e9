"""Companies, other bodies and vessels: all invented, but for those that anybody may name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.resolve.names import MAY_BE_SAME, SAME_ENTITY, compare_entities, entity_keys, fold_entity


def score(one: str, other: str) -> float:
    return compare_entities(fold_entity(one), fold_entity(other)).score


SAME = [
    ("ОАО «Беларусбанк»", "Belarusbank"),
    ("Open Joint Stock Company “Zubrokali”", "Адкрытае акцыянернае таварыства «Зуброкалій»"),
    ("Joint-Stock Company Zubrokali", "ОAО Зуброкалий"),  # a Latin A in the legal form
    ("TAA Лагуна", "Laguna LLC"),  # a legal form in Latin look-alikes
    ("Zubr Potash Company", "ОАО «Зубр калийная компания»"),
    ("OJSC “ZUBRAZ” – managing company of “ZUBRAZ-HOLDING” holding", "ААТ «Зубраз»"),
    ("Завод тягачей №1", "Zavod Tiagachei No. 1"),
    ("Минский завод тягачей № 02", "Minsk Tiagachei Plant No 2"),
    ("EW-999ZZ", "EW999ZZ"),
    ("Zubr Tobacco, LLC", "ZubrTobacco LLC"),
    ("Hotel Zubrova", "Гасцініца «Зуброва»"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_company_in_two_spellings(one: str, other: str) -> None:
    assert score(one, other) >= SAME_ENTITY


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_company_is_found_under_a_shared_key(one: str, other: str) -> None:
    assert entity_keys(fold_entity(one)) & entity_keys(fold_entity(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Belarusbank", "Belagroprombank"),
        ("Factory No 1", "Factory No 2"),
        ("Zubr Plant II", "Zubr Plant III"),
        ("Zubr Plant", "Zubr Plant 2"),
        ("EW-999ZZ", "EW-998ZZ"),
        ("Minsk Tractor Plant", "Minsk Automobile Plant"),
        ("Беларуськалій", "Беларуская"),
        ("Нафтан", "Oil"),
        ("Белнефть", "Белнефтехим"),
        ("Brest Hotel", "Minsk Hotel"),
        ("ОАО", "ООО"),
        ("", "Zubr"),
    ],
)
def test_one_word_or_number_of_difference_is_another_company(one: str, other: str) -> None:
    assert score(one, other) < MAY_BE_SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО «Зуброкон»", "ЗАО «Зуброкон»"),
        ("Zubrokon Group", "Zubrokon LLC"),
        ("Zubravia", "Zubravia Belarusian Airlines"),
    ],
)
def test_another_form_or_a_longer_name_is_for_somebody_to_look_at(one: str, other: str) -> None:
    assert MAY_BE_SAME <= score(one, other) < SAME_ENTITY


def test_the_order_of_words_makes_no_other_company() -> None:
    assert score("Neman Tobacco Factory Grodno", "Гродненская табачная фабрика Неман") >= SAME_ENTITY


def test_the_reason_names_the_words_that_differ() -> None:
    found = compare_entities(fold_entity("Zubrbank"), fold_entity("Zubragrobank"))
    assert found.reason == '"zubrbank" against "zubragrobank"'


WORDS = (
    "Zubr",
    "Зубр",
    "Tobacco",
    "табачная",
    "фабрика",
    "Plant",
    "No",
    "1",
    "2",
    "Neman",
    "Неман",
    "OJSC",
    "ООО",
    "Group",
)
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join) | st.text(max_size=30)


@settings(deadline=None)
@given(names, names)
def test_companies_that_can_be_one_share_a_key_and_are_alike_both_ways(one: str, other: str) -> None:
    a, b = fold_entity(one), fold_entity(other)
    found = compare_entities(a, b)
    assert found.score == compare_entities(b, a).score
    if found.score >= MAY_BE_SAME:
        assert entity_keys(a) & entity_keys(b)


@settings(deadline=None)
@given(names)
def test_a_company_is_itself(name: str) -> None:
    folded = fold_entity(name)
    if folded.strong or folded.numbers:
        assert compare_entities(folded, folded).score >= SAME_ENTITY
