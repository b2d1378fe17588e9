"""The record schema as a form: what each field may hold, told to the model and held against its answer.

The fields are those of `statement_json`, without what only the rules know (rule, offsets, confidence).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tracker.extract.pages.statement import CountRelation, Subgroup
from tracker.model.kinds import Action, Precision, RecordType, Status

KINDS: Mapping[RecordType, tuple[str, ...]] = {
    RecordType.RELEASE: ("pardon", "exchange", "amnesty", "deportation", "term_end", "unspecified"),
    RecordType.CONTACT: ("visit", "meeting", "call", "embassy", "envoy"),
}
# What a number on a page can claim; only a register names people one by one.
_RELATIONS = (CountRelation.TOTAL, CountRelation.AT_LEAST, CountRelation.SUBGROUP)
_LONGEST_TEXT = 300
_LONGEST_QUOTE = 1500
_MOST_VALUES = 300
_MOST_PEOPLE = 100_000
_CODE = re.compile(r"[A-Z]{2}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Unfit(ValueError):
    """A value that its field cannot hold; the text goes on after the field's name."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a field may hold: `schema` is its JSON Schema, `read` gives the value or raises Unfit.

    `read` is handed None where the answer has no such field.
    """

    schema: Mapping[str, object]
    read: Callable[[object], Any]


def _text(longest: int, *, required: bool = False) -> Shape:
    def read(value: object) -> str | None:
        if value is None and not required:
            return None
        if not isinstance(value, str) or not value.strip():
            raise Unfit("is missing" if value is None else "is no text")
        if len(value) > longest:
            raise Unfit(f"has more than {longest} characters")
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            # JSON can spell half a character, which no terminal and no file takes.
            raise Unfit("is no text")
        return value

    return Shape({"type": "string" if required else ["string", "null"], "maxLength": longest}, read)


def _choice(values: type[StrEnum] | tuple[str, ...], *, required: bool = False) -> Shape:
    known = {str(value): value for value in values}

    def read(value: object) -> Any:
        if value is None and not required:
            return None
        if not isinstance(value, str) or value not in known:
            raise Unfit("is missing" if value is None else f"is none of {', '.join(known)}")
        return known[value]

    return Shape({"enum": list(known) if required else [*known, None]}, read)


def _code() -> Shape:
    def read(value: object) -> str | None:
        if value is not None and not (isinstance(value, str) and _CODE.fullmatch(value)):
            raise Unfit("is no code of two capitals")
        return value

    return Shape({"type": ["string", "null"], "pattern": f"^{_CODE.pattern}$"}, read)


def _several(one: Shape) -> Shape:
    def read(value: object) -> tuple[Any, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            raise Unfit("is no list")
        if len(value) > _MOST_VALUES:
            raise Unfit(f"has more than {_MOST_VALUES} values")
        found = tuple(one.read(inside) for inside in value)
        if None in found:
            raise Unfit("has an empty value")
        return tuple(dict.fromkeys(found))

    return Shape({"type": "array", "items": one.schema}, read)


def _number(value: object) -> int:
    # True is 1 to Python, and 14.0 would be another's way to write 14: neither is a count.
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _MOST_PEOPLE:
        raise Unfit("is no number of people")
    return value


def _count(value: object) -> int | None:
    return None if value is None else _number(value)


def _subgroup(value: object) -> Subgroup:
    if not isinstance(value, dict) or value.keys() != {"count", "of"}:
        raise Unfit('has a part that is not {"count", "of"}')
    return Subgroup(_number(value["count"]), _TEXT_NEEDED.read(value["of"]))


def _day(value: object) -> date:
    if value is None:
        raise Unfit("is missing")
    try:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise Unfit("is no day") from None


_TEXT, _TEXT_NEEDED = _text(_LONGEST_TEXT), _text(_LONGEST_TEXT, required=True)
_TEXTS, _CODES = _several(_TEXT_NEEDED), _several(_code())
_NUMBER = {"type": "integer", "minimum": 1, "maximum": _MOST_PEOPLE}
_PART = {
    "type": "object",
    "properties": {"count": _NUMBER, "of": _TEXT_NEEDED.schema},
    "required": ["count", "of"],
    "additionalProperties": False,
}
_COMMON: Mapping[str, Shape] = {
    "status": _choice(Status, required=True),
    "date": Shape({"type": "string", "format": "date"}, _day),
    "date_precision": _choice(Precision, required=True),
    "quote": _text(_LONGEST_QUOTE, required=True),
}
FIELDS: Mapping[RecordType, Mapping[str, Shape]] = {
    RecordType.RELEASE: {
        **_COMMON,
        "kind": _choice(KINDS[RecordType.RELEASE], required=True),
        "country": _code(),
        "count": Shape({**_NUMBER, "type": ["integer", "null"]}, _count),
        "count_relation": _choice(_RELATIONS),
        "subgroups": Shape({"type": "array", "items": _PART}, _several(Shape(_PART, _subgroup)).read),
        "names": _TEXTS,
        "nationalities": _CODES,
        "destination": _CODES,
        "counterpart": _CODES,
        "officials": _TEXTS,
    },
    RecordType.SANCTION: {
        **_COMMON,
        "action": _choice(Action, required=True),
        "authority": _code(),
        "agency": _TEXT,
        "programme": _TEXT,
        "targets": _TEXTS,
        "sector": _TEXT,
        "country": _code(),
        "instrument": _TEXT,
    },
    RecordType.CONTACT: {
        **_COMMON,
        "kind": _choice(KINDS[RecordType.CONTACT], required=True),
        "parties": _CODES,
        "officials": _TEXTS,
        "place": _TEXT,
    },
}


def answer_schema() -> dict[str, object]:
    """The JSON Schema of an answer: an object whose `records` are of the three types."""
    return {
        "type": "object",
        "properties": {"records": {"type": "array", "items": {"anyOf": [_of(kind) for kind in RecordType]}}},
        "required": ["records"],
        "additionalProperties": False,
    }


def _of(record_type: RecordType) -> dict[str, object]:
    shapes = FIELDS[record_type]
    properties: dict[str, object] = {"type": {"const": record_type.value}}
    properties |= {name: shape.schema for name, shape in shapes.items()}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def read_fields(record_type: RecordType, written: Mapping[str, object]) -> dict[str, Any]:
    """The fields of one record by name. Raises Unfit, which names the field that is wrong or unknown."""
    shapes = FIELDS[record_type]
    unknown = _first(sorted(written.keys() - shapes.keys() - {"type"}))
    if unknown is not None:
        raise Unfit(f"unknown field {unknown[:40]!r}")
    values = {}
    for name, shape in shapes.items():
        try:
            values[name] = shape.read(written.get(name))
        except Unfit as error:
            raise Unfit(f"{name} {error}") from None
    return values


def _first(names: Iterable[str]) -> str | None:
    return next(iter(names), None)
