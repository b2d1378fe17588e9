"""What holds for every file of the repository."""

from __future__ import annotations

import ast
import os
import re
import subprocess
from pathlib import Path

import pytest

OURS = {".py", ".toml", ".md", ".sh", ".sql", ".lock", ".cfg", ""}
# Written in pieces, so that this file does not find itself.
MACHINE_PATH = re.compile(
    r"(?<![\w./:-])/(?:" + "|".join(("work", "root", "home", "farm")) + r")/[\w.]|/" + r"tmp/\w"
)
INDEX_HOST = re.compile("|".join(("pypi" + r"\.org", "python" + r"hosted\.org")))
FOREIGN = {".csv", ".xml", ".html", ".json", ".jsonl", ".txt", ".pdf", ".zip", ".gz", ".zst", ".bin", ".eml"}
GENERATED = ".schema.json"  # by us, from the models
ORIGIN = re.compile(r"public domain|licen[cs]e|invented|generated|written by us", re.IGNORECASE)
MEBIBYTE = 1024 * 1024


def text_of_ours(files: tuple[Path, ...]) -> list[tuple[Path, str]]:
    """What we wrote ourselves: code, configuration, pages. Stored bodies of others are as they came."""
    return [(path, path.read_text(encoding="utf-8")) for path in files if path.suffix in OURS]


def lines_with(pattern: re.Pattern[str], files: tuple[Path, ...]) -> list[str]:
    return [
        f"{path.name}:{number}: {line.strip()}"
        for path, text in text_of_ours(files)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_the_whole_repository_is_looked_at(files: tuple[Path, ...]) -> None:
    names = {path.name for path in files}
    assert {
        "pyproject.toml",
        "LICENSE",
        "requirements.lock",
        "errors.py",
        "run",
        "test_repository.py",
    } <= names


def test_no_file_names_a_path_of_one_machine(files: tuple[Path, ...]) -> None:
    assert lines_with(MACHINE_PATH, files) == []


def test_no_file_names_the_host_of_a_package_index(files: tuple[Path, ...]) -> None:
    assert lines_with(INDEX_HOST, files) == []


def test_no_file_is_over_a_mebibyte(files: tuple[Path, ...]) -> None:
    assert [path.name for path in files if path.stat().st_size > MEBIBYTE] == []


def test_every_shell_script_parses_and_can_be_started(files: tuple[Path, ...]) -> None:
    shell = [path for path in files if path.suffix in {"", ".sh"} and b"bash" in path.read_bytes()[:40]]
    shell += [path for path in files if path.suffix == ".sh" and path not in shell]
    assert {path.name for path in shell} >= {"tracker", "test", "lock", "run", "environment.sh"}
    for path in shell:
        parsed = subprocess.run(["bash", "-n", path], capture_output=True, text=True, check=False)
        assert (parsed.returncode, parsed.stderr) == (0, "")
    # A file that is sourced has no suffix-less twin to start and needs no mode.
    assert [path.name for path in shell if path.suffix == "" and not os.access(path, os.X_OK)] == []


def test_every_module_says_what_it_is_for(files: tuple[Path, ...], checkout: Path) -> None:
    package = checkout / "src" / "tracker"
    modules = [path for path in files if path.suffix == ".py" and path.is_relative_to(package)]
    assert modules
    silent = [path for path in modules if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert [str(path.relative_to(checkout)) for path in silent] == []


def origin_lines(folder: Path) -> list[str]:
    """What the folder says of its files' origin, in SOURCES.md, README.md or a TOML file beside them."""
    pages = [folder / "SOURCES.md", folder / "README.md", *folder.glob("*.toml")]
    return [
        line for page in pages if page.is_file() for line in page.read_text(encoding="utf-8").splitlines()
    ]


def names(line: str, path: str) -> bool:
    """Whether a line names the file `path`: whole, by a glob in backticks, or as a TOML string."""
    return any(Path(path).match(token) for token in re.findall(r"[`\"']([^`\"'\s]+)[`\"']", line))


def has_origin(path: Path, top: Path) -> bool:
    """Whether a page in the file's folder, or in one above it, names the file and an origin or licence."""
    for folder in path.parents:
        lines = origin_lines(folder)
        named = any(names(line, path.relative_to(folder).as_posix()) for line in lines)
        if named and any(ORIGIN.search(line) for line in lines):
            return True
        if folder == top:
            return False
    raise AssertionError(f"{path} does not lie below {top}")


@pytest.mark.parametrize("top", ["config", "src", "tests"])
def test_every_file_of_others_names_its_origin(files: tuple[Path, ...], checkout: Path, top: str) -> None:
    foreign = [
        path
        for path in files
        if path.is_relative_to(checkout / top)
        and path.suffix in FOREIGN
        and not path.name.endswith(GENERATED)
    ]
    unnamed = [path for path in foreign if not has_origin(path, checkout / top)]
    assert [str(path.relative_to(checkout)) for path in unnamed] == []
