"""`tracker import` and `tracker replay`, as they are called."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from calling import Call
from tracker.store.connection import connect
from tracker.store.daemons import Daemon, note_daemon
from tracker.store.lock import sync_lock

FREED = "On Thursday the authorities of Belarus released 14 political prisoners under a pardon."
NAMED = "On Thursday the authorities of Belarus released the activist Jan Invented."


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    lines = [
        {"url": "https://paper.invalid/a", "published": "2025-09-11", "title": "Free", "text": FREED},
        {"url": "https://paper.invalid/b", "published": "11.09.2025", "text": FREED},
    ]
    file = tmp_path / "collected.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    return file


def test_what_came_of_an_import_is_counted_and_bad_lines_are_told(
    call: Call, tmp_path: Path, collected: Path
) -> None:
    said = call("--db", tmp_path / "a.db", "import", collected)
    assert said.code == 3
    assert said.err == (
        f'tracker: {collected}, line 2: "published" = "11.09.2025" is no day; write it as in "2025-09-11"\n'
    )
    assert said.out.splitlines() == [
        "2 lines: 1 new documents, 0 other texts of known ones, 0 known, 0 without a word of the subject,"
        " 1 no good",
        "1 new records; 1 new developments, 0 that say something else since",
    ]
    again = call("--db", tmp_path / "a.db", "import", "--json", collected)
    assert (again.json["known"], again.json["documents"], again.json["bad"]) == (1, 0, 1)


def test_a_dry_import_says_that_it_is_one(call: Call, tmp_path: Path, collected: Path) -> None:
    said = call("--db", tmp_path / "a.db", "import", "--dry-run", collected)
    assert said.out.endswith("Dry run: nothing was stored.\n")
    assert not (tmp_path / "a.db").exists()


def test_a_file_that_is_not_there_is_wrong_usage(call: Call, tmp_path: Path) -> None:
    assert call("--db", tmp_path / "a.db", "import", tmp_path / "none.jsonl").code == 2


def test_a_replay_that_finds_the_same_says_so(call: Call, tmp_path: Path, collected: Path) -> None:
    call("--db", tmp_path / "a.db", "import", collected)
    said = call("--db", tmp_path / "a.db", "replay")
    assert said.code == 0
    assert said.out.splitlines()[0] == "1 documents read again, 0 with another text"
    assert said.out.splitlines()[-1] == "Today's readers and rules find what was found before."
    found = call("--db", tmp_path / "a.db", "replay", "--json", "--source", "import", "--since", "2025-09-01")
    assert (found.json["same"], found.json["applied"], found.json["documents"]) == (True, False, 1)


def test_a_replay_shows_what_it_would_change_without_a_private_name(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.extract.pages import Extraction
    from tracker.sync import reader

    file = tmp_path / "collected.jsonl"
    line = {"url": "https://paper.invalid/a", "published": "2025-09-11", "text": NAMED}
    file.write_text(json.dumps(line))
    with monkeypatch.context() as patch:
        patch.setattr(reader, "extract", lambda *_: Extraction())
        call("--db", tmp_path / "a.db", "import", file)
    shown = call("--db", tmp_path / "a.db", "replay")
    assert "records: 1 added, 0 gone, 0 changed" in shown.out
    assert "developments: 1 new, 0 withdrawn" in shown.out
    assert shown.out.endswith("Nothing was written; to make it so: tracker replay --apply\n")
    assert "Invented" not in shown.out
    made = call("--db", tmp_path / "a.db", "replay", "--apply")
    assert made.out.endswith("It is so now.\n")
    gone = call("--db", tmp_path / "a.db", "replay", "--json")
    assert gone.json["same"] is True


def test_a_replay_of_an_unknown_source_is_wrong_usage(call: Call, tmp_path: Path, collected: Path) -> None:
    call("--db", tmp_path / "a.db", "import", collected)
    said = call("--db", tmp_path / "a.db", "replay", "--source", "nobody")
    assert (said.code, "nobody" in said.err) == (2, True)


def test_beside_a_daemon_it_is_said_who_has_the_database(call: Call, tmp_path: Path, collected: Path) -> None:
    database = tmp_path / "a.db"
    call("--db", database, "import", collected)
    now = datetime.now(UTC)
    with closing(connect(database)) as connection:
        note_daemon(connection, Daemon(77, now, 15.0, now))
    with sync_lock(database):
        assert call("--db", database, "replay").code == 0
        for words, what in (("replay", "--apply"), "replay"), (("import", collected), "import"):
            said = call("--db", database, *words)
            assert said.code == 4
            assert said.err == (
                f"tracker: {database}: the daemon (process 77) syncs it; stop it, {what}, and start it"
                " again\n"
            )
