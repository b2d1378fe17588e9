"""The words of summaries, out of words.toml: templates, and what pages write in English."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tracker.text.countries import country_in_words, is_country

_WORD = re.compile(r"[^\W\d_]+")
# Letters of the alphabets that an English sentence can carry: beyond them begin Greek and Cyrillic.
_LAST_LATIN = "\u024f"


@dataclass(frozen=True, slots=True)
class Group:
    """A part of those freed, as a sentence counts it: one foreigner, two foreigners."""

    one: str
    name: str

    def counted(self, number: int) -> str:
        """ "1 foreigner", "14 foreigners"."""
        return f"{number} {self.one if number == 1 else self.name}"


def template(*path: str) -> str:
    """The template at this place of words.toml. Raises KeyError where there is none."""
    found: Any = _tables()
    for name in path:
        found = found[name]
    if not isinstance(found, str):
        raise KeyError(path)
    return found


def filled(*path: str, **fields: object) -> str:
    """The template at this place with its braces filled in."""
    return template(*path).format(**fields)


def has_template(*path: str) -> bool:
    """Whether there is a template at this place."""
    try:
        template(*path)
    except KeyError:
        return False
    return True


def sector_in_words(sector: str) -> str:
    """A branch of the economy; one that the table does not have as it is written."""
    return str(_tables()["sector"].get(sector, sector))


def group_of(written: str) -> Group | None:
    """The part of those freed that a page calls so, in any of its languages, or the citizens of the country
    with this code; None: one that is not told."""
    row = _found("group", written)
    if row is None and is_country(written):
        row = next((one for one in _tables()["group"] if one.get("code") == written), None)
        if row is None:
            country = country_in_words(written)
            return Group(*(filled("part", name, countries=country) for name in ("citizen", "citizens")))
    return None if row is None else Group(row["one"], row["name"])


def place_in_words(written: str) -> str | None:
    """The town or house that a page writes so; None for one in letters that we have no English name for."""
    row = _found("place", written)
    if row is not None:
        return str(row["name"])
    return written if is_latin(written) else None


def is_latin(written: str) -> bool:
    """Whether an English sentence can carry it as it is."""
    return all(letter <= _LAST_LATIN for letter in written if letter.isalpha())


def is_no_person(name: str) -> bool:
    """Whether a word of the name makes it that of a firm, an office or a thing, and of no person."""
    words = [word.casefold() for word in _WORD.findall(name)]
    if any(_fits(word, form) for word in words for form in _tables()["no_person"]["words"]):
        return True
    # "Airline", "potash exporter": a common noun. A name begins with a capital somewhere.
    return name.isascii() and bool(words) and name == name.lower()


def _found(table: str, written: str) -> Mapping[str, str] | None:
    words = tuple(written.casefold().split())
    for forms, row in _forms(table):
        if any(len(form) == len(words) and all(map(_fits, words, form)) for form in forms):
            return row
    return None


def _fits(word: str, form: str) -> bool:
    return word.startswith(form[:-1]) if form.endswith("*") else word == form


@cache
def _forms(table: str) -> tuple[tuple[tuple[tuple[str, ...], ...], Mapping[str, str]], ...]:
    rows: Iterable[dict[str, Any]] = _tables()[table]
    return tuple((tuple(tuple(form.split()) for form in row["forms"]), row) for row in rows)


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((files("tracker.resolve") / "words.toml").read_text(encoding="utf-8"))
