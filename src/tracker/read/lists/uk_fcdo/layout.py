"""Which fields the UK list has, by both layouts' names for them (layout.toml), and what one entry holds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

# Where an element's own text stands among a group's fields.
OWN_TEXT = "."


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together: `fields` are the XML's names with their places, `columns` the CSV's in order."""

    path: str
    fields: Mapping[str, int]
    columns: tuple[str, ...]
    label: str | None

    @property
    def is_text(self) -> bool:
        """Whether the element has a text and no children."""
        return OWN_TEXT in self.fields


# What an element of the XML is, by its name: a group's, one that holds such elements, or one with a
# single field's text.
Element = Group | Mapping[str, "Element"] | str


@dataclass(frozen=True, slots=True)
class Layout:
    """All fields: `single` maps the XML's names to the CSV's, `groups` are by path, `elements` by place."""

    single: Mapping[str, str]
    ignored: frozenset[str]
    groups: Mapping[str, Group]
    elements: Mapping[str, Element]


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
    groups = {row["path"]: _group(row) for row in table["group"]}
    elements: dict[str, Any] = {name: name for name in table["single"]}
    for path, group in groups.items():
        *above, last = path.split("/")
        inside = elements
        for name in above:
            inside = inside.setdefault(name, {})
        inside[last] = group
    return Layout(table["single"], frozenset(table["ignored"]), groups, elements)


def _group(row: Mapping[str, Any]) -> Group:
    fields = {name: place for place, name in enumerate(row["fields"])}
    return Group(row["path"], fields, tuple(row["fields"].values()), row.get("label"))
