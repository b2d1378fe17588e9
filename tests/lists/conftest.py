"""What the tests of list readers share: fixtures as parts, and golden files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import pytest

from tracker.model import ListEntry
from tracker.read.lists import Parts

FIXTURES = Path(__file__).parent / "us_ofac"
QUARTET = {"main": "sdn.csv", "add": "add.csv", "alt": "alt.csv", "comments": "sdn_comments.csv"}


@pytest.fixture
def body() -> Callable[[str], bytes]:
    """The bytes of a fixture by name."""
    return lambda name: (FIXTURES / name).read_bytes()


@pytest.fixture
def quartet() -> dict[str, bytes]:
    """The four files of one publication of the CSV."""
    return {part: (FIXTURES / "quartet" / name).read_bytes() for part, name in QUARTET.items()}


@pytest.fixture
def parts() -> Callable[..., Parts]:
    """Bodies as the streams that a reader takes: `parts(main)` or `parts(main=…, alt=…)`."""

    def made(main: bytes, **others: bytes) -> Parts:
        return {name: BytesIO(content) for name, content in {"main": main, **others}.items()}

    return made


@pytest.fixture
def golden() -> Callable[..., None]:
    """Compares entries with the golden file of this name; a missing one is written and fails once."""

    def check(name: str, entries: Iterable[ListEntry], folder: Path = FIXTURES) -> None:
        path = folder / f"{name}.json"
        found = json.loads(json.dumps([asdict(entry) for entry in entries], default=str))
        if os.environ.get("TRACKER_REWRITE_GOLDEN") or not path.exists():
            path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            assert os.environ.get("TRACKER_REWRITE_GOLDEN"), (
                f"{path.name} was missing and is written: read it"
            )
        assert found == json.loads(path.read_text(encoding="utf-8"))

    return check
