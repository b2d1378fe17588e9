"""The locks: every file of every release by its hash, from whatever index, true to pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

PROJECT = "belarus-tracker"
LOCKS = ("requirements.lock", "requirements-dev.lock")


@dataclass(frozen=True)
class Pin:
    """One package of a lock: its pinned version, its hashes, and why it is there."""

    version: str
    hashes: tuple[str, ...]
    via: tuple[str, ...]


def read_lock(path: Path) -> dict[str, Pin]:
    """The pins by name. A line that is no pin, hash or comment is an error: so no option and no address."""
    pins: dict[str, Pin] = {}
    blocks = re.split(r"\n(?=[a-z0-9])", "\n" + path.read_text(encoding="utf-8"))
    for block in blocks[1:]:
        head, *lines = [line.strip() for line in block.splitlines() if line.strip()]
        pinned = re.fullmatch(r"([a-z0-9-]+)==(\S+) \\", head)
        assert pinned, f"{path.name}: {head} is not pinned with hashes"
        hashes = [line for line in lines if line.startswith("--hash")]
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}( \\)?", line) for line in hashes), pinned[1]
        comments = [line for line in lines if not line.startswith("--hash")]
        assert all(line.startswith("#") for line in comments), (
            f"{path.name}: {pinned[1]} holds more than hashes"
        )
        via = [re.sub(r"^#\s*(via)?\s*", "", line) for line in comments]
        pins[pinned[1]] = Pin(pinned[2], tuple(hashes), tuple(word for word in via if word))
    return pins


def declared(checkout: Path, lock: str) -> list[Requirement]:
    """What pyproject.toml asks for in the environment of that lock: the build backend, too."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))
    words = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    if lock == "requirements-dev.lock":
        words += project["project"]["optional-dependencies"]["dev"]
    return [Requirement(word) for word in words]


@pytest.fixture(params=LOCKS)
def lock(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_package_is_pinned_and_hashed(checkout: Path, lock: str) -> None:
    pins = read_lock(checkout / lock)
    assert len(pins) > 20
    assert [name for name, pin in pins.items() if not pin.hashes] == []


def test_a_lock_names_no_place(checkout: Path, lock: str) -> None:
    text = (checkout / lock).read_text(encoding="utf-8")
    assert re.findall(r"://|file:\S|@ |--(?!hash=sha256:)\w[\w-]*", text) == []


def test_a_lock_is_true_to_the_project(checkout: Path, lock: str) -> None:
    pins = read_lock(checkout / lock)
    wanted = declared(checkout, lock)
    missing = [str(r) for r in wanted if pins.get(canonicalize_name(r.name)) is None]
    assert missing == [], "run scripts/lock"
    unfit = [str(r) for r in wanted if not r.specifier.contains(pins[canonicalize_name(r.name)].version)]
    assert unfit == [], "run scripts/lock"


def test_every_locked_release_takes_the_oldest_python_that_we_promise(checkout: Path) -> None:
    # soupsieve 4.1 asks for 3.11.5: a lock compiled with 3.11.7 did not install on Debian 12's 3.11.2.
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    # `scripts/test` runs in an environment made from this lock, so there every pin is looked at.
    pins = read_lock(checkout / LOCKS[1])
    installed = [found for found in distributions() if found.name in pins]
    locked = [found for found in installed if found.version == pins[found.name].version]
    asks = {found.name: found.metadata["Requires-Python"] or "" for found in locked}
    assert {name: ask for name, ask in asks.items() if not SpecifierSet(ask).contains("3.11.0")} == {}


def test_a_lock_holds_nothing_that_the_project_no_longer_asks_for(checkout: Path, lock: str) -> None:
    asked = {
        name for name, pin in read_lock(checkout / lock).items() if any(PROJECT in why for why in pin.via)
    }
    assert asked == {canonicalize_name(r.name) for r in declared(checkout, lock)}, "run scripts/lock"


def test_the_tools_do_not_move_what_the_tracker_runs_with(checkout: Path) -> None:
    runtime, dev = (read_lock(checkout / name) for name in LOCKS)
    assert {name: pin.version for name, pin in dev.items() if name in runtime} == {
        name: pin.version for name, pin in runtime.items()
    }
    assert {name: pin.hashes for name, pin in dev.items() if name in runtime} == {
        name: pin.hashes for name, pin in runtime.items()
    }


def test_releases_with_machine_code_are_locked_for_all_platforms(checkout: Path) -> None:
    pins = read_lock(checkout / "requirements.lock")
    assert {name: len(pins[name].hashes) > 20 for name in ("lxml", "pydantic-core", "zstandard")} == {
        "lxml": True,
        "pydantic-core": True,
        "zstandard": True,
    }
