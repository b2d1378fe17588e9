"""`tracker extract`: pages from a file, as words and as JSON."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tracker.cli import tracker

PAGE = {
    "id": "one",
    "lang": "en",
    "published": "2025-09-13",
    "title": "Belarus frees two priests",
    "text": "Belarus freed two priests on Thursday. The EU called for the release of all prisoners.",
}


def _run(tmp_path, *options, page=PAGE):
    file = tmp_path / "pages.jsonl"
    file.write_text(page if isinstance(page, str) else json.dumps(page), encoding="utf-8")
    return CliRunner().invoke(tracker, ["extract", str(file), *options])


def test_json_has_one_line_a_document_in_the_schema(tmp_path):
    shown = json.loads(_run(tmp_path, "--json").output)
    assert (shown["id"], shown["language"], shown["published"]) == ("one", "en", "2025-09-13")
    assert [record["count"] for record in shown["records"]] == [2]
    assert [rejected["reason"] for rejected in shown["rejected"]] == ["demand"]


def test_words_say_what_is_a_record_and_what_is_not(tmp_path):
    output = _run(tmp_path).output
    assert "release actual: unspecified, BY, 2 people, 2025-09-11" in output
    assert "not a record: demand" in output


def test_explain_marks_the_words_and_names_rule_and_filter(tmp_path):
    output = _run(tmp_path, "--explain").output
    assert "Belarus [freed] two priests on Thursday." in output
    assert "en.release.free-active: release actual" in output
    assert "en.release.release-noun: stopped: demand" in output


def test_a_day_of_publication_can_be_given(tmp_path):
    page = {key: value for key, value in PAGE.items() if key != "published"}
    shown = json.loads(_run(tmp_path, "--json", "--published", "2025-09-13", page=page).output)
    assert [record["date"] for record in shown["records"]] == ["2025-09-11"]


def test_hostile_text_moves_no_cursor(tmp_path):
    page = {**PAGE, "title": "Belarus frees two priests \x1b[2J", "id": "a\x1b[0m"}
    for options in ((), ("--explain",)):
        assert "\x1b" not in _run(tmp_path, *options, page=page).output


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("{", "is no JSON"),
        ({"id": "a"}, 'an object with a "text"'),
        ({**PAGE, "published": "soon"}, "is no day"),
    ],
)
def test_a_broken_line_is_named_with_its_file_and_number(tmp_path, page, said):
    result = _run(tmp_path, "--json", page=page)
    assert result.exit_code != 0
    assert "pages.jsonl:1" in str(result.exception)
    assert said in str(result.exception)
