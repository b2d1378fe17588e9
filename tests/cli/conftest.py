"""The command line as a reader calls it, in this process, with its own databases and configurations."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from calling import Call, Said
from tracker.cli import main


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    def run(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["tracker", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        code = ended.value.code
        return Said(code if isinstance(code, int) else 0, printed.out, printed.err)

    return run


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo that was walked to its end, made once for all tests that only read it."""
    from tracker.config import load, shipped_folder
    from tracker.demo.folder import load as load_archive
    from tracker.demo.folder import shipped_folder as shipped_archive
    from tracker.demo.run import run_demo

    database = tmp_path_factory.mktemp("demo") / "demo.db"
    for _ in run_demo(load(shipped_folder(), "belarus"), database, load_archive(shipped_archive())):
        pass
    return database
