"""Values to text and back: times, days, and the frozen dataclasses of `model` as JSON.

Times are stored as UTC with six decimals, so that their text sorts as they do. What equals its
default is left out of the JSON; what is read back equals what was written.
"""

from __future__ import annotations

import json
import struct
import types
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

_PRINT_BYTES = 4


def moment_text(moment: datetime) -> str:
    """`moment` as it is stored. Raises ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no zone; times are stored in UTC")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_of(text: str) -> datetime:
    """The time that `moment_text` wrote, in UTC."""
    return datetime.fromisoformat(text)


def maybe_moment_text(moment: datetime | None) -> str | None:
    """As `moment_text`; None stays None."""
    return None if moment is None else moment_text(moment)


def maybe_moment(text: str | None) -> datetime | None:
    """As `moment_of`; None stays None."""
    return None if text is None else moment_of(text)


def day_text(day: date | None) -> str | None:
    """A day as it is stored."""
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> date | None:
    """The day that `day_text` wrote."""
    return None if text is None else date.fromisoformat(text)


def to_json(value: object) -> str:
    """`value` as compact JSON; equal values give equal text. Raises TypeError for unknown kinds."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_json(kind: type[T], text: str) -> T:
    """The value of `kind` that `to_json` wrote. Raises TypeError, ValueError for other text."""
    build = cast(Callable[[Any], T], _builder(cast(Hashable, kind)))
    return build(json.loads(text))


def plain(value: object) -> Any:
    """`value` in what JSON has: dataclasses as objects without defaults, tuples as arrays."""
    if value is None or isinstance(value, str | int | float):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _plain_fields(value)
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def _plain_fields(value: Any) -> dict[str, Any]:
    found = {}
    for each in fields(value):
        part = getattr(value, each.name)
        if each.default is MISSING or part != each.default:
            found[each.name] = plain(part)
    return found


@cache
def _builder(hint: Hashable) -> Callable[[Any], Any]:
    """What makes a value of this type out of JSON: put together once for each type, then only called."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        build = _builder(_only(hint))
        return lambda raw: None if raw is None else build(raw)
    if origin is tuple:
        return _tuple_builder(get_args(hint))
    if origin is Mapping:
        build = _builder(get_args(hint)[1])
        return lambda raw: {key: build(each) for key, each in raw.items()}
    if hint is object:
        return lambda raw: raw
    if isinstance(hint, type) and is_dataclass(hint):
        parts = {name: _builder(part) for name, part in get_type_hints(hint).items()}
        return lambda raw: hint(**{name: parts[name](each) for name, each in raw.items()})
    return _scalar_builder(hint)


def _tuple_builder(hints: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(hints) == 2 and hints[1] is Ellipsis:
        build = _builder(hints[0])
        return lambda raw: tuple([build(each) for each in raw])
    builders = [_builder(each) for each in hints]
    return lambda raw: tuple([build(each) for build, each in zip(builders, raw, strict=True)])


def _scalar_builder(hint: Any) -> Callable[[Any], Any]:
    if hint is datetime:
        return moment_of
    if hint is date:
        return date.fromisoformat
    if issubclass(hint, StrEnum):
        return cast(Callable[[Any], Any], hint)

    def checked(raw: Any) -> Any:
        if hint is float and isinstance(raw, int):
            return float(raw)
        if not isinstance(raw, hint):
            raise TypeError(f"{raw!r} is no {hint.__name__}")
        return raw

    return checked


def _only(hint: Any) -> Any:
    """The one type of `X | None`."""
    kinds = [kind for kind in get_args(hint) if kind is not type(None)]
    if len(kinds) != 1:
        raise TypeError(f"{hint} says no single type")
    return kinds[0]


def prints_blob(prints: Iterable[int]) -> bytes:
    """The prints of a text as they are stored: four bytes each, in order."""
    ordered = sorted(prints)
    return struct.pack(f"<{len(ordered)}I", *ordered)


def prints_of(blob: bytes) -> frozenset[int]:
    """The prints that `prints_blob` wrote."""
    return frozenset(struct.unpack(f"<{len(blob) // _PRINT_BYTES}I", blob))
