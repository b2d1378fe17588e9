"""Reading one TOML file, and looking at its tables before anything in them is known to be right.

The looks (`tables`, `texts`, `text`) skip what has the wrong type: that is told elsewhere, and the
rules between keys and between files can still be checked on all the rest.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from tracker.errors import ConfigError, Problem

Table = Mapping[str, object]


def read_toml(path: Path) -> Table:
    """The file's tables. Raises ConfigError (one problem) for a file that is missing or no TOML."""
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        raise ConfigError([Problem(str(path), "the file is missing")]) from None
    except OSError as error:
        why = error.strerror or "unknown reason"
        raise ConfigError([Problem(str(path), f"cannot be read: {why.lower()}")]) from None
    except UnicodeDecodeError as error:
        raise ConfigError([Problem(str(path), f"not UTF-8 at byte {error.start}")]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Problem(str(path), f"not TOML: {error}")]) from None


def tables(table: Table, key: str) -> tuple[Table, ...]:
    """The tables under `[[key]]`."""
    found = table.get(key)
    return tuple(one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def subtable(table: Table, key: str) -> Table:
    """The table `[key]`, or an empty one."""
    found = table.get(key)
    return found if isinstance(found, dict) else {}


def texts(table: Table, key: str) -> tuple[str, ...]:
    """The texts of the list under `key`."""
    found = table.get(key)
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def text(table: Table, key: str) -> str | None:
    """The text under `key`."""
    found = table.get(key)
    return found if isinstance(found, str) else None
