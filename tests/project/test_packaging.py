"""`pip install .` by the pip that came with Python, without the lock: what is built, and does it work?"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

IMPORT_ALL = """
import importlib, pkgutil, tracker
names = [module.name for module in pkgutil.walk_packages(tracker.__path__, "tracker.")]
for name in names:
    if name != "tracker.__main__":
        importlib.import_module(name)
print(tracker.__file__)
print(*names)
"""


@dataclass(frozen=True)
class Built:
    """The source archive, the wheel made of it, and the wheel made straight from the checkout."""

    sdist: Path
    wheel: Path
    straight: Path


def run(*command: str | Path, cwd: Path) -> str:
    """What the command prints; the test fails with its words if it does not succeed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Built with the locked backend."""
    place = tmp_path_factory.mktemp("built")
    build: list[str | Path] = [sys.executable, "-m", "build", "--no-isolation", checkout]
    run(*build, "--outdir", place, cwd=place)
    run(*build, "--wheel", "--outdir", place / "straight", cwd=place)
    (sdist,), (wheel,), (straight,) = (place.glob(p) for p in ("*.tar.gz", "*.whl", "straight/*.whl"))
    return Built(sdist, wheel, straight)


@pytest.fixture(scope="session")
def stock(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of a fresh environment; the stock pip has installed the wheel, without the lock."""
    folder = tmp_path_factory.mktemp("stock") / "venv"
    venv.create(folder, with_pip=True, symlinks=True)
    run(folder / "bin" / "pip", "install", "--disable-pip-version-check", built.wheel, cwd=folder)
    return folder / "bin"


def contents(wheel: Path) -> dict[str, int]:
    """Name and checksum of every file of a wheel but its own list of them."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            file.filename: file.CRC for file in archive.infolist() if not file.filename.endswith("/RECORD")
        }


def test_the_wheel_is_the_same_from_the_source_archive_and_from_the_checkout(built: Built) -> None:
    assert contents(built.wheel) == contents(built.straight)


def test_the_wheel_carries_every_module_and_the_configuration(
    built: Built, checkout: Path, files: tuple[Path, ...]
) -> None:
    wheel = contents(built.wheel)
    source, config = checkout / "src", checkout / "config"
    modules = {str(path.relative_to(source)) for path in files if path.is_relative_to(source)}
    shipped = {f"tracker/shipped/{path.relative_to(config)}" for path in files if path.is_relative_to(config)}
    assert {name for name in wheel if ".dist-info/" not in name} == modules | shipped
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel)


def test_the_source_archive_can_bootstrap_and_test_itself(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        modes = {member.name.partition("/")[2]: member.mode for member in archive.getmembers()}
    assert {
        "requirements.lock",
        "requirements-dev.lock",
        ".gitignore",
        ".ci/run",
        "tests/project/test_packaging.py",
    } <= set(modes)
    assert [modes[f"scripts/{name}"] & 0o111 for name in ("tracker", "test", "lock")] == [0o111] * 3


def test_the_stock_pip_builds_the_checkout_with_a_backend_from_the_index(
    stock: Path, built: Built, checkout: Path, tmp_path: Path
) -> None:
    run(
        stock / "pip",
        "wheel",
        "--disable-pip-version-check",
        "--no-deps",
        "-w",
        tmp_path,
        checkout,
        cwd=tmp_path,
    )
    (wheel,) = tmp_path.glob("*.whl")
    assert set(contents(wheel)) == set(contents(built.wheel))


def test_every_stage_imports_from_the_wheel(stock: Path, tmp_path: Path) -> None:
    place, names = run(stock / "python", "-c", IMPORT_ALL, cwd=tmp_path).splitlines()
    assert Path(place).is_relative_to(stock.parent)
    assert {f"tracker.{stage}" for stage in ("cli", "config", "fetch", "read", "store", "sync", "demo")} <= {
        *names.split()
    }


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["config", "check"]], ids=" ".join)
def test_the_command_works_from_the_wheel_in_any_folder(
    stock: Path, tmp_path: Path, words: list[str]
) -> None:
    assert run(stock / "tracker", *words, cwd=tmp_path) != ""


def test_init_writes_out_the_whole_shipped_configuration(
    stock: Path, checkout: Path, files: tuple[Path, ...], tmp_path: Path
) -> None:
    run(stock / "tracker", "init", tmp_path / "mine", cwd=tmp_path)
    (place,) = {path.parent for path in (tmp_path / "mine").rglob("tracker.toml")}
    written = {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}
    config = checkout / "config"
    shipped = {path.relative_to(config): path.read_bytes() for path in files if path.is_relative_to(config)}
    assert len(shipped) > 3
    assert {path: written.get(path) for path in shipped} == shipped
    run(stock / "tracker", "config", "check", cwd=tmp_path / "mine")


def test_help_lists_every_command_and_each_of_them_has_help(stock: Path, tmp_path: Path) -> None:
    listed = run(stock / "tracker", "--help", cwd=tmp_path).partition("Commands:\n")[2].splitlines()
    commands = [line.split()[0] for line in listed if line.startswith("  ") and line[2] != " "]
    assert len(commands) > 5
    for command in commands:
        assert "Usage: tracker" in run(stock / "tracker", command, "--help", cwd=tmp_path)
