"""`tracker baseline`: the page that readers cite, and the draft for another article."""

from __future__ import annotations

from pathlib import Path

import pytest

from calling import Call
from tracker.store.connection import connect


def test_the_demo_answers_a_part_of_the_bargain(call: Call, demo_database: Path) -> None:
    said = call("baseline", "--question", "Q1", "--db", demo_database)
    assert said.code == 0
    assert "Q1  ANSWERED IN PART" in said.out
    assert "potash: answered" in said.out
    assert "answers the question (potash): a potash company is delisted by the US" in said.out
    assert "rebuilt from dated facts" in said.out
    assert "R4" not in said.out


def test_every_claim_and_question_is_there_for_programs(call: Call, demo_database: Path) -> None:
    found = call("baseline", "--json", "--db", demo_database).json
    assert [one["id"] for one in found["questions"]] == [f"Q{number}" for number in range(1, 13)]
    assert {one["id"] for one in found["claims"]} >= {"R1", "R4", "C4", "S6", "LS1"}
    told = call("developments", "--json", "--db", demo_database).json_lines
    assert found["developments"] == len(told)
    touching = {seen["id"] for one in found["questions"] for seen in one["touched_by"]}
    assert touching == {one["id"] for one in told if one["questions"]}


def test_one_claim_is_shown_with_what_has_overtaken_it(call: Call, demo_database: Path) -> None:
    said = call("baseline", "--claim", "LS1", "--db", demo_database)
    assert "LS1  STANDS" in said.out
    assert "since then: OFAC took BELARUSKALI OAO off the SDN list" in said.out
    assert "WHAT THE ARTICLE LEAVES OPEN" not in said.out


@pytest.mark.parametrize("exists", [True, False])
def test_before_the_first_sync_nothing_is_recorded(call: Call, tmp_path: Path, exists: bool) -> None:
    database = tmp_path / "empty.db"
    if exists:
        connect(database).close()
    said = call("baseline", "--db", database)
    assert said.code == 0
    assert "nothing recorded yet" in said.out
    assert database.exists() is exists


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--claim", "R9"), "--claim R9: the article has no such claim; there are R1, R2, R3"),
        (("--question", "Q99"), "--question Q99: the article has no such question; there are Q1, Q2"),
        (("--json", "resolve"), "--claim, --question and --json do not go with resolve"),
    ],
)
def test_what_the_article_does_not_have_is_one_clear_line(call: Call, words, line: str) -> None:
    said = call("baseline", *words)
    assert said.code == 2
    assert line in said.err
    assert len(said.err.strip().splitlines()) == 1
