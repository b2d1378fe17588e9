"""`tracker extract`: pages from a file, as words and as JSON."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tracker.cli import tracker
from tracker.errors import UsageError
from tracker.store.connection import connect

PAGE: dict[str, object] = {
    "id": "one",
    "lang": "en",
    "published": "2025-09-13",
    "title": "Belarus frees two priests",
    "text": "Belarus freed two priests on Thursday. The EU called for the release of all prisoners.",
}


def _run(tmp_path: Path, *options: str, page: dict[str, object] | str = PAGE) -> Result:
    file = tmp_path / "pages.jsonl"
    file.write_text(page if isinstance(page, str) else json.dumps(page), encoding="utf-8")
    return CliRunner().invoke(tracker, ["extract", str(file), *options])


def test_json_has_one_line_a_document_in_the_schema(tmp_path: Path) -> None:
    shown = json.loads(_run(tmp_path, "--json").output)
    assert (shown["id"], shown["language"], shown["published"]) == ("one", "en", "2025-09-13")
    assert [record["count"] for record in shown["records"]] == [2]
    assert [rejected["reason"] for rejected in shown["rejected"]] == ["demand"]


def test_words_say_what_is_a_record_and_what_is_not(tmp_path: Path) -> None:
    output = _run(tmp_path).output
    assert "release actual: BY, 2 people, 2025-09-11" in output
    assert "not a record: demand" in output


def test_explain_marks_the_words_and_names_rule_and_filter(tmp_path: Path) -> None:
    output = _run(tmp_path, "--explain").output
    assert "Belarus [freed] two priests on Thursday." in output
    assert "en.release.free-active: release actual" in output
    assert "en.release.release-noun: stopped: demand" in output


NAMED: dict[str, object] = {
    **PAGE,
    "id": "https://a.example/alena-vydumanava",
    "title": "Belarus frees Alena Vydumanava",
    "text": "Belarus freed the poet Alena Vydumanava and the poet Pavel Nebylets on Thursday.",
}


@pytest.mark.parametrize("options", [(), ("--json",), ("--explain",)])
def test_who_is_suppressed_in_the_database_beside_it_is_not_named(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    beside = ("--db", str(tmp_path / "belarus.db"))
    connect(tmp_path / "belarus.db").close()
    assert "Vydumanava" in _run(tmp_path, *options, *beside, page=NAMED).output
    CliRunner().invoke(tracker, ["suppress", "Alena Vydumanava", "--why", "she asked for it", *beside])
    shown = _run(tmp_path, *options, *beside, page=NAMED)
    assert shown.exit_code == 0
    assert "ydumanava" not in shown.output
    assert "[name withheld]" in shown.output
    assert "Pavel Nebylets" in shown.output


def test_a_day_of_publication_can_be_given(tmp_path: Path) -> None:
    page = {key: value for key, value in PAGE.items() if key != "published"}
    shown = json.loads(_run(tmp_path, "--json", "--published", "2025-09-13", page=page).output)
    assert [record["date"] for record in shown["records"]] == ["2025-09-11"]


def test_hostile_text_moves_no_cursor(tmp_path: Path) -> None:
    page = {**PAGE, "title": "Belarus frees two priests \x1b[2J", "id": "a\x1b[0m"}
    for options in ((), ("--explain",)):
        assert "\x1b" not in _run(tmp_path, *options, page=page).output


@pytest.mark.parametrize("page", ["{", {"id": "a"}, {**PAGE, "published": "soon"}])
def test_a_broken_line_is_named_with_its_file_and_number(
    tmp_path: Path, page: dict[str, object] | str
) -> None:
    result = _run(tmp_path, "--json", page=page)
    assert isinstance(result.exception, UsageError)
    assert "pages.jsonl, line 1: " in str(result.exception)


def test_a_page_of_html_is_read_like_a_line(tmp_path: Path) -> None:
    body = "".join(f"<p>{sentence}.</p>" for sentence in str(PAGE["text"]).rstrip(".").split(". "))
    page = f"<html><head><title>{PAGE['title']}</title></head><body><article>{body}</article></body></html>"
    shown = json.loads(_run(tmp_path, "--json", "--published", "2025-09-13", page=page).output)
    assert [record["count"] for record in shown["records"]] == [2]


@pytest.mark.skipif(find_spec("slovnet") is None, reason="the extra ner is not installed")
def test_ner_parts_people_from_houses(tmp_path: Path) -> None:
    text = "В Беларуси в четверг на свободу вышли Анна Дубова и Пётр Ясень, сообщает Дом Дружбы."
    page = {"id": "one", "published": "2025-09-13", "text": text}
    found = [
        json.loads(_run(tmp_path, "--json", *extra, page=page).output)["records"]
        for extra in ((), ("--ner",))
    ]
    assert [one["names"] for records in found for one in records] == [
        ["Анна Дубова", "Пётр Ясень", "Дом Дружбы"],
        ["Анна Дубова", "Пётр Ясень"],
    ]
