"""How a register's export is laid out: its columns and its words, as one file of this folder says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tracker.model import RegisterStatus

_SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class RegisterForm:
    """One register: `columns` (ours -> theirs) that are kept, `statuses` (theirs -> ours), the columns that
    are known and never kept, and the texts that stand for nothing.

    `publisher` is an address of theirs, `also` are others (as `text.publisher` gives them) at which the same
    publisher speaks.
    """

    name: str
    title: str
    publisher: str
    also: frozenset[str]
    columns: Mapping[str, str]
    statuses: Mapping[str, RegisterStatus]
    ignored: frozenset[str]
    empty: frozenset[str]
    not_died: frozenset[str]


@cache
def register_forms() -> Mapping[str, RegisterForm]:
    """All registers that can be read, by name."""
    folder = files("tracker.read.registers")
    names = sorted(one.name.removesuffix(_SUFFIX) for one in folder.iterdir() if one.name.endswith(_SUFFIX))
    return {name: _form(name, (folder / f"{name}{_SUFFIX}").read_text(encoding="utf-8")) for name in names}


def register_form(name: str) -> RegisterForm:
    """The register of this name. Raises KeyError."""
    return register_forms()[name]


def _form(name: str, text: str) -> RegisterForm:
    said = tomllib.loads(text)
    return RegisterForm(
        name=name,
        title=said["title"],
        publisher=said["publisher"],
        also=frozenset(said["also"]),
        columns=said["columns"],
        statuses={theirs: RegisterStatus(ours) for theirs, ours in said["status"].items()},
        ignored=frozenset(said["ignored"]["columns"]),
        empty=frozenset(said["empty"]["texts"]),
        not_died=frozenset(said["empty"]["not_died"]),
    )
