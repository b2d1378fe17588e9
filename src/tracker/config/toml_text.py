"""Texts from outside as TOML: strings and comments that stay on their line."""

from __future__ import annotations

import json


def quoted(text: str) -> str:
    """A TOML basic string: JSON's, with DEL escaped as TOML wants it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def one_line(text: str) -> str:
    """Comments end with the line, and TOML allows no control characters in them."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
