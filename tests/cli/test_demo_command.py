"""`tracker demo` as a reader calls it, on the shipped lists and a press of a few pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from calling import Call
from tracker.demo.press_folder import shipped_press

KEPT = ("prisoners-freed-potash", "2026-02-02-semero", "2026-03-20-dzviescie-piacdziasiat")


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A copy of the shipped press with a correction, a page that is taken down, and one more."""
    folder = tmp_path / "press"
    shutil.copytree(shipped_press(), folder)
    head, *rows = (folder / "press.toml").read_text(encoding="utf-8").split("[[page]]")
    kept = [row for row in rows if any(f'{end}"' in row for end in KEPT)]
    assert len(kept) == 5
    (folder / "press.toml").write_text("[[page]]".join((head, *kept)), encoding="utf-8")
    return folder


def test_the_demo_says_visit_by_visit_what_is_new_and_what_is_taken_back(
    call: Call, press: Path, tmp_path: Path
) -> None:
    database = tmp_path / "demo.db"
    said = call("demo", "--press", press, "--db", database)
    assert said.code == 0
    assert "15 December 2025: 1 corrected" in said.out
    assert "CORRECTION: on 13 December 2025 we said: “120 people freed" in said.out
    assert "True is: 123 people freed" in said.out
    assert "True is: This is withdrawn" in said.out
    assert said.out.count("[demo]") >= 5
    steps = call("demo", "--press", press, "--db", database, "--json").json_lines
    assert [len(step["corrections"]) for step in steps if step["corrections"]] == [1, 1]
    # What looks at the database afterwards knows the publishers, which no configuration has.
    (release,) = (
        one
        for one in call("developments", "--db", database, "--json").json_lines
        if one["when"]["on"] == "2026-03-19"
    )
    assert "Kazka (invented)" in call("cite", release["id"], "--db", database).out
    assert call("evidence", release["id"], "--db", database).code == 0


def test_a_press_that_is_broken_is_told_in_one_line(call: Call, press: Path, tmp_path: Path) -> None:
    (press / "pages" / "kazka" / "2026-03-20_dzviescie-piacdziasiat.html").unlink()
    said = call("demo", "--press", press, "--db", tmp_path / "demo.db")
    assert said.code != 0
    assert said.err.count("\n") == 1
    assert "2026-03-20_dzviescie-piacdziasiat.html: not readable" in said.err
