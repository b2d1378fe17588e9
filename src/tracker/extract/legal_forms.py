"""Legal forms of companies ("OJSC", "ТАА"): told from the name, and told apart.

Table: lexicons/legal_forms.toml.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

# A word of a name; quotes and stops are none of it.
WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formless:
    """A company's name without its legal forms, and of which kinds these are."""

    words: Words
    kinds: frozenset[str]


def words_of(name: str) -> Words:
    """The words of a name in small letters, without quotes and stops."""
    return tuple(word.casefold() for word in WORD.findall(name))


@lru_cache(maxsize=1 << 14)
def without_legal_form(words: Words) -> Formless:
    """The words without the legal forms that stand before and behind them; a form alone leaves no words."""
    kinds: set[str] = set()
    changed = True
    while changed:
        changed = False
        for form, kind in _forms():
            if words[: len(form)] == form:
                words, changed = words[len(form) :], True
                kinds.add(kind)
            if words[-len(form) :] == form:
                words, changed = words[: -len(form)], True
                kinds.add(kind)
    return Formless(words, frozenset(kinds))


def can_be_one_form(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two names' kinds of legal form are not at odds; a name without one is at odds with none."""
    if not a or not b or a & b:
        return True
    less = _table()["less"]
    return any(kind in less.get(other, ()) or other in less.get(kind, ()) for kind in a for other in b)


@cache
def _forms() -> tuple[tuple[Words, str], ...]:
    """Each form with its kind, those of most words first."""
    forms = ((words_of(form), kind) for kind, written in _table()["forms"].items() for form in written)
    return tuple(sorted(forms, key=lambda form: -len(form[0])))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = (files("tracker.extract") / "lexicons" / "legal_forms.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
