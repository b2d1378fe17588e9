"""What the tests of the project's frame share: the checkout and the files that belong to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

CHECKOUT = Path(__file__).parents[2]


def tracked(folder: Path, ignored: GitIgnoreSpec) -> Iterator[Path]:
    """Every file below `folder` that git would take."""
    for place, folders, names in os.walk(folder):
        inside = Path(place).relative_to(folder)
        folders[:] = sorted(
            name for name in folders if name != ".git" and not ignored.match_file(f"{inside / name}/")
        )
        yield from (Path(place) / name for name in sorted(names) if not ignored.match_file(inside / name))


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def files() -> tuple[Path, ...]:
    """The repository's files, whether or not they are committed yet."""
    patterns = (CHECKOUT / ".gitignore").read_text().splitlines()
    return tuple(tracked(CHECKOUT, GitIgnoreSpec.from_lines(patterns)))
