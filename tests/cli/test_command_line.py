"""The command line itself: help, exit codes, refusals in one line, hostile text, start-up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from calling import Call
from tracker.cli.screen import print_table
from world import EVERYBODY, World, sdn_xml, without


@pytest.mark.parametrize(
    "words",
    [
        ("sync",), ("demo",), ("developments",), ("evidence",), ("evidence", "show"), ("evidence", "export"),
        ("evidence", "verify"), ("cite",), ("status",), ("sources",), ("sources", "test"), ("sources", "add"),
        ("check",), ("backfill",), ("lists",), ("lists", "parse"), ("lists", "diff"), ("lists", "show"),
        ("lists", "accept"), ("baseline",), ("baseline", "resolve"), ("config",), ("config", "check"),
        ("init",), ("backup",), ("restore",), (),
    ],
)  # fmt: skip
def test_every_command_explains_itself(call: Call, words: tuple[str, ...]) -> None:
    said = call(*words, "--help")
    assert said.code == 0
    assert said.out.startswith("Usage: ")


def test_commands_that_touch_a_database_take_the_same_three_options(call: Call) -> None:
    for words in (
        ("sync",),
        ("demo",),
        ("developments",),
        ("evidence", "show"),
        ("cite",),
        ("status",),
        ("backup",),
    ):
        for option in ("--config", "--subject", "--db"):
            assert option in call(*words, "--help").out


def test_the_three_options_may_stand_before_the_command_too(call: Call, tmp_path: Path) -> None:
    before = call("--db", tmp_path / "a.db", "status").out
    assert "a.db" in before
    assert "b.db" in call("--db", tmp_path / "a.db", "status", "--db", tmp_path / "b.db").out


@pytest.mark.parametrize("words", [("fly",), ("sync", "--fly"), ("developments", "--since", "yesterday")])
def test_wrong_words_end_with_code_2_and_help(call: Call, words: tuple[str, ...]) -> None:
    said = call(*words)
    assert said.code == 2
    assert "Traceback" not in said.err


def test_an_unknown_source_is_one_line_that_names_those_there_are(call: Call, tmp_path: Path) -> None:
    said = call("sync", "us_ofac_sdm", "--db", tmp_path / "x.db")
    assert said.code == 2
    assert "no source us_ofac_sdm (did you mean \"us_ofac_sdn\"?); 'tracker sources' lists them" in said.err
    assert not (tmp_path / "x.db").exists()


def test_a_configuration_with_mistakes_is_refused_with_all_of_them(call: Call, tmp_path: Path) -> None:
    assert call("init", tmp_path / "own").code == 0
    folder = tmp_path / "own" / "config"
    source = folder / "belarus" / "sources" / "us_ofac_sdn.toml"
    source.write_text(source.read_text("utf-8").replace("every =", "evry =", 1), "utf-8")
    subject = folder / "belarus" / "subject.toml"
    subject.write_text(subject.read_text("utf-8").replace("zone =", "zoon =", 1), "utf-8")
    for command in ("config", "check"), ("sync",), ("status",):
        said = call(*command, "--config", folder, "--db", tmp_path / "x.db")
        assert said.code == 2
        assert 'unknown key "evry" (did you mean "every"?)' in said.err
        assert "subject.toml" in said.err
    assert not (tmp_path / "x.db").exists()


def test_nothing_heavy_is_imported_to_say_the_version_or_the_status(tmp_path: Path) -> None:
    heavy = {"requests", "urllib3", "sqlite_utils", "bs4", "lxml.etree", "rich", "zstandard"}
    code = (
        "import sys; from tracker.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    for words in (["--version"], ["--help"], ["status", "--db", str(tmp_path / "none.db")]):
        done = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, check=True
        )
        found = done.stdout.splitlines()[-1]
        allowed = "[]" if words[0] != "--help" else found
        assert found == allowed, (words, found)


def test_text_from_outside_cannot_move_the_cursor(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("name",), [("EVIL \x1b[2J\x07 LLC [bold]x[/bold] \u202eCLL",)])
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\x07" not in printed
    assert "[bold]x[/bold]" in printed
    assert "\u202e" not in printed


class TestSyncFromTheCommandLine:
    """A configuration folder whose list source is a loopback server."""

    @pytest.fixture
    def own(self, world: World, call: Call, tmp_path: Path) -> Path:
        call("init", tmp_path / "own")
        folder = tmp_path / "own" / "config"
        sources = folder / "belarus" / "sources"
        for other in sources.glob("*.toml"):
            if other.stem != "us_ofac_sdn":
                other.unlink()
        text = (sources / "us_ofac_sdn.toml").read_text("utf-8")
        lines = [
            f'url = "{world.address}/sdn"' if line.startswith("url =") else line for line in text.splitlines()
        ]
        (sources / "us_ofac_sdn.toml").write_text("\n".join(lines) + "\n", "utf-8")
        for state in (folder / "belarus" / "lists").iterdir():
            state.unlink()
        machine = folder / "tracker.toml"
        ours = 'gap = "0s"\nallow_addresses = ["127.0.0.1"]'
        machine.write_text(machine.read_text("utf-8").replace('gap = "10s"', ours), "utf-8")
        return folder

    def test_it_tells_what_is_new_and_then_that_nothing_is(self, own: Path, world: World, call: Call) -> None:
        world.serve_list(EVERYBODY)
        said = call("sync", "--config", own)
        assert (said.code, (own.parent / "db" / "belarus.db").exists()) == (0, True)
        world.serve_list(without(EVERYBODY, 104))
        said = call("sync", "--config", own, "--json")
        assert [view["uids"] for view in said.json["told"]] == [["104"]]
        said = call("sync", "--config", own)
        assert said.code == 0
        assert "nothing new, 1 of 1 sources reached" in said.out.lower()

    def test_a_dry_run_says_that_it_was_one(self, own: Path, world: World, call: Call) -> None:
        world.serve_list(EVERYBODY)
        said = call("sync", "--config", own, "--dry-run")
        assert "Dry run: nothing was stored." in said.out
        assert not (own.parent / "db" / "belarus.db").exists()

    def test_held_is_3_and_unreached_is_4(self, own: Path, world: World, call: Call) -> None:
        world.serve_list(EVERYBODY)
        call("sync", "--config", own)
        world.serve("/sdn", sdn_xml(EVERYBODY, world.now.date())[:-12])
        said = call("sync", "--config", own)
        assert (said.code, "the end mark is missing" in said.out) == (3, True)
        said = call("status", "--config", own)
        assert "tracker lists accept us_ofac_sdn" in said.out
        world.serve("/sdn", b"<html>busy</html>")
        assert call("sync", "--config", own).code == 4
