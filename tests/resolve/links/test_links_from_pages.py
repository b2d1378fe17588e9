"""From the text of a page to its links: the rules read it, the sentences tie what they read."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from linking import SECTORS

from invented import source
from tracker.extract.page_records import Origination, page_records
from tracker.extract.pages import extract
from tracker.model import Development, Document, LinkKind, Origin, Record, SourceKind, Tie
from tracker.resolve.links import link

PUBLISHED = date(2025, 9, 12)
ORIGINATION = Origination(
    "https://press.invalid/1", PUBLISHED, 1, 1, "a" * 64, datetime(2025, 9, 12, tzinfo=UTC), Origin.DEMO
)


def alone(record: Record) -> Development:
    """The development of one record."""
    return Development(
        id=f"d-{record.id}",
        type=record.type,
        status=record.status,
        action=record.action,
        authority=record.authority,
        agency=record.agency,
        list=None,
        targets=record.targets,
        programmes=(),
        still_under=(),
        when=record.when,
        ties=(Tie(record.id, 1.0, "the first record of it"),),
        origin=record.origin,
        summary=record.summary,
        details=record.details,
    )


def kinds(text: str, language: str) -> list[LinkKind]:
    found = extract(Document(None, "Minsk. Минск. Мінск.", text, language, PUBLISHED))
    records = page_records(found.records, source(kind=SourceKind.PAGE), ORIGINATION)
    return [
        one.kind for one in link([*map(alone, records)], {one.id: one for one in records}, sectors=SECTORS)
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Belarus freed 40 political prisoners on Thursday after talks with the United States."
            "\n\nIn return, the United States lifted sanctions on potash.",
        ),
        (
            "ru",
            "Лукашенко в четверг помиловал 40 политзаключённых, сообщил посланник США Джон Коул."
            "\n\nВзамен США сняли санкции с калийной отрасли Беларуси.",
        ),
        (
            "be",
            "Лукашэнка ў чацвер памілаваў 40 палітвязняў, паведаміў прадстаўнік прэзідэнта ЗША Джон Коўл."
            "\n\nНаўзамен ЗША знялі санкцыі з калійнай галіны Беларусі.",
        ),
    ],
)
def test_a_page_that_tells_a_giving_and_its_answer_is_an_exchange(language: str, text: str) -> None:
    assert LinkKind.EXCHANGED_FOR in kinds(text, language)


def test_the_same_page_without_the_words_for_it_tells_a_coincidence() -> None:
    text = (
        "Belarus freed 40 political prisoners on Thursday after talks with the United States."
        "\n\nThe United States lifted sanctions on potash."
    )
    assert kinds(text, "en") == [LinkKind.COINCIDES_WITH]


def test_a_demand_of_an_exchange_is_nothing() -> None:
    text = (
        "The opposition in Minsk demands that sanctions be lifted in exchange for the release of prisoners."
    )
    assert kinds(text, "en") == []
