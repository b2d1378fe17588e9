"""What `tracker extract` is given: each file is known for what it is, and its faults have a place."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.errors import UnreadablePage
from tracker.read.extract_input import documents_in

LINE = (
    '{"id": "a-1", "url": "https://example.org/1", "published": "2025-09-11", '
    '"title": "Bridge", "text": "The bridge was opened."}'
)
PAGE = (
    '<!doctype html><title>T</title><meta property="article:published_time" content="2025-09-11">'
    "<body><h1>Bridge</h1><p>The bridge over the river was opened on Thursday; the mayor walked across.</p>"
)


def test_a_page_is_a_document_under_its_files_name() -> None:
    ((name, found),) = documents_in("pages/bridge.html", PAGE.encode(), url="https://example.org/1")
    assert (name, found.url, found.published) == (
        "pages/bridge.html",
        "https://example.org/1",
        date(2025, 9, 11),
    )
    assert found.text == "The bridge over the river was opened on Thursday; the mayor walked across."


def test_a_day_that_is_given_overrules_the_page() -> None:
    ((_, found),) = documents_in("bridge.html", PAGE.encode(), published=date(2025, 9, 12))
    assert found.published == date(2025, 9, 12)


def test_a_plain_text_in_another_charset_is_a_document() -> None:
    text = "Мост через реку открыли в четверг.\n\nПервым прошёл мэр.".encode("windows-1251")
    ((name, found),) = documents_in("bridge.txt", text, published=date(2025, 9, 12))
    assert (name, found.language, found.published) == ("bridge.txt", "ru", date(2025, 9, 12))
    assert found.text.split("\n\n") == ["Мост через реку открыли в четверг.", "Первым прошёл мэр."]


def test_each_line_of_json_is_a_document_under_its_id() -> None:
    more = '{"id": 7, "text": "Мост адкрылі ў чацвер.", "records": [], "lang": "be"}'
    found = dict(documents_in("set.jsonl", f"{LINE}\n\n{more}\n".encode(), published=date(2025, 1, 1)))
    assert list(found) == ["a-1", "7"]
    assert (found["a-1"].title, found["a-1"].published) == ("Bridge", date(2025, 9, 11))
    assert (found["7"].language, found["7"].published, found["7"].title) == ("be", date(2025, 1, 1), None)


def test_a_line_without_an_id_is_named_by_its_place() -> None:
    assert [name for name, _ in documents_in("set.jsonl", b'{"text": "One."}\n{"text": "Two."}')] == [
        "set.jsonl:1",
        "set.jsonl:2",
    ]


def test_what_stands_before_a_bad_line_is_read() -> None:
    documents = documents_in("set.jsonl", f"{LINE}\nnothing".encode())
    assert next(documents)[0] == "a-1"
    with pytest.raises(UnreadablePage):
        next(documents)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ('{"text": "x"', "set.jsonl, line 1: no JSON: Expecting ',' delimiter: line 1 column 13 (char 12)"),
        ("{}", 'set.jsonl, line 1: "text" is missing'),
        ('{"text": "x"}\n[1]', "set.jsonl, line 2: no object: it is a list"),
        ('{"text": 5}', 'set.jsonl, line 1: "text" = 5 is no text'),
        ('{"text": " "}', "set.jsonl, line 1: no page: it has no text of its own"),
        ('{"text": "x", "id": [1]}', 'set.jsonl, line 1: "id" = [1] is neither text nor number'),
        (
            '{"text": "x", "published": "11.09.2025"}',
            'set.jsonl, line 1: "published" = "11.09.2025" is no day; write it as in "2025-09-11"',
        ),
        (f"{LINE}\n{LINE}", 'set.jsonl, line 2: id "a-1" stands on line 1 already'),
        ('{"text": ' + "[" * 100_000, "set.jsonl, line 1: no JSON: it cannot be read"),
    ],
)
def test_a_fault_is_told_in_one_line_with_its_place(lines: str, why: str) -> None:
    with pytest.raises(UnreadablePage) as raised:
        list(documents_in("set.jsonl", lines.encode()))
    assert str(raised.value) == why


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"%PDF-1.7", "report: no page: it is a PDF"),
        (b" \n", "report: no page: it has no text of its own"),
        (b"<html><body></body></html>", "report: no page: it has no text of its own"),
    ],
)
def test_a_file_without_text_is_told_with_its_name(body: bytes, why: str) -> None:
    with pytest.raises(UnreadablePage) as raised:
        list(documents_in("report", body))
    assert str(raised.value) == why
