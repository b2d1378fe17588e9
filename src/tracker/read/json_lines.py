"""One line of JSON as a document's values: what is handed to `tracker extract` and `tracker import`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from tracker.errors import UnreadablePage

_SHOWN = 60


def object_in(line: str, texts: Iterable[str]) -> dict[str, object]:
    """The object of a line, in which each of `texts` is a text, null or not there.

    Raises UnreadablePage, in one line, for anything else.
    """
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, json.JSONDecodeError) else "it cannot be read"
        raise UnreadablePage(f"no JSON: {why}") from error
    if not isinstance(values, dict):
        raise UnreadablePage(f"no object: it is a {type(values).__name__}")
    for key in texts:
        if not isinstance(values.get(key), str | None):
            raise UnreadablePage(f'"{key}" = {json.dumps(values[key])[:_SHOWN]} is no text')
    return values


def text_in(values: Mapping[str, object], key: str) -> str | None:
    """The text under `key`; None where there is none, or only blanks."""
    value = values.get(key)
    return value if isinstance(value, str) and value.strip() else None


def day_in(values: Mapping[str, object], key: str) -> date | None:
    """The day under `key`, which may be the beginning of a time. Raises UnreadablePage for another text."""
    written = text_in(values, key)
    if written is None:
        return None
    try:
        return datetime.fromisoformat(written.strip()).date()
    except ValueError as error:
        raise UnreadablePage(
            f'"{key}" = {json.dumps(written)[:_SHOWN]} is no day; write it as in "2025-09-11"'
        ) from error
