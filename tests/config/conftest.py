"""A copy of the shipped configuration in a folder of its own, to be spoilt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.config import load, shipped_folder
from tracker.errors import ConfigError

Lines = Callable[[], list[str]]
Edit = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`config`, relative to the current folder, as an operator in a checkout has it."""
    shutil.copytree(shipped_folder(), tmp_path / "config")
    monkeypatch.chdir(tmp_path)
    return Path("config")


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace, once, what stands in a file of the folder."""

    def replace(name: str, old: str, new: str) -> None:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.fixture
def lines(folder: Path) -> Lines:
    """The lines that an operator reads about the folder."""

    def told() -> list[str]:
        with pytest.raises(ConfigError) as caught:
            load(folder, "belarus")
        return str(caught.value).splitlines()

    return told
