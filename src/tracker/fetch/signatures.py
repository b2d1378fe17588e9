"""The signatures of answers that are no news: data in signatures.toml, checked when they are loaded.

A signature fits where all of its places do. What it looks for in the body are literal bytes, in
small letters: searching them costs microseconds where a pattern would cost milliseconds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.errors import ConfigError, Problem
from tracker.fetch.glance import Glance
from tracker.model import Grade

_FILE = "signatures.toml"
_GRADES = frozenset({Grade.BLOCKED, Grade.ERROR_PAGE, Grade.EMPTY})
_REQUIRED = frozenset({"id", "grade", "what", "yes"})
_PLACES = frozenset({"status", "header", "title", "start", "all", "any", "asked", "came"})
_LIMITS = frozenset({"unless", "unless_article", "same_host", "max_bytes", "max_text"})


@dataclass(frozen=True, slots=True)
class Signature:
    """How one kind of bad answer is recognised. An empty place fits everything.

    `title`: one of these is the whole title or a whole part of it. `start`, `all`, `any`, `unless`:
    literals in the body; `unless` also holds the marks of an article where the file says so. `asked`,
    `came`: patterns for host and path; `came` fits only where we were led there, the address that was
    asked for not being such a place itself. `max_bytes` is of the body, `max_text` in visible
    characters: a page that says more is what we came for, whoever is mentioned in it. `yes` names the
    fixtures that it must recognise.
    """

    id: str
    grade: Grade
    what: str
    yes: tuple[str, ...]
    status: frozenset[int] = frozenset()
    header: Mapping[str, re.Pattern[str]] | None = None
    title: re.Pattern[str] | None = None
    start: tuple[bytes, ...] = ()
    all: tuple[bytes, ...] = ()
    any: tuple[bytes, ...] = ()
    unless: tuple[bytes, ...] = ()
    asked: re.Pattern[str] | None = None
    came: re.Pattern[str] | None = None
    same_host: bool = False
    max_bytes: int | None = None
    max_text: int | None = None

    def fits(self, seen: Glance) -> bool:
        """Whether the answer is of this kind; the cheap places are asked first."""
        return (
            (self.max_bytes is None or seen.size <= self.max_bytes)
            and (self.max_text is None or not seen.is_full)
            and (not self.status or seen.status in self.status)
            and self._fits_headers(seen)
            and self._fits_addresses(seen)
            and (self.title is None or any(map(self.title.fullmatch, seen.title_parts)))
            and self._fits_body(seen.lowered)
            and (self.max_text is None or len(seen.text) <= self.max_text)
        )

    def _fits_headers(self, seen: Glance) -> bool:
        return self.header is None or all(
            pattern.search(seen.headers.get(name, "")) for name, pattern in self.header.items()
        )

    def _fits_addresses(self, seen: Glance) -> bool:
        if self.asked is not None and not self.asked.search(seen.asked):
            return False
        if self.same_host and seen.asked.split("/", 1)[0] != seen.came.split("/", 1)[0]:
            return False
        return self.came is None or bool(self.came.search(seen.came) and not self.came.search(seen.asked))

    def _fits_body(self, lowered: bytes) -> bool:
        return (
            (not self.start or lowered.startswith(self.start))
            and all(literal in lowered for literal in self.all)
            and (not self.any or any(literal in lowered for literal in self.any))
            and not any(literal in lowered for literal in self.unless)
        )


@dataclass(frozen=True, slots=True)
class JsonErrors:
    """How JSON says that it is an error: a key that holds something, one that is false, a word."""

    filled: frozenset[str]
    false: frozenset[str]
    words: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Signatures:
    """All that signatures.toml holds, in its order: the first that fits names the reason."""

    pages: tuple[Signature, ...]
    json: JsonErrors


@cache
def signatures() -> Signatures:
    """The signatures that ship, read once. Raises ConfigError with all that is wrong in them."""
    return parse_signatures(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))


def parse_signatures(text: str) -> Signatures:
    """The signatures of a file's text. Raises ConfigError: one problem a fault, all at once."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Problem(_FILE, f"not TOML: {error}")]) from None
    problems: list[Problem] = []
    articles = tuple(mark.encode() for mark in tables.get("article", {}).get("marks", ()))
    found = [_signature(table, articles, problems) for table in tables.get("signature", ())]
    names = [one.id for one in found if one is not None]
    problems += [Problem(f"{_FILE}: {name}", "the id is there twice") for name in _twice(names)]
    if problems:
        raise ConfigError(problems)
    errors = tables.get("json", {})
    return Signatures(
        tuple(one for one in found if one is not None),
        JsonErrors(
            frozenset(errors.get("filled", ())),
            frozenset(errors.get("false", ())),
            {key: frozenset(words) for key, words in errors.get("words", {}).items()},
        ),
    )


def _signature(
    table: Mapping[str, object], articles: tuple[bytes, ...], problems: list[Problem]
) -> Signature | None:
    where = f"{_FILE}: {table.get('id', 'a signature without id')}"
    keys = frozenset(table)
    faults = [f"{key} is missing" for key in sorted(_REQUIRED - keys)]
    faults += [f"unknown key {key}" for key in sorted(keys - _REQUIRED - _PLACES - _LIMITS)]
    if not keys & _PLACES:
        faults.append(f"it looks nowhere: one of {', '.join(sorted(_PLACES))} is needed")
    values: dict[str, Any] = {}
    for key, value in table.items():
        if (reader := _READERS.get(key)) is not None:
            try:
                values[key] = reader(value)
            except (TypeError, ValueError, re.error) as error:
                faults.append(f"{key}: {error}")
    problems += [Problem(where, fault) for fault in faults]
    if values.pop("unless_article", False):
        values["unless"] = values.get("unless", ()) + articles
    return None if faults else Signature(**values)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError("a text belongs here")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise TypeError("a list of texts belongs here")
    return tuple(map(_text, value))


def _grade(value: object) -> Grade:
    grade = Grade(_text(value))
    if grade not in _GRADES:
        raise ValueError(f"{grade} is not recognised by a signature")
    return grade


def _literals(value: object) -> tuple[bytes, ...]:
    literals = _texts(value)
    for literal in literals:
        if literal != literal.lower():
            raise ValueError(f"{literal!r} must be written in small letters")
    return tuple(literal.encode() for literal in literals)


def _pattern(value: object) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{part})" for part in _texts(value)))


def _headers(value: object) -> Mapping[str, re.Pattern[str]]:
    if not isinstance(value, dict) or not value:
        raise TypeError("a table of header = pattern belongs here")
    for name in value:
        if name != name.lower():
            raise ValueError(f"{name!r} must be written in small letters")
    return {name: re.compile(_text(pattern), re.IGNORECASE) for name, pattern in value.items()}


def _statuses(value: object) -> frozenset[int]:
    if not isinstance(value, list) or not all(isinstance(one, int) and 100 <= one <= 599 for one in value):
        raise TypeError("a list of HTTP statuses belongs here")
    return frozenset(value)


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("a number that is not negative belongs here")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false belongs here")
    return value


_READERS: Mapping[str, Callable[[object], object]] = {
    "id": _text, "what": _text, "grade": _grade, "yes": _texts,
    "status": _statuses, "header": _headers, "title": _pattern, "asked": _pattern, "came": _pattern,
    "start": _literals, "all": _literals, "any": _literals, "unless": _literals,
    "unless_article": _truth, "same_host": _truth, "max_bytes": _number, "max_text": _number,
}  # fmt: skip


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
