"""Countries as a sentence calls them: `US` is "the US". The table is countries.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


def country_in_words(code: str) -> str:
    """The country, union or authority with this code; one that the table does not have is called by it."""
    return _names().get(code, code)


def is_country(code: str) -> bool:
    """Whether the table has a country with this code."""
    return code in _names()


def countries_in_words(codes: Iterable[str]) -> str:
    """ "Lithuania, Poland and the US"."""
    return joined([country_in_words(code) for code in codes])


def joined(words: Iterable[str]) -> str:
    """Words in a row, as a sentence joins them."""
    row = list(words)
    return row[0] if len(row) == 1 else f"{', '.join(row[:-1])} and {row[-1]}" if row else ""


@cache
def _names() -> Mapping[str, str]:
    text = (files("tracker.text") / "countries.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
