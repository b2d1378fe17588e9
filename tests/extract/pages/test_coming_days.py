"""On which day something comes that is only announced. The pages are of Saturday, 13 September 2025."""

from __future__ import annotations

from datetime import date

import pytest

from extract_page import page
from tracker.extract.pages import extract
from tracker.model import Status


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Belarus will free ten prisoners on Thursday, the president's press service said on Friday."),
        ("en", "On Thursday the US will lift sanctions on the Belarusian airline, a diplomat announced."),
        ("en", "The office in Minsk announced on Friday that ten prisoners would be freed on Thursday."),
        ("en", "Ten prisoners are to be freed in Belarus on Thursday."),
        ("ru", "Десять белорусских политзаключённых будут освобождены в четверг, сообщила пресс-служба."),
        ("ru", "В четверг в Беларуси выйдут на свободу десять политзаключённых, сообщила пресс-служба."),
        ("be", "Дзесяць палітвязняў будуць вызваленыя ў Беларусі ў чацвер, паведаміла прэс-служба."),
        (
            "be-Latn",
            "Dziesiać palitviaźniaŭ buduć vyzvalenyja ŭ Biełarusi ŭ čacvier, paviedamiła pres-słužba.",
        ),
    ],
)
def test_what_will_happen_on_a_weekday_happens_on_the_next_one(language, text):
    (record,) = extract(page(text, language=language)).records
    assert (record.status, record.on) == (Status.ANNOUNCED, date(2025, 9, 18))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The US said on Thursday it will lift sanctions on the Belarusian airline."),
        ("en", "Washington will ease sanctions on Belarus, the envoy John Coale said on Thursday."),
        ("en", "On Thursday, John Coale said the US will lift sanctions on the Belarusian airline."),
        ("en", "Ministers of the European Union agreed on Thursday to extend the sanctions against Belarus."),
    ],
)
def test_a_weekday_beside_whoever_says_so_is_past(language, text):
    (record,) = extract(page(text, language=language)).records
    assert record.on == date(2025, 9, 11)


def test_a_weekday_of_what_was_done_is_past():
    (record,) = extract(page("Ten prisoners were freed in Belarus on Thursday.")).records
    assert (record.status, record.on) == (Status.ACTUAL, date(2025, 9, 11))


def test_the_weekday_of_the_page_itself_is_that_day():
    (record,) = extract(page("Ten prisoners will be freed in Belarus on Saturday.")).records
    assert record.on == date(2025, 9, 13)
