"""What a person decides by the command line, on the demo's developments; and what the faces show then."""

from __future__ import annotations

import getpass
import shutil
from pathlib import Path

import pytest

from calling import Call

# A person on OFAC's list, whom the demo's archive has.
LISTED = "KARIC"
MISTAKE = ("--why", "a mistake", "--who", "editor")


@pytest.fixture
def database(demo_database: Path, tmp_path: Path) -> Path:
    """A demo of one's own, evidence included."""
    shutil.copytree(demo_database.parent, tmp_path / "demo")
    return tmp_path / "demo" / demo_database.name


def ids(call: Call, database: Path) -> list[str]:
    return [one["id"] for one in call("developments", "--json", "--db", database).json_lines]


def id_of(call: Call, database: Path, name: str) -> str:
    shown = call("developments", "--json", "--db", database).json_lines
    return next(str(one["id"]) for one in shown if any(name in who for who in one["targets"]))


def test_a_development_is_dismissed_and_stands_again(call: Call, database: Path) -> None:
    before = ids(call, database)
    said = call("dismiss", before[0], *MISTAKE, "--db", database)
    assert said.code == 0
    assert said.out.splitlines() == [
        "decision 1 is stored; to undo it: tracker undo 1",
        f"{before[0]} is withdrawn",
    ]
    assert ids(call, database) == before[1:]
    shown = call("evidence", before[0], "--db", database)
    assert "withdrawn: a person dismissed it: a mistake" in shown.out
    assert "Withdrawn: a person dismissed it: a mistake." in call("cite", before[0], "--db", database).out
    undone = call("undo", 1, "--db", database)
    assert undone.out.startswith(f"decision 1 is undone\n{before[0]} stands: OFAC ")
    assert ids(call, database) == before


def test_two_are_merged_and_both_ids_lead_to_the_one(call: Call, database: Path) -> None:
    first, second = ids(call, database)[:2]
    said = call("merge", first, second, *MISTAKE, "--db", database)
    assert said.code == 0
    left = {first, second} & set(ids(call, database))
    assert len(left) == 1
    (gone,) = {first, second} - left
    assert f"{gone} leads to {left.pop()} now" in said.out
    both = [call("cite", name, "--db", database).out for name in (first, second)]
    assert both[0] == both[1]


def test_a_note_is_shown_wherever_the_development_is(call: Call, database: Path) -> None:
    name = ids(call, database)[0]
    assert call("note", name, "the ministry says otherwise", "--db", database).code == 0
    for command in ("evidence", "cite"):
        assert "the ministry says otherwise (added by hand on " in call(command, name, "--db", database).out
    (shown,) = [
        one for one in call("developments", "--json", "--db", database).json_lines if one["id"] == name
    ]
    assert any("the ministry says otherwise" in note for note in shown["notes"])


def test_a_suppressed_person_is_on_no_face_and_the_evidence_still_holds(call: Call, database: Path) -> None:
    name = id_of(call, database, LISTED)
    said = call("suppress", "Небойша Карич", *MISTAKE, "--db", database)
    assert said.code == 0
    assert "арич" not in said.out
    faces = [
        call("developments", "--db", database),
        call("developments", "--json", "--db", database),
        call("evidence", name, "--db", database),
        call("evidence", name, "--json", "--db", database),
        call("cite", name, "--db", database),
        call("digest", "--preview", "--db", database),
        call("digest", "--preview", "--format", "html", "--db", database),
        call("decisions", "--db", database),
        call("decisions", "--json", "--db", database),
        call("review", "--db", database),
        call("lists", "show", "us_ofac_sdn", "--as-of", "2025-08-01", "--db", database),
        call("lists", "show", "us_ofac_sdn", "--as-of", "2025-08-01", "--json", "--db", database),
    ]
    assert [face.code for face in faces] == [0] * len(faces)
    assert not any(part in face.out.lower() for face in faces for part in ("karic", "карич"))
    assert "Everything holds." in faces[2].out
    assert "[name withheld]" in faces[4].out
    call("undo", 1, "--db", database)
    assert LISTED in call("cite", name, "--db", database).out


def test_decisions_are_listed_with_who_and_why_and_those_undone_on_demand(call: Call, database: Path) -> None:
    name = ids(call, database)[0]
    call("dismiss", name, *MISTAKE, "--db", database)
    call("undo", 1, "--who", "chief", "--why", "it was none", "--db", database)
    call("confirm", name, "--db", database)
    (stands,) = call("decisions", "--json", "--db", database).json_lines
    assert (stands["id"], stands["kind"], stands["about"], stands["who"], stands["undone"]) == (
        2, "confirm", name, getpass.getuser(), None,
    )  # fmt: skip
    undone, _ = call("decisions", "--all", "--json", "--db", database).json_lines
    assert (undone["kind"], undone["who"], undone["why"]) == ("dismiss", "editor", "a mistake")
    assert undone["undone"].endswith(" by chief: it was none")


def test_nobody_decided_anything_and_only_the_shipped_lists_leave_something_open(
    call: Call, database: Path
) -> None:
    assert call("decisions", "--db", database).out == "nobody decided anything yet\n"
    left = call("review", "--json", "--db", database).json_lines
    assert {one["kind"] for one in left} == {"entries"}
    for one in left:
        keys = one["then"][0].removeprefix("tracker tie ").removesuffix(" --why WHY").split()
        assert call("untie", *keys, *MISTAKE, "--db", database).code == 0
    assert call("review", "--db", database).out == "nothing to review\n"
    assert call("review", "--json", "--db", database).out == ""


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("dismiss", "d-nobody", *MISTAKE), "tracker: no development d-nobody; 'tracker developments' lists"),
        (("merge", "d-nobody", "d-none", *MISTAKE), "tracker: no development d-nobody"),
        (("split", "d-nobody", "r-1", *MISTAKE), "tracker: no development d-nobody"),
        (("confirm", "d-nobody"), "tracker: no development d-nobody"),
        (("note", "d-nobody", "a word"), "tracker: no development d-nobody"),
        (("undo", "9"), "tracker: no decision 9; 'tracker decisions' lists them"),
        (("suppress", "Karic", *MISTAKE), "tracker: give the whole name"),
        (("dismiss", "d-nobody"), "Missing option '--why'"),
        (("merge", "d-nobody", "d-none"), "Missing option '--why'"),
        (("split", "d-nobody", "r-1"), "Missing option '--why'"),
        (("suppress", "Nebojsa Karic"), "Missing option '--why'"),
    ],
)
def test_what_does_not_fit_is_one_clear_line(
    call: Call, database: Path, words: tuple[str, ...], line: str
) -> None:
    said = call(*words, "--db", database)
    assert (said.code, said.out) == (2, "")
    assert line in said.err
    assert "Traceback" not in said.err


def test_without_a_login_name_it_is_asked_who_decides(
    call: Call, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError("no such user")

    monkeypatch.setattr(getpass, "getuser", nobody)
    said = call("confirm", ids(call, database)[0], "--db", database)
    assert (said.code, said.err) == (2, "tracker: it is not known who decides; say it with --who NAME\n")


def test_a_database_that_is_not_there_is_said_so(call: Call, tmp_path: Path) -> None:
    for words in (("review",), ("decisions",), ("undo", "1")):
        said = call(*words, "--db", tmp_path / "none.db")
        assert said.code == 2
        assert "there is no such database" in said.err
