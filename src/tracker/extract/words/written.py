"""Numbers as they are written: figures, words, and both ("8 thousand"), joined to one token each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from tracker.extract.words.lexicon import Words, words
from tracker.extract.words.tokens import Form, Token, tokens


class Part(Enum):
    """What a word does in a number: `tens` leave room for units, a `group` or `scale` multiplies."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    HUNDRED = "hundred"
    GROUP = "group"
    SCALE = "scale"
    MANY = "many"
    PIECE = "piece"


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of one language: word to value by what the word does; and what joins them.

    `joiners` stand before the last part ("and"), `links` in "hundreds of thousands" and "half a dozen",
    `several` before a group without a number. `only_before`: the endings of the next word without which
    a form is another word.
    """

    parts: Mapping[str, tuple[Part, float]]
    joiners: frozenset[str]
    links: frozenset[str]
    several: frozenset[str]
    only_before: Mapping[str, tuple[str, ...]]


@cache
def number_words(language: str) -> NumberWords:
    """The words of `numbers.toml`, compiled."""
    file = words(language, "numbers")
    joining = file.tables["joining"]
    return NumberWords(
        dict(_parts(file)),
        frozenset(file.folded(joining.get("and", []))),
        frozenset(file.folded(joining.get("links", []))),
        frozenset(file.folded(joining.get("several", []))),
        {
            word: tuple(file.folded(entry["endings"]))
            for entry in file.tables.get("only_before", [])
            for word in file.folded(entry["words"])
        },
    )


def _parts(file: Words) -> Iterator[tuple[str, tuple[Part, float]]]:
    """Later ones win: a word that is a plural without number ("dozens") is one before it is a case."""
    tables = file.tables
    for value, forms in tables["cardinals"].items():
        yield from _each(file, forms, Part.CARDINAL, float(value))
    ordinals = tables["ordinals"]
    for value, stems in ordinals["stems"].items():
        for stem in stems:
            endings = ordinals["endings"]
            yield from _each(file, (stem + ending for ending in endings), Part.ORDINAL, float(value))
    for name, part in _TABLES.items():
        for value, forms in tables.get(name, {}).items():
            yield from _each(file, forms, part, float(value))


_TABLES = {
    "irregular_ordinals": Part.ORDINAL,
    "hundreds": Part.HUNDRED,
    "groups": Part.GROUP,
    "scales": Part.SCALE,
    "many": Part.MANY,
    "pieces": Part.PIECE,
}


def _each(
    file: Words, forms: Iterable[str], part: Part, value: float
) -> Iterator[tuple[str, tuple[Part, float]]]:
    for word in file.folded(forms):
        yield word, (part, value)


@lru_cache(8)
def numbered(text: str, language: str) -> tuple[Token, ...]:
    """The text's tokens, those of one number joined. Numbers and dates of a sentence share them."""
    found = tokens(text, language)
    known = number_words(language)
    joined: list[Token] = []
    at = 0
    while at < len(found):
        token = found[at]
        if (token.form is Form.WORD and token.word in known.parts) or token.form in _FIGURES:
            reading = _Reading(found, at, known)
            if (number := reading.read()) is not None:
                joined.append(number)
                at = reading.at
                continue
        joined.append(token)
        at += 1
    return tuple(joined)


_HALF = 0.5
_FIGURES = frozenset({Form.DIGITS, Form.GROUPED, Form.DECIMAL})


