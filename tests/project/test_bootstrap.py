"""scripts/tracker on a fresh machine: made once, at rest afterwards, whole again after whatever was killed.

A small checkout stands in for the big one where the environment itself is the subject: the same
scripts, the same build backend from the same lock, and a command that prints its arguments.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "belarus-tracker"
version = "0"

[project.scripts]
tracker = "tracker:main"

[tool.hatch.build]
dev-mode-dirs = ["src"]

[tool.hatch.build.targets.wheel]
packages = ["src/tracker"]
"""
COMMAND = '"""Stands in for the tracker."""\n\nimport sys\n\n\ndef main():\n    print(*sys.argv[1:])\n'


def call(script: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs a bootstrap script as somebody at a shell would, from another folder."""
    return subprocess.run(
        [script, *words],
        cwd=script.parents[2],
        env=surroundings(settings),
        capture_output=True,
        text=True,
        check=False,
    )


def surroundings(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment without what this test run itself was started with."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TRACKER_", "VIRTUAL_ENV"))
    }
    path = [folder for folder in kept["PATH"].split(os.pathsep) if Path(folder) != Path(sys.prefix) / "bin"]
    return {**kept, "PATH": os.pathsep.join(path), **settings}


def backend_lock(lock: Path) -> str:
    """The part of a lock that builds the project: hatchling and what it needs."""
    blocks = re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8"))
    return "\n".join(
        block for block in blocks if re.search(r"^hatchling==|via.*hatchling|#   hatchling", block, re.M)
    )


@pytest.fixture
def small(checkout: Path, tmp_path: Path) -> Path:
    """A checkout of the small project; nothing is installed yet."""
    small = tmp_path / "a checkout"
    (small / "src" / "tracker").mkdir(parents=True)
    (small / "src" / "tracker" / "__init__.py").write_text(COMMAND)
    (small / "pyproject.toml").write_text(PROJECT)
    (small / "requirements.lock").write_text(backend_lock(checkout / "requirements.lock"))
    shutil.copytree(checkout / "scripts", small / "scripts")
    return small


def test_another_folder_is_never_cleared(small: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "letter").write_text("dear")
    for _ in range(2):
        refused = call(small / "scripts" / "tracker", TRACKER_VENV=str(own))
        assert refused.returncode == 2
        assert refused.stderr.splitlines() == [
            f"{own} was not made by this script; remove it or name another in TRACKER_VENV"
        ]
    assert (own / "letter").read_text() == "dear"


def test_a_python_that_is_too_old_is_named_in_one_line(small: Path, tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.1\nexit 1\n')
    old.chmod(0o755)
    refused = call(small / "scripts" / "tracker", TRACKER_PYTHON=str(old))
    assert refused.returncode == 2
    assert refused.stderr.splitlines() == [
        f"tracker: {old} is Python 3.9.1; 3.11 or newer is needed, name one in TRACKER_PYTHON"
    ]


def test_a_python_that_is_not_there_is_named_in_one_line(small: Path) -> None:
    refused = call(small / "scripts" / "tracker", TRACKER_PYTHON="no-such-python")
    assert refused.returncode == 2
    assert refused.stderr.splitlines() == [
        "tracker: no-such-python was not found; install Python 3.11 or newer, or name it in TRACKER_PYTHON"
    ]


@pytest.mark.slow
def test_it_is_made_once_and_later_calls_start_nothing_but_the_command(small: Path, tmp_path: Path) -> None:
    first = call(small / "scripts" / "tracker", "one", "two words")
    assert (first.returncode, first.stdout) == (0, "one two words\n")
    assert re.fullmatch(r"Setting up \.venv from requirements\.lock … \d+ s\.\n", first.stderr)

    link = tmp_path / "link"
    link.symlink_to(small / "scripts" / "tracker")
    for script in (small / "scripts" / "tracker", link):
        # A bootstrap that asked for Python again would fail on this one.
        later = call(script, "three", TRACKER_PYTHON="no-such-python", TRACKER_VENV=str(small / ".venv"))
        assert (later.returncode, later.stdout, later.stderr) == (0, "three\n", "")

    # Another pyproject.toml: only the project is installed again. Another lock: all of it.
    extra = next((small / ".venv" / "lib").iterdir()) / "site-packages" / "by_hand.py"
    extra.write_text("")
    (small / "pyproject.toml").write_text(PROJECT + "\n[tool.ruff]\n")
    assert call(small / "scripts" / "tracker").stderr.startswith("Setting up")
    assert extra.exists()
    (small / "requirements.lock").write_text((small / "requirements.lock").read_text() + "# newer\n")
    assert call(small / "scripts" / "tracker").stderr.startswith("Setting up")
    assert not extra.exists()


@pytest.mark.slow
def test_two_first_calls_at_once_make_one_environment(small: Path) -> None:
    command: list[str | Path] = [small / "scripts" / "tracker", "done"]
    both = [
        subprocess.Popen(
            command, env=surroundings({}), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    outputs = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [out for out, _ in outputs] == ["done\n", "done\n"]
    assert sorted(err.count("Setting up") for _, err in outputs) == [0, 1]


@pytest.mark.slow
def test_after_a_kill_in_the_middle_the_next_call_makes_it_whole(small: Path) -> None:
    script = small / "scripts" / "tracker"
    killed = subprocess.Popen([script], env=surroundings({}), stderr=subprocess.PIPE, start_new_session=True)
    assert killed.stderr is not None
    assert killed.stderr.read(10) == b"Setting up"
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate()
    assert not (small / ".venv" / ".tracker-stamp").exists()

    assert call(script, "whole").stdout == "whole\n"

    # As a kill during the very last files would leave it: everything looks installed, one module is missing.
    site = next((small / ".venv" / "lib").iterdir()) / "site-packages"
    (small / ".venv" / ".tracker-stamp").unlink()
    (site / "hatchling" / "build.py").unlink()
    assert call(script, "again").stdout == "again\n"
    assert (site / "hatchling" / "build.py").exists()


@pytest.mark.slow
def test_a_file_that_is_not_the_locked_one_is_refused_in_one_line(small: Path) -> None:
    lock = small / "requirements.lock"
    lock.write_text(re.sub(r"sha256:[0-9a-f]{64}", "sha256:" + "0" * 64, lock.read_text()))
    refused = call(small / "scripts" / "tracker")
    assert (refused.returncode, refused.stdout) == (2, "")
    begun, why = refused.stderr.splitlines()
    assert begun == "Setting up .venv from requirements.lock …"
    assert re.fullmatch(
        rf"setting up .*/\.venv failed: .*(all of it: {re.escape(str(small))}/\.venv\.log)\)", why
    )
    assert "DO NOT MATCH THE HASHES" in (small / ".venv.log").read_text()


@pytest.mark.slow
def test_the_tracker_starts_from_the_lock_without_the_tools(checkout: Path, tmp_path: Path) -> None:
    settings = {"TRACKER_VENV": str(tmp_path / "fresh")}
    shown = call(checkout / "scripts" / "tracker", "--help", **settings)
    assert shown.returncode == 0, shown.stderr
    assert "Usage: tracker" in shown.stdout

    look = (
        "import importlib, pkgutil, importlib.util as found, tracker;"
        "modules = pkgutil.walk_packages(tracker.__path__, 'tracker.');"
        "names = [module.name for module in modules if not module.name.endswith('__main__')];"
        "[importlib.import_module(name) for name in names];"
        "print(tracker.__file__, len(names) > 20, found.find_spec('pytest'), found.find_spec('ruff'))"
    )
    seen = subprocess.run(
        [tmp_path / "fresh" / "bin" / "python", "-c", look], capture_output=True, text=True, check=True
    )
    assert seen.stdout == f"{checkout / 'src' / 'tracker' / '__init__.py'} True None None\n"
