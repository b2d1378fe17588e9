"""People by their written names: found in a text, and known again in any script, spelling and case."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations
from typing import TypeVar

from tracker.resolve.names import (
    MAY_BE_SAME,
    SAME_PERSON,
    PersonName,
    blocking_keys,
    compare_people,
    parse_person,
)

# A letter or two with a dot is an initial; "Ivanou's" is Ivanou.
_WORD = re.compile(r"[^\W\d_]{1,2}\.|[^\W\d_]++(?:[-'’ʼ](?![sS]\b)[^\W\d_]++)*+")
_BETWEEN = re.compile(r",?[ \t\n\u00a0]{1,3}")
# "LAST, First Patronymic Second": no name is written in more words.
_LONGEST = 4
# A shorter word by itself is an abbreviation.
_SHORTEST_ALONE = 3
# Stand for the surname where only the given name is asked about: in the letters of the word.
_ANY_SURNAME = ("Zz", "Зз")
_CYRILLIC = re.compile("[\u0400-\u04ff]")

_Span = tuple[int, int]
_Tag = TypeVar("_Tag")
_Named = tuple[PersonName, _Tag]


@dataclass(frozen=True, slots=True)
class People:
    """People whose names are written so; of the same person several spellings may stand here."""

    by_key: Mapping[str, tuple[PersonName, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_key)

    def likeness(self, name: PersonName) -> float:
        """How surely the name is one of these people's: of a surname alone no more than MAY_BE_SAME."""
        if not name.readings:
            return 0.0
        candidates = {one for key in blocking_keys(name) for one in self.by_key.get(key, ())}
        return max((compare_people(name, one).score for one in candidates), default=0.0)

    def has(self, written: str) -> bool:
        """Whether the name is surely one of theirs."""
        return self.likeness(parse_person(written)) >= SAME_PERSON

    def may_have(self, word: str) -> bool:
        """Whether a single word can be a surname of theirs; quick."""
        return not self.by_key.keys().isdisjoint(_keys_of(word))


NOBODY = People()
# Whether a name that is one of the wanted with such a likeness is rather somebody else's.
IsAnother = Callable[[PersonName, float], bool]


def nobody_else(_name: PersonName, _likeness: float) -> bool:
    """Where nobody else is known."""
    return False


def people(written: Iterable[str]) -> People:
    """These people; what has no letters is left out."""
    found: dict[str, dict[str, PersonName]] = {}
    for one in written:
        name = parse_person(one)
        for key in blocking_keys(name):
            found.setdefault(key, {})[one] = name
    return People({key: tuple(names.values()) for key, names in found.items()})


def by_shared_key(named: Iterable[tuple[str, _Tag]]) -> Iterator[tuple[_Named[_Tag], _Named[_Tag]]]:
    """The pairs of names, each with its tag, that can be one person's; each pair once."""
    by_key: dict[str, list[int]] = {}
    read = [(parse_person(written), tag) for written, tag in named]
    for number, (name, _) in enumerate(read):
        for key in blocking_keys(name):
            by_key.setdefault(key, []).append(number)
    pairs = {pair for numbers in by_key.values() for pair in combinations(numbers, 2)}
    yield from ((read[a], read[b]) for a, b in sorted(pairs))


def full_names(text: str) -> tuple[str, ...]:
    """The names in a text that have a known given name and a surname, as written, each once.

    Nobody is known by a surname alone: that can be a town's or a paper's name.
    """
    found = dict.fromkeys(
        text[words[start].start() : words[end - 1].end()]
        for words in _rows(text)
        for start, end in _named_in(words)
    )
    return tuple(found)


def find(text: str, wanted: People, is_another: IsAnother = nobody_else) -> Iterator[_Span]:
    """Where the text names the `wanted`, as offsets; `is_another` says of a name that is somebody else's.

    A surname alone counts, unless it stands in the full name of somebody else.
    """
    for words in _rows(text):
        hits = [wanted.may_have(word[0]) for word in words]
        if any(hits):
            yield from _found(text, words, hits, wanted, is_another)


def names_any(text: str, wanted: People, is_another: IsAnother = nobody_else) -> bool:
    """Whether the text names one of the `wanted`, be it in small letters, as an address does."""
    words = list(_WORD.finditer(text))
    hits = [wanted.may_have(word[0]) for word in words]
    return any(hits) and bool(_found(text, words, hits, wanted, is_another))


def _found(
    text: str, words: Sequence[re.Match[str]], hits: Sequence[bool], wanted: People, is_another: IsAnother
) -> list[_Span]:
    """Where a row of words names the wanted: the likeliest first, of equals the longest, none in another."""
    named = list(_named_in(words))
    scored = []
    for at in range(len(words)):
        for end in range(at + 1, min(at + _LONGEST, len(words)) + 1):
            is_alone = end == at + 1
            is_short = len(words[at][0]) < _SHORTEST_ALONE
            if is_alone and (is_short or any(start <= at < stop for start, stop in named)):
                continue
            if not any(hits[at:end]):
                continue
            name = parse_person(text[words[at].start() : words[end - 1].end()])
            score = wanted.likeness(name)
            if score >= MAY_BE_SAME and not is_another(name, score):
                scored.append((-score, at - end, at, end))
    chosen: list[_Span] = []
    for _, _, at, end in sorted(scored):
        if all(end <= start or stop <= at for start, stop in chosen):
            chosen.append((at, end))
    return [(words[at].start(), words[end - 1].end()) for at, end in sorted(chosen)]


def _rows(text: str) -> Iterator[list[re.Match[str]]]:
    """Words with capitals that stand side by side."""
    row: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if not word[0][0].isupper():
            if row:
                yield row
            row = []
            continue
        if row and not _are_beside(text, row[-1], word):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def _are_beside(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two words can be of one name; a comma parts names, but for "LAST, First"."""
    between = text[first.end() : second.start()]
    if not between:
        return first[0].endswith(".")
    return _BETWEEN.fullmatch(between) is not None and (between[0] != "," or first[0].isupper())


def _named_in(words: Sequence[re.Match[str]]) -> Iterator[_Span]:
    """The names in a row of words, by their places in it."""
    at = 0
    while at < len(words):
        span = _name_at(words, at) if _is_given(words[at][0]) else None
        if span is not None:
            yield span
        at = span[1] if span is not None else at + 1


def _name_at(words: Sequence[re.Match[str]], at: int) -> _Span | None:
    """The name whose given name stands at `at`: the surname behind it, or before it."""
    for start, end in ((at, at + 3), (at - 1, at + 2)):
        if start >= 0 and end <= len(words) and _has_patronymic(" ".join(one[0] for one in words[start:end])):
            return start, end
    if at + 1 < len(words):
        return None if words[at + 1][0].lower().startswith(_no_surnames()) else (at, at + 2)
    return (at - 1, at + 1) if at else None


@lru_cache(maxsize=1 << 14)
def _keys_of(word: str) -> frozenset[str]:
    return blocking_keys(parse_person(word))


@lru_cache(maxsize=1 << 14)
def _is_given(word: str) -> bool:
    """Whether a word is a given name that the tables know."""
    surname = _ANY_SURNAME[_CYRILLIC.search(word) is not None]
    readings = parse_person(f"{word} {surname}").readings
    return any(one.given is not None and one.given.is_known for one in readings)


@cache
def _no_surnames() -> tuple[str, ...]:
    text = (files("tracker.report") / "no_surnames.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["begin"])


def _has_patronymic(written: str) -> bool:
    return any(
        one.patronymic is not None and (one.patronymic.name is not None or one.patronymic.is_initial)
        for one in parse_person(written).readings
    )
