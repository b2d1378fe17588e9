"""A sentence cut into words, figures and signs: the ground on which numbers and dates are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from tracker.extract.words.lexicon import words


class Form(Enum):
    """What a token is, or how a number is written."""

    WORD = "word"
    SIGN = "sign"
    CODE = "code"
    TIME = "time"
    DAY = "day"
    DIGITS = "digits"
    GROUPED = "grouped"
    DECIMAL = "decimal"
    ORDINAL = "ordinal"
    WRITTEN = "written"
    ROUGH = "rough"


NUMERIC = frozenset({Form.DIGITS, Form.GROUPED, Form.ORDINAL, Form.WRITTEN, Form.ROUGH})


class Token(NamedTuple):
    """From `start` to `end`. `word` is folded; `value` a number's, or a day's as YYYYMMDD."""

    start: int
    end: int
    form: Form
    word: str
    value: float = -1


# Longer figures are keys and account numbers; int() itself refuses those beyond 4,300.
_MOST_DIGITS = 12
_BLANKS = " \u00a0\u2009\u202f"
_DASHES = dict.fromkeys("‐‑–—−", "-")
# Folded words are remembered, since texts repeat them; a hostile text only fills this much.
_REMEMBERED = 1 << 14


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Every sign but blanks belongs to a token.

    No part goes back, and what may fail at its end is bounded: else a page of "a'a'a'…1" would be read
    to its end from each of its letters.
    """
    suffixes = words(language, "numbers").tables["figures"]
    ordinal = "|".join(_spelt(language, suffixes["ordinal"]))
    cardinal = "|".join(_spelt(language, suffixes.get("cardinal", [])) or ["(?!)"])
    return re.compile(
        rf"""(?P<word>[^\W\d_]++(?:['’ʼ][^\W\d_]++){{0,3}}+(?!\w))
        |(?P<ymd>[0-9]{{4}}[-./][0-9]{{1,2}}[-./][0-9]{{1,2}}(?![\w]|[-./][0-9]))
        |(?P<dmy>[0-9]{{1,2}}(?P<between>[-./])[0-9]{{1,2}}(?P=between)[0-9]{{4}}(?!\w|[-./][0-9]))
        |(?P<time>[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?!\w))
        |(?P<grouped>[1-9][0-9]{{0,2}}(?:[{_BLANKS}][0-9]{{3}}(?!\d)){{1,3}}+(?!\w|[,.][0-9])
            |[1-9][0-9]{{0,2}}(?:,[0-9]{{3}}(?!\d)){{1,3}}+(?!\w|[.][0-9]))
        |(?P<code>[0-9]++(?:/[0-9]++)++)
        |(?P<decimal>[0-9]++[.,][0-9]++(?!\w|[.,][0-9]))
        |(?P<ordinal>[0-9]{{1,4}}(?:{ordinal})(?!\w))
        |(?P<cardinal>[0-9]{{1,4}}(?:{cardinal})(?!\w))
        |(?P<digits>[0-9]++(?!\w))
        |(?P<mixed>\w++)
        |(?P<sign>\S)""",
        re.VERBOSE,
    )


def _spelt(language: str, suffixes: list[str]) -> list[str]:
    return [re.escape(suffix) for suffix in map(words(language, "numbers").spell, suffixes)]


@cache
def folding(language: str) -> Callable[[str], str]:
    """How words of the language are compared, with those met before remembered."""
    return lru_cache(_REMEMBERED)(words(language, "numbers").fold)


def tokens(text: str, language: str) -> list[Token]:
    """The text's tokens in order. Raises KeyError for a language that is not read."""
    fold = folding(language)
    found: list[Token] = []
    for match in _pattern(language).finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "word":
            found.append(Token(start, end, Form.WORD, fold(match[0])))
        elif kind == "sign":
            found.append(Token(start, end, Form.SIGN, _DASHES.get(match[0], match[0])))
        else:
            found.append(_figure(start, end, kind, match[0]))
    return found


def _figure(start: int, end: int, kind: str | None, text: str) -> Token:
    match kind:
        case "digits" if len(text) <= _MOST_DIGITS:
            return Token(start, end, Form.DIGITS, text, int(text))
        case "grouped" if len(text) <= _MOST_DIGITS:
            return Token(start, end, Form.GROUPED, text, int(re.sub(r"\D", "", text)))
        case "decimal" if len(text) <= _MOST_DIGITS:
            return Token(start, end, Form.DECIMAL, text, float(text.replace(",", ".")))
        case "ordinal":
            return Token(start, end, Form.ORDINAL, text, _leading(text))
        case "cardinal":
            return Token(start, end, Form.DIGITS, text, _leading(text))
        case "time":
            return Token(start, end, Form.TIME, text)
        case "ymd":
            return _day(start, end, text, *map(int, re.split(r"\D", text)))
        case "dmy":
            return _day(start, end, text, *map(int, reversed(re.split(r"\D", text))))
        case _:
            return Token(start, end, Form.CODE, text)


def _leading(text: str) -> int:
    return int(re.match("[0-9]+", text)[0])  # type: ignore[index]


def _day(start: int, end: int, text: str, year: int, month: int, day: int) -> Token:
    """A date in figures, day first. With strokes it may be American: where both orders give a date, none."""
    orders = {(month, day), (day, month)} if "/" in text else {(month, day)}
    days = [on for order in orders if (on := _date(year, *order)) is not None]
    if len(days) != 1:
        return Token(start, end, Form.CODE, text)
    return Token(start, end, Form.DAY, text, int(f"{days[0]:%Y%m%d}"))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