class _Reading:
    """One number read from its first token on; `at` is the token after it."""

    def __init__(self, found: list[Token], at: int, known: NumberWords) -> None:
        self.found = found
        self.first = self.at = at
        self.known = known
        self.total = 0.0
        self.group: float | None = None
        self.room = 1000.0
        self.scale = float("inf")
        self.form = Form.WRITTEN

    def read(self) -> Token | None:
        """The number, or None where its words are none here."""
        self._figure()
        while (part := self._next()) is not None:
            steps, kind, value = part
            if not self._take(kind, value):
                break
            self.at += steps
            if kind is Part.ORDINAL:
                self.form = Form.ORDINAL
                break
        if self.at == self.first or (self.group is None and self.total == 0 and self.scale == float("inf")):
            return None
        value = round(self.total + (self.group or 0), 6)
        first, last = self.found[self.first], self.found[self.at - 1]
        if self.at == self.first + 1 and first.form in _FIGURES:
            return None
        if value != int(value) or self._is_other_word(last):
            return None
        return Token(first.start, last.end, self.form, first.word, int(value))

    def _figure(self) -> None:
        """Figures begin a number that words may go on: "8 thousand", "1.3 million"."""
        token = self.found[self.at]
        if token.form in _FIGURES:
            self.group = token.value
            self.room = 0
            self.at += 1

    def _next(self) -> tuple[int, Part, float] | None:
        """The next number word, and how many tokens lead to it: a hyphen or an "and" may come before."""
        for steps in (1, 2):
            at = self.at + steps - 1
            if at >= len(self.found):
                return None
            token = self.found[at]
            if token.form is Form.WORD and (part := self.known.parts.get(token.word)) is not None:
                return (steps, *part)
            if at == self.first or not self._joins(at):
                return None
        return None

    def _joins(self, at: int) -> bool:
        token, before = self.found[at], self.found[at - 1]
        if token.form is Form.SIGN:
            after = self.found[at + 1] if at + 1 < len(self.found) else token
            tight = token.word == "-" and before.end == token.start and token.end == after.start
            return tight and self.room == 10
        if token.word in self.known.joiners:
            return self.room == 100 or self.scale < float("inf")
        return token.word in self.known.links and (self.form is Form.ROUGH or self.group == _HALF)

    def _take(self, part: Part, value: float) -> bool:
        """Adds a word where there is room for it: "twenty one", but not "one twenty"."""
        match part:
            case Part.CARDINAL | Part.ORDINAL:
                return self._add(value)
            case Part.HUNDRED:
                return self._hundred(value)
            case Part.GROUP | Part.MANY if self.group is None and self.total == 0:
                return self._alone(part, value)
            case Part.GROUP | Part.MANY | Part.SCALE:
                return self._multiply(value)
            case Part.PIECE:
                return self._piece(value)

    def _add(self, value: float) -> bool:
        if value >= self.room and not (value == 0 and self.group is None):
            return False
        self.group = (self.group or 0) + value
        self.room = 10.0 if value >= 20 and value % 10 == 0 and value < 100 else 0.0
        if value >= 100:
            self.room = 100.0
        return True

    def _hundred(self, value: float) -> bool:
        """English: "two hundred"; "hundred" alone needs its article and is one."""
        if self.group is not None and (self.group >= 100 or self.found[self.first].form in _FIGURES):
            return self._multiply(value)
        self.group = (self.group or 1) * value
        self.room = 100.0
        return True

    def _alone(self, part: Part, value: float) -> bool:
        """A group without a number: "a dozen" is twelve, "dozens" and "several dozen" are rough."""
        self.group = value
        self.room = 0.0
        before = self.found[self.first - 1].word if self.first else ""
        if part is Part.MANY or before in self.known.several:
            self.form = Form.ROUGH
        return True

    def _multiply(self, value: float) -> bool:
        if self.group is None:
            if self.total:
                return False
            self.group = 1.0
        if value >= self.scale or self.group >= 1000:
            return False
        amount = self.group * value
        if value >= 1000:
            self.total += amount
            self.group, self.room, self.scale = None, 1000.0, value
        else:
            self.group, self.room = amount, 0.0
        return True

    def _piece(self, value: float) -> bool:
        """Half of a group: "half a dozen", "полтора десятка". Nothing without the group."""
        if self.group is not None:
            return False
        self.group = value
        self.room = 0.0
        return True

    def _is_other_word(self, last: Token) -> bool:
        """Whether a form that is also another word ("семью") lacks the noun that makes it a number."""
        endings = self.known.only_before.get(last.word)
        if endings is None or self.at > self.first + 1:
            return False
        after = self.found[self.at] if self.at < len(self.found) else None
        return after is None or not after.word.endswith(endings)
