"""What is never taken from a page: family, home addresses, and what a court or a doctor said of somebody."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tracker.extract.pages import extract, in_words, statement_json
from tracker.model import Document

FRIDAY = date(2026, 3, 6)


def read(text: str, language: str) -> Document:
    return Document(None, None, text, language, FRIDAY)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("On Friday Belarus freed Jan Prykladny, whose daughter Hanna Prykladnaya had campaigned for him.",
         "en", ["Jan Prykladny"]),
        ("On Friday Belarus released Taras Prykladny. His wife, Maria Prykladnaya, waited at the border.",
         "en", ["Taras Prykladny"]),
        ("В пятницу в Беларуси освободили Яна Прикладного. Его жена Мария Прикладная и сын Пётр Прикладный "
         "встретили его.", "ru", ["Яна Прикладного"]),
        ("В пятницу в Беларуси на свободу вышел Ян Прикладной, сообщила его дочь Анна Прикладная.", "ru",
         ["Ян Прикладной"]),
        ("У пятніцу ў Беларусі вызвалілі Тараса Прыкладнога. Яго маці Ганна Прыкладная сустрэла яго.",
         "be", ["Тараса Прыкладнога"]),
    ],
)  # fmt: skip
def test_family_is_not_named_beside_somebody_who_was_freed(
    text: str, language: str, names: list[str]
) -> None:
    (record,) = extract(read(text, language)).records
    assert list(record.names) == names


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On Friday Belarus released Taras Prykladny, who has cancer, to his home at Linden Street 5.", "en"),
        ("В пятницу в Беларуси освободили Тараса Прикладного, больного раком, он живёт на улице Липовой, 5.",
         "ru"),
        ("У пятніцу ў Беларусі вызвалілі Тараса Прыкладнога, хворага на рак, ён жыве на вуліцы Ліпавай, 5.",
         "be"),
    ],
)  # fmt: skip
def test_an_address_and_an_illness_stand_nowhere_but_in_the_quote(text: str, language: str) -> None:
    (record,) = extract(read(text, language)).records
    told = {key: value for key, value in statement_json(record).items() if key != "quote"}
    written = json.dumps(told, ensure_ascii=False) + in_words(record)
    for word in ("Linden", "Street", "cancer", "Липов", "рак", "Ліпав"):
        assert word not in written


def test_what_a_court_called_somebody_is_in_no_summary() -> None:
    text = "On Friday Belarus pardoned ten extremists who had confessed, state television said."
    for record in extract(read(text, "en")).records:
        assert "extremist" not in in_words(record)
        assert "confess" not in in_words(record)
