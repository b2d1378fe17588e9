"""words.toml, read: Canada's names of elements, and the parts of its free texts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class SemaWords:
    """`fields` maps each name of an element to our field."""

    fields: Mapping[str, str]
    languages: Mapping[str, str]
    legal_forms: frozenset[str]


@cache
def words() -> SemaWords:
    """words.toml."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    fields = {name: field for field, names in table["tags"].items() for name in names}
    return SemaWords(fields, table["languages"], frozenset(table["legal_forms"]["forms"]))
