"""Which fields the UK list has, by both layouts' names for them (layout.toml), and what one entry holds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

# Where an element's own text stands among a group's fields.
OWN_TEXT = "."


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together: `fields` are names in the XML, `columns` those in the CSV, in one order."""

    path: str
    fields: tuple[str, ...]
    columns: tuple[str, ...]
    label: str | None

    @property
    def is_text(self) -> bool:
        """Whether the element has a text and no children."""
        return self.fields == (OWN_TEXT,)


@dataclass(frozen=True, slots=True)
class Layout:
    """All fields: `single` maps the XML's names to the CSV's, `groups` are by path."""

    single: Mapping[str, str]
    ignored: frozenset[str]
    groups: Mapping[str, Group]
    containers: frozenset[str]


@dataclass(slots=True)
class Sheet:
    """What one entry says, before it is understood: single fields, and the values of each group by path."""

    single: dict[str, str] = field(default_factory=dict)
    groups: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    def add(self, path: str, values: tuple[str, ...]) -> None:
        """Takes values of a group in, unless they are empty or said already."""
        said = self.groups.setdefault(path, [])
        if any(values) and values not in said:
            said.append(values)


@cache
def layout() -> Layout:
    """layout.toml, read."""
    table = tomllib.loads(files(__package__).joinpath("layout.toml").read_text(encoding="utf-8"))
    groups = {
        row["path"]: Group(row["path"], tuple(row["fields"]), tuple(row["fields"].values()), row.get("label"))
        for row in table["group"]
    }
    containers = {path[:at] for path in groups for at, sign in enumerate(path) if sign == "/"}
    return Layout(table["single"], frozenset(table["ignored"]), groups, frozenset(containers))
