"""To whom people are handed at a border, and where they go from there."""

from __future__ import annotations

import pytest

from extract_page import page
from tracker.extract.pages import extract


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Ten Belarusian prisoners were freed on Friday and handed over to US diplomats at the border.",
        ),
        ("en", "Belarus freed ten prisoners on Friday. They were handed to diplomats of the United States."),
        ("en", "Belarus turned over ten prisoners to the Americans on Friday."),
        ("en", "Belarus freed ten prisoners on Friday. They were handed over to the US embassy."),
        ("ru", "В пятницу Беларусь освободила десять заключённых, их передали американским дипломатам."),
        ("ru", "В пятницу Беларусь освободила десять заключённых, их передали дипломатам США."),
        ("ru", "В пятницу Минск передал десять политзаключённых американской стороне."),
        ("be", "У пятніцу Беларусь вызваліла дзесяць палітвязняў, іх перадалі дыпламатам ЗША."),
        ("be", "У пятніцу Мінск перадаў дзесяць палітвязняў амерыканскаму боку."),
    ],
)
def test_who_is_handed_to_diplomats_is_brought_nowhere(language, text):
    (record,) = extract(page(text, language=language)).records
    assert (record.destination, record.counterpart) == ((), ("US",))


@pytest.mark.parametrize(
    ("language", "text", "destination"),
    [
        ("en", "Belarus freed an American on Friday. She was flown to the United States.", "US"),
        ("ru", "В пятницу Беларусь освободила американку. Её передали в США.", "US"),
        ("ru", "В пятницу Минск передал девять гражданских украинской стороне.", "UA"),
        (
            "en",
            "Ten Belarusian prisoners were handed over to US diplomats on Friday and taken to Vilnius.",
            "LT",
        ),
    ],
)
def test_whoever_is_brought_to_a_country_is_there(language, text, destination):
    (record,) = extract(page(text, language=language)).records
    assert record.destination == (destination,)


def test_an_embassy_in_a_third_country_is_no_place_of_its_own():
    text = "В пятницу Беларусь освободила десять заключённых, их доставили в посольство США в Вильнюсе."
    (record,) = extract(page(text, language="ru")).records
    assert "US" not in record.destination
