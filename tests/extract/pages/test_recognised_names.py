"""Names of people with a recogniser beside the rules: one that is played, and slovnet if it is installed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec

import pytest

from extract_page import page
from tracker.errors import UsageError
from tracker.extract import slovnet_names
from tracker.extract.pages import explain, extract
from tracker.extract.pages.aids import Aids
from tracker.extract.pages.names import Name
from tracker.extract.pages.recognised import Recognised, Recogniser, corrected
from tracker.extract.slovnet_names import slovnet_recogniser
from tracker.model import Document

LIST = "На свободу в четверг вышли Анна Дубова, Пётр Ясень и Марк Кленов, сообщает Белорусский Дом Дружбы."
WITH_SLOVNET = pytest.mark.skipif(find_spec("slovnet") is None, reason="the extra ner is not installed")


@dataclass
class Played:
    """Knows the names that it is told, wherever they stand."""

    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    language: str = "ru"

    def recognise(self, text: str) -> Sequence[Recognised]:
        known = [(name, True) for name in self.people] + [(name, False) for name in self.others]
        return [
            Recognised(text.index(name), text.index(name) + len(name), is_person)
            for name, is_person in known
            if name in text
        ]


def _names(document: Document, recogniser: Recogniser | None = None) -> list[tuple[str, ...]]:
    return [record.names for record in extract(document, aids=Aids(recogniser)).records]


def _russian(*paragraphs: str) -> Document:
    return page("Новости Беларуси.", *paragraphs, language="ru")


def test_a_row_of_capitals_that_is_no_person_is_no_name() -> None:
    assert _names(_russian(LIST)) == [("Анна Дубова", "Пётр Ясень", "Марк Кленов", "Дом Дружбы")]
    played = Played(others=("Белорусский Дом Дружбы",))
    assert _names(_russian(LIST), played) == [("Анна Дубова", "Пётр Ясень", "Марк Кленов")]


def test_two_names_without_a_comma_are_two() -> None:
    text = "Власти Беларуси в четверг освободили троих: это Анна Дубова, Пётр Ясень Марк Кленов."
    played = Played(people=("Пётр Ясень", "Марк Кленов"))
    assert _names(_russian(text), played) == [("Анна Дубова", "Пётр Ясень", "Марк Кленов")]


def test_a_list_after_the_release_is_corrected_too() -> None:
    text = (
        "В Беларуси в четверг освободили троих человек.\n\nСреди них Анна Дубова, Новый Берег и Пётр Ясень."
    )
    assert _names(_russian(text), Played(others=("Новый Берег",))) == [("Анна Дубова", "Пётр Ясень")]


def test_a_surname_alone_is_not_added() -> None:
    text = "В четверг в Беларуси на свободу вышла Анна Дубова, с ней говорил Кленов."
    assert _names(_russian(text), Played(people=("Анна Дубова", "Кленов"))) == [("Анна Дубова",)]


def test_whether_there_is_a_record_the_rules_say_alone() -> None:
    """A recogniser that takes everybody for a place takes the names, never the release."""
    played = Played(others=("Анна Дубова", "Пётр Ясень", "Марк Кленов", "Белорусский Дом Дружбы"))
    bare, with_it = extract(_russian(LIST)), extract(_russian(LIST), aids=Aids(played))
    assert [(one.rule, one.quote, one.on) for one in with_it.records] == [
        (one.rule, one.quote, one.on) for one in bare.records
    ]
    assert with_it.rejected == bare.rejected


def test_another_language_is_not_shown_to_it() -> None:
    text = "Belarus freed Ann Oak and Peter Ash on Thursday."
    assert _names(page(text), Played(others=("Ann Oak", "Peter Ash"))) == [("Ann Oak", "Peter Ash")]


def test_explain_tells_the_corrected_names() -> None:
    played = Played(others=("Белорусский Дом Дружбы",))
    told = [one.names for sentence in explain(_russian(LIST), aids=Aids(played)) for fired in sentence.fired
            for one in fired.statements]  # fmt: skip
    assert told == [("Анна Дубова", "Пётр Ясень", "Марк Кленов")]


def test_bounds_are_the_recognisers_where_the_two_overlap() -> None:
    text = "Ясень Марк Кленов и Анна Дубова"
    names = (Name(0, 17, "Ясень Марк Кленов"), Name(20, 31, "Анна Дубова"))
    found = corrected(text, names, [Recognised(0, 5, True), Recognised(6, 17, True)])
    assert [name.text for name in found] == ["Ясень", "Марк Кленов", "Анна Дубова"]
    assert all(text[name.start : name.end] == name.text for name in found)


@pytest.mark.parametrize("missing", ["natasha", "slovnet"])
def test_without_the_extra_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, missing: str, tmp_path: object
) -> None:
    def no_module(name: str) -> None:
        raise ImportError(name)

    if missing == "natasha":
        monkeypatch.setattr(slovnet_names, "find_spec", lambda name: None)
    else:
        monkeypatch.setattr(slovnet_names, "_data_folder", lambda: tmp_path)
        monkeypatch.setattr(slovnet_names, "import_module", no_module)
    slovnet_recogniser.cache_clear()
    with pytest.raises(UsageError, match=r"pip install 'belarus-tracker\[ner\]'"):
        slovnet_recogniser()


@WITH_SLOVNET
def test_slovnet_tells_people_from_houses_and_parts_names_in_a_row() -> None:
    slovnet_recogniser.cache_clear()
    recogniser = slovnet_recogniser()
    assert _names(_russian(LIST), recogniser) == [("Анна Дубова", "Пётр Ясень", "Марк Кленов")]
    envoy = "После визита посланника Трампа Кита Келлога в четверг из колонии в Беларуси вышел Пётр Ясень."
    assert [one.officials for one in extract(_russian(envoy), aids=Aids(recogniser)).records] == [
        ("Трампа", "Кита Келлога")
    ]
    # Its morphology asks for setuptools' pkg_resources, which a current environment lacks.
    assert "natasha" not in sys.modules


@WITH_SLOVNET
@pytest.mark.parametrize("text", ["", " \n", "\x00", "😀", "\u0301" * 50, "А" * 1500, "((((" * 300])
def test_slovnet_bears_any_text(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in slovnet_recogniser().recognise(text))
