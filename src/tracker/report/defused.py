"""Values with every text in them defused, so that no face can forget one."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from tracker.text.terminal import defuse

_Value = TypeVar("_Value")


def defused(value: _Value) -> _Value:
    """The same value; each text in it is one line that moves no cursor and turns no order round.

    It goes through frozen dataclasses and tuples. Words of closed sets, days, times and numbers stay.
    """
    return _defused(value)  # type: ignore[return-value]


def _defused(value: object) -> object:
    # Exactly str: a member of a closed set is one too, and stays a member.
    if type(value) is str:
        return defuse(value)
    if isinstance(value, tuple):
        return tuple(_defused(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _defused(getattr(value, one.name)) for one in fields(value)})
    return value
