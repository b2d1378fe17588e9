"""Every entry of the tables of notices proves itself by its own sentences."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from tracker.extract.notices import announces_lists, format_of, shows_in_lists
from tracker.extract.notices import us_ofac as _us_ofac

FOLDER = files("tracker.extract.notices")
NAMES = sorted(one.name.removesuffix(".toml") for one in FOLDER.iterdir() if one.name.endswith(".toml"))


def proofs() -> Iterator[tuple[str, list[str], str, bool]]:
    for name in NAMES:
        for entry in entries(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))):
            patterns = [entry[key] for key in ("pattern", "title") if key in entry] + entry.get(
                "patterns", []
            )
            for is_yes, key in ((True, "yes"), (False, "no")):
                yield from ((name, patterns, sentence, is_yes) for sentence in entry.get(key, ()) if patterns)


def entries(table: Any) -> Iterator[dict[str, Any]]:
    for value in table.values():
        if isinstance(value, dict):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, dict))


@pytest.mark.parametrize(("name", "patterns", "sentence", "is_yes"), list(proofs()))
def test_a_pattern_finds_what_it_says_and_nothing_else(
    name: str, patterns: list[str], sentence: str, is_yes: bool
) -> None:
    number = r"(?:[1-9]\d{0,3}|one|two|three)"
    found = [
        re.search(one.replace("{subject}", r"(?:belarus)\w*").replace("{n}", number), sentence, re.IGNORECASE)
        for one in patterns
    ]
    assert any(found) == is_yes


@pytest.mark.parametrize("name", NAMES)
def test_every_format_has_its_reader_and_says_whether_lists_show_it(name: str) -> None:
    assert (FOLDER / f"{name}.py").is_file()
    assert isinstance(announces_lists(name), bool)


def test_a_licence_never_shows_in_a_list_and_a_deletion_does() -> None:
    assert shows_in_lists("notice.us_ofac.deletions")
    assert not shows_in_lists("notice.us_ofac.licence")
    assert not shows_in_lists("notice.us_ofac.directive_revoked")
    assert not shows_in_lists("en.sanction.delist")
    assert format_of("en.sanction.delist") is None


def test_a_heading_of_one_kind_opens_one_section() -> None:
    for section in tomllib.loads((FOLDER / "us_ofac.toml").read_text(encoding="utf-8"))["section"]:
        for heading in section["yes"]:
            assert _us_ofac.heading_of(heading) is not None
