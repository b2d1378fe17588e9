"""Places in JSON, as a source's mapping writes them: `results`, `response.docs[0].title`, `[1]`.

A mapping may also be a text with places in braces: `https://example.org/acts/{number}`. A place with a
question mark (`{dates?}`) may be empty: then nothing is written for it.
"""

from __future__ import annotations

import re
from typing import Final

_STEP = re.compile(r"([^.\[\]{}]*)((?:\[\d+\])*)")
_NUMBER = re.compile(r"\[(\d+)\]")
_BRACED = re.compile(r"\{([^{}]*)\}")


class _Missing:
    """There is nothing at the place, not even null."""


MISSING: Final = _Missing()


def steps(path: str) -> tuple[str | int, ...] | None:
    """The names and numbers of a path, in order; None where it is none."""
    found: list[str | int] = []
    for part in path.split("."):
        match = _STEP.fullmatch(part)
        if match is None or not part:
            return None
        found += [match[1]] if match[1] else []
        found += [int(number) for number in _NUMBER.findall(match[2])]
    return tuple(found)


def is_path_or_template(written: str) -> bool:
    """Whether a mapping's value can be read: a path, or a text with at least one path in braces."""
    braced = [path.removesuffix("?") for path in _BRACED.findall(written)]
    if not braced:
        return steps(written) is not None
    return all(steps(path) is not None for path in braced) and not set("{}") & set(_BRACED.sub("", written))


def at(value: object, path: str) -> object:
    """What stands at the path, or MISSING. Raises nothing."""
    for step in steps(path) or ():
        value = _inside(value, step)
    return value


def _inside(value: object, step: str | int) -> object:
    if isinstance(step, str):
        return value.get(step, MISSING) if isinstance(value, dict) else MISSING
    return value[step] if isinstance(value, list) and step < len(value) else MISSING


def filled(value: object, written: str) -> object:
    """What a mapping's value names: what stands at its path, or its text with every brace filled.

    MISSING where a path of it leads nowhere or, within braces, to no text or number.
    """
    if not _BRACED.search(written):
        return at(value, written)
    parts = {path: _part(value, path) for path in _BRACED.findall(written)}
    if not all(isinstance(part, str | int | float) for part in parts.values()):
        return MISSING
    return _BRACED.sub(lambda match: str(parts[match[1]]), written)


def _part(value: object, path: str) -> object:
    found = at(value, path.removesuffix("?"))
    is_written = isinstance(found, str | int | float)
    return "" if path.endswith("?") and not is_written else found
