"""Programmes, instruments and days of effect, as pages call them."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.extract.pages import Statement, extract
from tracker.model import Document


def read(text: str, language: str = "en", published: date = date(2026, 3, 6)) -> Statement:
    (statement,) = extract(Document(None, None, text, language, published)).records
    return statement


@pytest.mark.parametrize(
    ("text", "programme"),
    [
        ("OFAC lifted sanctions on two banks from Belarus on Friday. They had stood there under E.O. 14038.",
         "BELARUS-EO14038"),
        ("OFAC designated a judge from Belarus on Friday pursuant to Executive Order 13405.", "BELARUS"),
        ("The EU imposed sanctions on a judge from Belarus on Friday under Decision 2012/642/CFSP.", "BLR"),
        ("Canada imposed sanctions on a judge from Belarus on Friday under the Special Economic Measures "
         "(Belarus) Regulations.", "Special Economic Measures (Belarus) Regulations"),
        ("Great Britain imposed sanctions on a judge from Belarus on Friday.", None),
    ],
)  # fmt: skip
def test_a_programme_is_the_one_that_the_page_cites_for_who_acts(text: str, programme: str | None) -> None:
    assert read(text).programme == programme


def test_the_order_of_another_authority_is_no_programme_of_this_one() -> None:
    text = "The EU imposed sanctions on a judge from Belarus on Friday, as the US had under E.O. 13405."
    assert read(text).programme is None


@pytest.mark.parametrize(
    ("text", "language", "instrument"),
    [
        ("On Friday OFAC issued General Licence No. 11A for Belarus' airline.", "en", "General License 11A"),
        ("On Friday the Council of the EU adopted sanctions on Belarus in Implementing Regulation (EU) "
         "2026/511.", "en", "Implementing Regulation (EU) 2026/511"),
        ("В пятницу США выдали генеральную лицензию № 12 по Беларуси.", "ru", "General License 12"),
    ],
)  # fmt: skip
def test_an_instrument_is_called_by_its_name_and_number(text: str, language: str, instrument: str) -> None:
    assert read(text, language).instrument == instrument


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On Friday Canada imposed sanctions on Belarus. They take effect on 20 March 2026.", "en"),
        ("On Friday Canada imposed sanctions on Belarus, effective March 20, 2026.", "en"),
        ("В пятницу Канада ввела санкции против Беларуси. Они вступят в силу 20 марта 2026 года.", "ru"),
        ("У пятніцу Канада ўвяла санкцыі супраць Беларусі. Яны набудуць моц 20 сакавіка 2026 года.", "be"),
    ],
)
def test_the_day_of_effect_is_another_than_the_day_of_the_act(text: str, language: str) -> None:
    statement = read(text, language)
    assert (statement.on, statement.in_force) == (date(2026, 3, 6), date(2026, 3, 20))


def test_without_a_day_of_effect_there_is_none() -> None:
    assert read("On Friday Canada imposed sanctions on Belarus, effective immediately.").in_force is None
