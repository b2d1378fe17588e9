"""Where the configuration and the database are found, and what `tracker init` leaves behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tracker.config import database_path, load, locate, only_subject, shipped_folder, subjects, write_out
from tracker.errors import ConfigError, UsageError


def test_a_folder_that_is_named_is_taken_as_it_is_written(folder: Path) -> None:
    assert locate(Path("config")) == Path("config")


def test_a_named_folder_without_a_configuration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no tracker\.toml there"):
        locate(tmp_path)


def test_the_folder_of_the_current_place_comes_before_the_shipped_one(folder: Path) -> None:
    assert locate() == Path("config")


def test_the_folder_is_found_from_below_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Path.cwd()
    below = here / "config" / "belarus" / "sources"
    monkeypatch.chdir(below)
    assert locate() == here / "config"


def test_elsewhere_the_shipped_configuration_is_taken(tmp_path: Path) -> None:
    assert locate(start=tmp_path) == shipped_folder()


def test_the_only_subject_needs_no_name(folder: Path) -> None:
    assert only_subject(folder) == "belarus"
    shutil.copytree(folder / "belarus", folder / "georgia")
    assert subjects(folder) == ("belarus", "georgia")
    with pytest.raises(UsageError, match="choose one with --subject: belarus, georgia"):
        only_subject(folder)
    with pytest.raises(UsageError, match="no subject there"):
        only_subject(folder / "belarus")


def test_the_database_lies_beside_the_configuration_where_there_is_a_folder_for_it(folder: Path) -> None:
    Path("db").mkdir()
    assert database_path(None, folder, "belarus") == Path("db/belarus.db")


def test_without_such_a_folder_it_lies_in_the_platforms_folder_for_state(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    found = database_path(None, folder, "belarus")
    assert found.name == "belarus.db"
    assert "tracker" in found.parent.parts


def test_the_folder_that_tracker_toml_names_comes_before_that(folder: Path) -> None:
    Path("db").mkdir()
    machine = folder / "tracker.toml"
    machine.write_text(machine.read_text().replace("[database]", '[database]\nfolder = "kept"'))
    assert database_path(None, folder, "belarus") == Path("kept/belarus.db")
    assert load(folder, "belarus").database_folder == "kept"


def test_the_disk_that_may_be_taken_is_read_as_bytes(folder: Path) -> None:
    assert load(folder, "belarus").evidence_budget is None
    machine = folder / "tracker.toml"
    machine.write_text(machine.read_text().replace("[database]", '[database]\nevidence_budget = "20 GB"'))
    assert load(folder, "belarus").evidence_budget == 20_000_000_000


def test_a_database_that_is_named_comes_before_all(folder: Path) -> None:
    assert database_path(Path("my.db"), folder, "belarus") == Path("my.db")


def test_a_broken_tracker_toml_gives_no_database(folder: Path) -> None:
    (folder / "tracker.toml").write_text("[database")
    with pytest.raises(ConfigError, match="not TOML"):
        database_path(None, folder, "belarus")


def test_init_writes_a_folder_that_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "new" / "desk"
    written = write_out(target)
    monkeypatch.chdir(target)
    assert locate() == Path("config")
    assert load(Path("config"), only_subject(Path("config"))) is not None
    assert database_path(None, Path("config"), "belarus") == Path("db/belarus.db")
    assert Path("db").stat().st_mode & 0o777 == 0o700
    assert all(path.is_file() for path in written)


def test_init_overwrites_nothing_and_names_what_is_there(tmp_path: Path) -> None:
    mine = tmp_path / "config" / "belarus" / "subject.toml"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(UsageError, match=r"nothing was written.*config/belarus/subject\.toml$"):
        write_out(tmp_path)
    assert mine.read_text() == "mine"
    assert not (tmp_path / "db").exists()
    assert list((tmp_path / "config").rglob("*.toml")) == [mine]


def test_init_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        write_out(tmp_path / "file")
