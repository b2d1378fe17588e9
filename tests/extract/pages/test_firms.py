"""Which names on pages about sanctions are told to be firms'."""

from __future__ import annotations

import pytest

from extract_page import page
from tracker.extract.pages import extract


@pytest.mark.parametrize(
    ("language", "text", "firm"),
    [
        ("en", "The US lifted sanctions on the Belarusian airline Kalina on Friday.", "Kalina"),
        ("en", "The US lifted sanctions on Belarus's potash producer Kalina on Friday.", "Kalina"),
        ("en", "On Friday the US lifted sanctions on Kalina, a state-owned bank of Belarus.", "Kalina"),
        ("ru", "В пятницу США сняли санкции с белорусской авиакомпании «Калина».", "Калина"),
        ("ru", "В пятницу США сняли санкции с минского ОАО «Калина».", "Калина"),
        ("be", "У пятніцу ЗША знялі санкцыі з беларускага завода «Каліна».", "Каліна"),
    ],
)
def test_a_word_for_a_firm_beside_a_name_makes_it_one(language, text, firm):
    (record,) = extract(page(text, language=language)).records
    assert firm in record.targets
    assert record.firms == (firm,)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The EU imposed sanctions on Ivan Example, an airline owner from Minsk, on Friday."),
        ("en", "The EU imposed sanctions on Ivan Example, a company's director in Minsk, on Friday."),
        ("en", "The EU imposed sanctions on the tobacco trader Ivan Example of Minsk on Friday."),
        ("en", "On Friday the EU imposed sanctions on Kalina of Belarus."),
        ("ru", "В пятницу ЕС ввёл санкции против директора минского завода Ивана Примерова."),
        ("be", "У пятніцу ЕЗ увёў санкцыі супраць дырэктара мінскага завода Івана Прыкладнага."),
    ],
)
def test_whoever_owns_or_leads_a_firm_is_none_and_a_name_alone_tells_nothing(language, text):
    (record,) = extract(page(text, language=language)).records
    assert record.targets
    assert record.firms == ()
