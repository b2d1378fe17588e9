"""`tracker import viasna` and `tracker register`, as they are called."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calling import Call
from registers import as_csv, moved, people

SIXTY = people(60, former=8, not_recognised=4)


@pytest.fixture
def exports(tmp_path: Path) -> list[Path]:
    """Two exports, written on 3 and 10 May 2026; eleven were freed between."""
    files = []
    after = moved(SIXTY, {at: {"status": "former"} for at in range(11)})
    for name, body, day in (("old", as_csv(SIXTY), 3), ("new", as_csv(after), 10)):
        file = tmp_path / f"{name}.csv"
        file.write_bytes(body)
        at = datetime(2026, 5, day, 12, tzinfo=UTC).timestamp()
        os.utime(file, (at, at))
        files.append(file)
    return files


def test_an_import_says_in_numbers_what_changed_between_the_days_of_the_files(
    call: Call, tmp_path: Path, exports: list[Path]
) -> None:
    first = call("--db", tmp_path / "a.db", "import", "viasna", exports[0])
    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines()[0] == (
        "viasna, state of 3 May 2026: 60 people, 48 in prison, 8 former, 4 not recognised. The first state:"
        " what it lacks means nothing, and what it states is no news."
    )
    held = call("--db", tmp_path / "a.db", "import", "viasna", exports[1])
    assert held.code == 3
    assert "held, 11 of 48 who were in prison on 3 May 2026 are not any more" in held.out
    assert "tracker register accept viasna" in call("--db", tmp_path / "a.db", "review").out
    as_list = call("--db", tmp_path / "a.db", "lists", "accept", "viasna")
    assert "call: tracker register accept viasna" in as_list.err
    accepted = call("--db", tmp_path / "a.db", "register", "accept", "viasna")
    assert accepted.out.splitlines() == [
        "viasna, state of 10 May 2026: 60 people, 37 in prison, 19 former, 4 not recognised. Since the state"
        " of 3 May 2026: 11 freed.",
        "11 new records; 1 developments say something new.",
    ]
    shown = call("--db", tmp_path / "a.db", "register").out
    assert [line.split(",")[0] for line in shown.splitlines()] == ["Viasna Human Rights Centre"] * 2
    told = [
        json.loads(line) for line in call("--db", tmp_path / "a.db", "register", "--json").out.splitlines()
    ]
    assert [(one["day"], one["active"], one["held"]) for one in told] == [
        ("2026-05-03", 48, None),
        ("2026-05-10", 37, None),
    ]
    assert told[1]["changes"]["freed"] == 11
    assert all(person.name not in shown for person in SIXTY)


def test_a_dry_import_stores_nothing(call: Call, tmp_path: Path, exports: list[Path]) -> None:
    said = call("--db", tmp_path / "a.db", "import", "viasna", exports[0], "--dry-run", "--json")
    assert (said.json["fate"], said.json["counts"]["people"]) == ("first", 60)
    assert not (tmp_path / "a.db").exists()


def test_the_day_can_be_said_and_an_older_file_is_refused(
    call: Call, tmp_path: Path, exports: list[Path]
) -> None:
    call("--db", tmp_path / "a.db", "import", "viasna", exports[0], "--day", "2026-05-12")
    older = call("--db", tmp_path / "a.db", "import", "viasna", exports[1])
    assert older.code == 2
    assert "of 2026-05-10, older than the state of 2026-05-12 that we have" in older.err
    ahead = call("--db", tmp_path / "a.db", "import", "viasna", exports[1], "--day", "2999-01-01")
    assert ahead.code == 2
    assert "2999-01-01 lies in the future" in ahead.err


def test_another_file_is_told_in_one_line_that_names_it(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("id,name\n1,A\n")
    said = call("--db", tmp_path / "a.db", "import", "viasna", file)
    assert (said.code, said.out) == (3, "")
    assert said.err == (
        f"tracker: {file}: the columns status, arrested, release_date, died are missing: it is no whole"
        " export of viasna; download it with all its columns\n"
    )


def test_nothing_to_show_and_nothing_to_accept_say_what_to_do(
    call: Call, tmp_path: Path, exports: list[Path]
) -> None:
    call("--db", tmp_path / "a.db", "import", tmp_path / "old.csv")
    assert "'tracker import viasna FILE' takes one in" in call("--db", tmp_path / "a.db", "register").out
    assert call("--db", tmp_path / "a.db", "register", "accept", "viasna").code == 2
    unknown = call("--db", tmp_path / "a.db", "register", "accept", "memorial")
    assert unknown.err == "tracker: memorial is no register; there are: viasna\n"


def test_files_without_a_register_s_name_are_documents(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "viasna"
    file.write_text("{}\n")
    assert "line 1" in call("--db", tmp_path / "a.db", "import", file).err
    assert call("--db", tmp_path / "a.db", "import", "documents", file).code == 4
    assert "viasna" in call("import", "--help").out
