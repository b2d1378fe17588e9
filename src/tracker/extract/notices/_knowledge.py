"""What is known of a format of notices beside its words: the head of its table.

`announces_lists`: its acts change a list, and a change of that list comes with such a notice.
`shown_by_lists` are the rules whose acts a list shows. `lasts`: what it said stays said when it is gone from
the page, as a licence that expired was issued all the same.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_BEGINS = "notice."


def table(name: str) -> Mapping[str, Any]:
    """The table of a format."""
    return _table(name)


def format_of(rule: str) -> str | None:
    """The format of notices that a record's rule belongs to; None for other rules."""
    return rule.split(".")[1] if rule.startswith(_BEGINS) else None


def announces_lists(name: str) -> bool:
    """Whether changes of a list come with a notice of this format."""
    return bool(_table(name).get("announces_lists", False))


def shows_in_lists(rule: str) -> bool:
    """Whether an act that this rule read must show in a list: a licence or a directive never does."""
    name = format_of(rule)
    return name is not None and rule.removeprefix(f"{_BEGINS}{name}.") in _table(name).get(
        "shown_by_lists", ()
    )


def lasts(rule: str) -> bool:
    """Whether what this rule read stays said when its page no longer has it."""
    name = format_of(rule)
    return name is not None and bool(_table(name).get("lasts", False))


@cache
def _table(name: str) -> Mapping[str, Any]:
    return tomllib.loads((files("tracker.extract.notices") / f"{name}.toml").read_text(encoding="utf-8"))
