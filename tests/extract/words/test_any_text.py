"""What holds for any text: nothing is lost, offsets are true, no date lies ahead, time is linear."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.extract.words import dates, numbers, sentences
from tracker.extract.words.lexicon import LANGUAGES

# Pieces that rules are made of, thrown together, and any characters at all.
_PIECES = (
    "11", "2025", "31", "1,300", "13.09.2025", "сентября", "верасьня", "September", "May", "в", "на", "last",
    "week", "two", "dozen", "hundreds", "of", "сто", "двадцать", "тысячи", "полтора", "дзьве", "tysiačy", "-",
    ",", ".", "…", "«", "»", "\n", "\n\n", " ", "1.", "А.", "г.", "U.S.", "ago", "назад", "year", "0", "İ",
    "'",
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
)
_LANGUAGES = st.sampled_from(LANGUAGES)


@given(text=_TEXTS, language=_LANGUAGES)
@settings(deadline=None)
def test_sentences_lose_nothing_but_blanks(text: str, language: str) -> None:
    found = sentences(text, language)
    at = 0
    for one in found:
        assert not text[at : one.start].strip()
        assert one.text == text[one.start : one.end] == one.text.strip() != ""
        at = one.end
    assert not text[at:].strip()
    assert [one.paragraph for one in found] == sorted(one.paragraph for one in found)


@given(text=_TEXTS, language=_LANGUAGES)
@settings(deadline=None)
def test_numbers_stand_where_they_say(text: str, language: str) -> None:
    at = 0
    for number in numbers(text, language):
        assert at <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == text[number.start : number.end].strip()
        assert number.value >= 0
        at = number.end


@given(text=_TEXTS, language=_LANGUAGES, published=st.dates())
@settings(max_examples=200, deadline=None)
@example(text="2000", language="en", published=date(9999, 11, 17))  # a claim of a page, found by chance
def test_dates_stand_where_they_say_and_never_lie_far_ahead(
    text: str, language: str, published: date
) -> None:
    at = 0
    for found in dates(text, language, published):
        assert at <= found.start < found.end
        assert found.phrase == text[found.start : found.end]
        assert found.first <= found.last
        assert found.on - published <= timedelta(days=45)
        at = found.end


@given(
    language=st.sampled_from(["en", "ru", "be"]),
    published=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    day=st.integers(1, 28),
    month=st.integers(0, 11),
)
@settings(deadline=None)
def test_a_day_without_a_year_is_the_latest_one_within_the_slack(
    language: str, published: date, day: int, month: int
) -> None:
    names = {
        "en": "January February March April May June July August September October November December",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "be": "студзеня лютага сакавіка красавіка мая чэрвеня "
        "ліпеня жніўня верасня кастрычніка лістапада снежня",
    }
    (found,) = dates(f"{day} {names[language].split()[month]}", language, published)
    assert (found.on.day, found.on.month) == (day, month + 1)
    assert timedelta(days=45) >= found.on - published > timedelta(days=45 - 367)


@pytest.mark.parametrize("language", ["en", "ru", "be-Latn"])
@pytest.mark.parametrize(
    "unit",
    [".", "!", "…", "1", "a'", "1 111", "1,", "1. ", "а. ", "a.", "«", "»", "\n", " \n ", "- ", "11-",
     "сто ", "twenty ", "two dozen ", "hundreds of ", "с мая ", "May ", "11 ", "Sept. ", "last ", "no ",
     "more than ", "half a ", "1.1", "20 мая - ", "2020 - ", "г. ", "г.г."],
)  # fmt: skip
def test_the_time_for_a_hostile_page_is_linear(language: str, unit: str) -> None:
    text = unit * (30_000 // len(unit)) + "x"
    before = time.process_time()
    sentences(text, language)
    numbers(text, language)
    dates(text, language, date(2025, 9, 13))
    # A square would take minutes.
    assert time.process_time() - before < 2
