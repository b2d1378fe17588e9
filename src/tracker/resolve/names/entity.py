"""Whether two names of companies, other bodies or vessels can be one's, and why.

A company is told by its distinguishing words and numbers; its legal form and words such as "holding" are
no proof. Names are compared as they are heard, words that are translated by what they mean. Tables:
entity_words.toml, and the legal forms of the lexicons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.extract.legal_forms import can_be_one_form, without_legal_form
from tracker.resolve.names.entity_words import Meaning, is_weak, meaning_of, numbers_and_names, without_tail
from tracker.resolve.names.letters import ENGLISH, habit_of, in_one_alphabet, is_cyrillic, plain
from tracker.resolve.names.likeness import MAY_BE_SAME, Likeness
from tracker.resolve.names.sounds import bones, distance, heard

# From here on two names are one company's.
SAME_ENTITY = 0.85

_LONGEST = 300
_WORD = re.compile(r"№|&|[^\W_]+(?:'[^\W_]+)*")
# The sign of an aircraft: "EW-301PJ" and "EW301PJ" are one.
_REGISTRATION = re.compile(r"\b([A-Za-z]{1,3})-([^\W_]*\d[^\W_]*)")
_SPELLING_EACH = 0.09


@dataclass(frozen=True, slots=True)
class EntityName:
    """A company's name as it was written, and what tells it from others.

    `strong` words distinguish it, in their order, and `joined` is how they sound without blanks; `weak`
    words say little; `numbers` must be the same; `forms` are the kinds of its legal forms.
    """

    written: str
    strong: tuple[Meaning, ...]
    joined: str
    weak: frozenset[str]
    numbers: tuple[str, ...]
    forms: frozenset[str]


@lru_cache(maxsize=1 << 14)
def fold_entity(written: str, language: str | None = None) -> EntityName:
    """The name without legal form, quotes and script.

    `language` is an ISO 639 code; None: told by the letters.
    """
    text = plain(written[:_LONGEST])
    cyrillic = is_cyrillic(text)
    apart = _REGISTRATION.sub(r"\1\2", text).replace("-", " ")
    words = tuple(in_one_alphabet(word, cyrillic).lower() for word in _WORD.findall(apart))
    formless = without_legal_form(words)
    habit = ENGLISH if cyrillic else habit_of(" ".join(formless.words), language)
    meanings = without_tail([meaning_of(word, habit) for word in formless.words or words])
    numbers, names = numbers_and_names(meanings)
    strong = tuple(one for one in names if not is_weak(one))
    weak = frozenset(one.sense for one in names if is_weak(one))
    if not strong:
        strong, weak = names, frozenset()
    joined = "".join(heard(one.word, habit) for one in strong)
    return EntityName(written, strong, joined, weak, numbers, formless.kinds)


def compare_entities(a: EntityName, b: EntityName) -> Likeness:
    """How surely two names are one company's. A single distinguishing word of difference is a difference."""
    if a.numbers != b.numbers:
        return Likeness(0.2, "other numbers") if a.numbers and b.numbers else Likeness(0.2, "a number in one")
    if not a.strong and not b.strong and a.numbers:
        return Likeness(1.0, "same number")
    if not a.strong or not b.strong:
        return Likeness(0.0, "no name to compare")
    left, right = _unmatched(a.strong, b.strong)
    if (left or right) and _are_joined_otherwise(a, b):
        return _less_for_form(a, b, Likeness(0.92, "same name, words joined otherwise"))
    if left and right:
        return _differing(a, b, left, right)
    if left or right:
        return _longer(b if left else a, left or right)
    if a.weak != b.weak:
        return Likeness(0.75, f"same name but for {_listed(a.weak ^ b.weak)}")
    return _less_for_form(a, b, Likeness(1.0 if a.strong == b.strong else 0.95, "same name"))


def _less_for_form(a: EntityName, b: EntityName, found: Likeness) -> Likeness:
    if can_be_one_form(a.forms, b.forms):
        return found
    return Likeness(0.75, f"{found.reason}, other legal forms")


def _differing(a: EntityName, b: EntityName, left: list[str], right: list[str]) -> Likeness:
    shared = len(a.strong) - len(left)
    score = 0.3 * shared / max(len(a.strong), len(b.strong))
    return Likeness(round(score, 2), f"{_listed(left)} against {_listed(right)}")


def _longer(shorter: EntityName, more: list[str]) -> Likeness:
    """One name has all words of the other and more: worth a look if these are not all everyday words."""
    has_own_word = any(not one.is_translated for one in shorter.strong)
    return Likeness(MAY_BE_SAME if has_own_word else 0.3, f"one name also says {_listed(more)}")


def _listed(words: list[str] | frozenset[str]) -> str:
    return ", ".join(f'"{word}"' for word in sorted(words))


def _unmatched(a: tuple[Meaning, ...], b: tuple[Meaning, ...]) -> tuple[list[str], list[str]]:
    """The words of each that the other has not; each word answers one."""
    rest = list(b)
    left = []
    for one in a:
        found = next((other for other in rest if _is_one_word(one, other)), None)
        if found is None:
            left.append(one.word)
        else:
            rest.remove(found)
    return left, [other.word for other in rest]


def _is_one_word(a: Meaning, b: Meaning) -> bool:
    if a.sense == b.sense:
        return True
    if a.is_translated or b.is_translated or bones(a.sense) != bones(b.sense):
        return False
    return distance(a.sense, b.sense) <= _SPELLING_EACH * min(len(a.sense), len(b.sense))


def _are_joined_otherwise(a: EntityName, b: EntityName) -> bool:
    """Whether only blanks and hyphens differ: "Inter Tobacco", "Intertobacco"."""
    return len(a.strong) != len(b.strong) and a.joined == b.joined


def entity_keys(name: EntityName) -> frozenset[str]:
    """Keys under which names are kept: names that can be one company's share at least one."""
    if not name.strong:
        return frozenset(name.numbers)
    words = sorted(one.sense if one.is_translated else bones(one.sense) for one in name.strong)
    own = (bones(one.sense) for one in name.strong if not one.is_translated)
    return frozenset({" ".join(words), bones(name.joined), *own})
