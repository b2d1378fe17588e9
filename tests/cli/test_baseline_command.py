"""`tracker baseline`: the page that readers cite, and the draft for another article."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from calling import Call
from tracker.config import shipped_folder
from tracker.store.connection import connect
from world import Answer, World


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
    since = [line for line in said.out.splitlines() if line.strip().startswith("since then: OFAC took")]
    assert any("BELARUSKALI OAO" in line for line in since)
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


PAGE = """<html lang="en"><head><title>Minsk and Washington</title>
<meta property="article:published_time" content="2025-09-14T10:00:00Z"></head><body><article>
<p>Belarus freed 52 political prisoners on <a href="https://example.org/1">11 September</a>, after talks in
Minsk. The group was taken to Lithuania, and several of those freed were foreign nationals.</p>
<p>Whether the embassy in Minsk will reopen is unclear. Much depends on the weather in autumn, and on the
harvest of beets and potatoes, which is large this year in most regions.</p>
</article></body></html>"""


def test_a_drafted_baseline_passes_the_check_of_the_configuration(call: Call, tmp_path: Path) -> None:
    page, folder = tmp_path / "page.html", tmp_path / "config"
    page.write_text(PAGE, encoding="utf-8")
    subject = folder / "example"
    (subject / "sources").mkdir(parents=True)
    shipped = shipped_folder()
    shutil.copy(shipped / "tracker.toml", folder)
    shutil.copy(shipped / "belarus" / "subject.toml", subject)
    said = call("baseline", "new", page, "--out", subject / "baseline.toml")
    assert said.code == 0
    assert "links 1, claims 2, open questions 2, all of them drafts" in said.out
    checked = call("config", "check", "--config", folder)
    assert (checked.code, checked.err) == (0, "")
    assert "2 claims and 2 open questions of 2025-09-14" in checked.out
    shown = call("baseline", "--config", folder, "--db", tmp_path / "none.db")
    assert "Q1  OPEN  DRAFT: Whether the embassy in Minsk will reopen is unclear. (P2)" in shown.out


def test_a_draft_overwrites_nothing(call: Call, tmp_path: Path) -> None:
    page, there = tmp_path / "page.html", tmp_path / "baseline.toml"
    page.write_text(PAGE, encoding="utf-8")
    there.write_text("mine", encoding="utf-8")
    said = call("baseline", "new", page, "--out", there)
    assert (said.code, there.read_text(encoding="utf-8")) == (2, "mine")
    assert "is there already; give another file with --out" in said.err


def test_a_page_that_states_no_day_needs_one(call: Call, tmp_path: Path) -> None:
    page = tmp_path / "text.txt"
    page.write_text("Whether banks in Minsk follow is unclear.", encoding="utf-8")
    said = call("baseline", "new", page)
    assert said.code == 2
    assert "the page states no day; give it with --published" in said.err
    dated = call("baseline", "new", page, "--published", "2025-09-14")
    assert dated.code == 0
    assert "as_of = 2025-09-14" in dated.out


def test_an_article_is_fetched_as_a_source_would_be(call: Call, world: World) -> None:
    own = world.folder / "own"
    call("init", own)
    machine = own / "config" / "tracker.toml"
    ours = 'gap = "0s"\nallow_addresses = ["127.0.0.1"]'
    machine.write_text(machine.read_text("utf-8").replace('gap = "10s"', ours), "utf-8")
    world.serve("/article", Answer(PAGE.encode(), content_type="text/html"))
    said = call("baseline", "new", f"{world.address}/article", "--config", own / "config")
    assert (said.code, said.err) == (0, "")
    assert f'url = "{world.address}/article"' in said.out
    gone = call("baseline", "new", f"{world.address}/gone", "--config", own / "config")
    assert gone.code == 4
    assert "save the page with a browser and give the file instead" in gone.err


@pytest.mark.parametrize("body", [b"\x89PNG\r\n\x1a\n0000", b"", b'{"text": "a b"}\n{"text": "c d"}'])
def test_what_is_no_single_article_is_one_clear_line(call: Call, tmp_path: Path, body: bytes) -> None:
    page = tmp_path / "page"
    page.write_bytes(body)
    said = call("baseline", "new", page, "--published", "2025-09-14")
    assert said.code == 2
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err
    assert call("baseline", "new", tmp_path / "none").code == 2
