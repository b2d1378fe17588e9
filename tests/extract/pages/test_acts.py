"""Programmes, instruments and days in force, as pages cite them."""

from __future__ import annotations

from datetime import date

import pytest

from extract_page import page
from tracker.extract.pages import extract, statement_json


def _sanction(text):
    (record,) = extract(page(text)).records
    return record


@pytest.mark.parametrize(
    ("text", "programme"),
    [
        ("OFAC designated nine Belarusian judges under E.O. 14038 on Friday.", "BELARUS-EO14038"),
        ("OFAC designated nine Belarusian judges under Executive Order 13405 on Friday.", "BELARUS"),
        (
            "By amending Regulation (EC) No 765/2006 the EU extended its sanctions on Belarus on Friday.",
            "BLR",
        ),
        (
            "Britain imposed sanctions under the Republic of Belarus (Sanctions) (EU Exit) Regulations 2019"
            " on Friday.",
            "Belarus",
        ),
        (
            "Canada imposed sanctions under the Special Economic Measures (Belarus) Regulations on Friday.",
            "Special Economic Measures (Belarus) Regulations",
        ),
        (
            "Switzerland imposed sanctions under its Ordinance on Measures against Belarus on Friday.",
            "SR 946.231.116.9",
        ),
    ],
)
def test_an_act_that_is_cited_names_the_programme(text, programme):
    assert _sanction(text).programme == programme


def test_an_act_of_another_authority_is_not_its_programme():
    assert _sanction("The EU, unlike E.O. 14038, imposed sanctions on Belarus on Friday.").programme is None


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("OFAC issued General License No. 98B for Belarus on Friday.", "General License 98B"),
        ("OFAC issued GL 98 for Belarus on Friday.", "General License 98"),
        ("OFAC issued a new general license for Belarus on Friday.", "general license"),
        (
            "The EU imposed sanctions on Belarus by Implementing Regulation (EU) 2025/9999 on Friday.",
            "Implementing Regulation (EU) 2025/9999",
        ),
        ("The EU imposed sanctions on Belarus on Friday.", None),
    ],
)
def test_an_instrument_is_called_by_its_number_or_title(text, instrument):
    assert _sanction(text).instrument == instrument


def test_a_measure_says_from_when_it_holds():
    record = _sanction(
        "The EU imposed sanctions on Belarus on Friday, which take effect on 20 September 2025."
    )
    assert (record.in_force, record.valid_until) == (date(2025, 9, 20), None)
    assert statement_json(record)["in_force"] == "2025-09-20"


def test_the_next_sentence_may_say_until_when_it_holds():
    record = _sanction("OFAC issued a general license for Belarus on Friday. It expires on April 1, 2026.")
    assert (record.in_force, record.valid_until) == (None, date(2026, 4, 1))
    assert record.on == date(2025, 9, 12)
