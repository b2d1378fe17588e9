"""What pydantic found, as the lines that an operator reads: which key, what was found, what to write."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tracker.config.toml import Table
from tracker.errors import Problem

_LONGEST_SHOWN = 120
_SENTENCES = {
    "string_type": "is no text; write it in quotes",
    "bool_type": "is neither true nor false; write one of them, without quotes",
    "int_type": "is no whole number",
    "int_from_float": "is no whole number",
    "date_type": "is no date; write it without quotes, as in 2025-07-31",
    "list_type": 'is no list; write it in brackets, as in ["one", "two"]',
    "dict_type": "is no table",
    "model_type": "is no table",
    "string_too_short": "is empty",
    "too_short": "is empty",
}


def problems_of(error: ValidationError, form: type[BaseModel], file: str, raw: Table) -> list[Problem]:
    """Each of pydantic's errors as one line; `raw` is what stands in the file."""
    return [Problem(file, _line(found, form, raw)) for found in error.errors(include_url=False)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` (did you mean "…"?)`, or nothing where no known word is near."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f' (did you mean "{near[0]}"?)' if near else ""


def shown(value: object) -> str:
    """A value about as it stands in the file, shortened."""
    if isinstance(value, date):
        return value.isoformat()
    written = json.dumps(value, ensure_ascii=False, default=str)
    return written if len(written) <= _LONGEST_SHOWN else written[: _LONGEST_SHOWN - 1] + "…"


def _line(found: ErrorDetails, form: type[BaseModel], raw: Table) -> str:
    table, key = _place(found["loc"], raw)
    in_table = f"{table}: " if table else ""
    if found["type"] == "extra_forbidden":
        known = _keys_at(form, found["loc"][:-1])
        hint = did_you_mean(str(found["loc"][-1]), known) or f"; known are {', '.join(known)}"
        return f'{in_table}unknown key "{key}"{hint}'
    if found["type"] == "missing":
        return f'{in_table}missing key "{key}"'
    if found["type"] == "hidden":
        return f"{in_table}{key}: {found['msg']}"
    return f"{in_table}{key} = {shown(found['input'])} {_sentence(found)}"


def _sentence(found: ErrorDetails) -> str:
    kind = found["type"]
    if kind == "value":
        return found["msg"]
    if kind in ("enum", "literal_error"):
        expected = str(found["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        hint = did_you_mean(str(found["input"]), expected)
        return f"is not one of {', '.join(expected)}{hint}"
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    return f"is wrong: {found['msg']}"


def _place(loc: Sequence[int | str], raw: Table) -> tuple[str, str]:
    """The table that an error is in, by its id where it has one, and the key in it."""
    tables: list[str] = []
    keys: list[str] = []
    at: object = raw
    for step in loc:
        if isinstance(step, int):
            at = at[step] if isinstance(at, list) and step < len(at) else None
            if isinstance(at, dict):
                name = at.get("id")
                number = shown(name) if isinstance(name, str) else str(step + 1)
                tables.append(f"{'.'.join(keys)} {number}")
                keys = []
            else:
                keys[-1] += f"[{step}]"
        elif step != "[key]":
            at = at.get(step) if isinstance(at, dict) else None
            keys.append(step)
    return ", ".join(tables), ".".join(keys)


def _keys_at(form: type[BaseModel], loc: Sequence[int | str]) -> list[str]:
    """The keys that the table at `loc` may have."""
    for step in loc:
        if isinstance(step, str):
            inner = _form_in(form.model_fields[step].annotation)
            if inner is not None:
                form = inner
    return list(form.model_fields)


def _form_in(annotation: object) -> type[BaseModel] | None:
    """The form inside `list[Form]`, `Form | None` or `Form` itself."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation if issubclass(annotation, BaseModel) else None
    found = (_form_in(inside) for inside in get_args(annotation))
    return next((form for form in found if form is not None), None)
