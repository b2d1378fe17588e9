"""No secret in any configuration file: such keys are refused, and their values never printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.config.toml import Table

_SECRET = re.compile(
    r"(?:^|_)(?:pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|api_?key)$", re.IGNORECASE
)


def without_secrets(table: Table) -> tuple[Table, list[str]]:
    """The tables without the keys that are named like a secret, and a line for each of those."""
    found = [
        f"{key}: secrets come only from the environment or a file that it names; take it out here"
        + (', and write password_env = "NAME" or password_file = "PATH"' if key.startswith("mail.") else "")
        for key in _secret_keys(table, ())
    ]
    return (_clean(table) if found else table), found


def _secret_keys(value: object, above: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inside in value.items():
            if _is_secret(key, inside):
                yield ".".join((*above, key))
            else:
                yield from _secret_keys(inside, (*above, key))
    elif isinstance(value, list):
        for inside in value:
            yield from _secret_keys(inside, above)


def _clean(table: Table) -> Table:
    return {key: _cleaned(inside) for key, inside in table.items() if not _is_secret(key, inside)}


def _is_secret(key: str, value: object) -> bool:
    """A table that is named like a secret holds what is said of one: its keys are looked at instead."""
    return _SECRET.search(key) is not None and not isinstance(value, dict)


def _cleaned(value: object) -> object:
    if isinstance(value, dict):
        return _clean(value)
    if isinstance(value, list):
        return [_cleaned(inside) for inside in value]
    return value
