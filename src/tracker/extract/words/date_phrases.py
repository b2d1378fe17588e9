"""Phrases that name a date, found by the rules of `dates.toml`; what day they mean is worked out later.

Rules are told in words and slots. They are laid out as one tree of words and slots, which is walked
from every word that a rule can begin with: the longest phrase wins, and the next is sought behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product
from typing import Any, Literal, get_args

from tracker.extract.words.around import Phrases, phrases
from tracker.extract.words.lexicon import Words, words
from tracker.extract.words.tokens import Form, Token
from tracker.extract.words.written import numbered

Means = Literal[
    "day", "days", "weekday", "weekday_before", "weekday_after", "weekday_of_week", "day_of_month", "week",
    "month", "months", "year", "years", "season", "ago", "later", "past", "figures", "none",
]  # fmt: skip
# From where a phrase is seen: the day of publication; the day told of before it in the sentence, else
# that of publication ("накануне"); only such a day ("the next day").
SeenFrom = Literal["published", "told", "told_only"]
Slot = Literal["day", "month", "year", "weekday", "season", "unit", "n", "numeric"]
_SLOTS: Mapping[str, Slot] = {f"{{{slot}}}": slot for slot in get_args(Slot)}
_EARLIEST, _LATEST = 1900, 2100
# Words, signs and codes begin a phrase only where a rule says so; figures may always.
_TEXT = frozenset({Form.WORD, Form.SIGN, Form.CODE, Form.TIME, Form.DECIMAL})


@dataclass(frozen=True, slots=True)
class DateRule:
    """What a phrase means. `days`, `weeks`, `months`, `years`: counted from the day of publication.
    `count`: how many units where no number is said. `is_bound`: a day up to which something lasts, which
    may well lie ahead; without a year it is the nearest one.

    `unless_people`: no such phrase before a noun of people ("in June 14 prisoners" is no 14 June), nor
    before the words in `not_before`.
    """

    id: str
    means: Means
    say: tuple[str, ...]
    days: int | None = None
    weeks: int | None = None
    months: int | None = None
    years: int | None = None
    count: int = 1
    is_bound: bool = False
    seen_from: SeenFrom = "published"
    unless_people: bool = False
    not_before: Phrases[bool] = field(default_factory=Phrases)


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A phrase that was found: its rule, its tokens, and the values in its slots, in their order."""

    rule: DateRule
    tokens: tuple[Token, ...]
    slots: tuple[tuple[Slot, int | str], ...]

    def values(self, slot: Slot) -> list[int]:
        """The numbers in the slots of that name."""
        return [int(value) for name, value in self.slots if name == slot]

    def name(self, slot: Slot) -> str | None:
        """The first word in a slot of that name."""
        return next((str(value) for name, value in self.slots if name == slot), None)


@dataclass(slots=True)
class _Node:
    """Where a phrase can go on: by a word, by a slot, or end.

    What may follow waits in `rest` until a text comes here: of thousands of sequences it says a few.
    """

    rest: list[tuple[tuple[str, ...], DateRule]] = field(default_factory=list)
    words: dict[str, _Node] = field(default_factory=dict)
    slots: dict[Slot, _Node] = field(default_factory=dict)
    rule: DateRule | None = None

    def lay_out(self, spelt: Callable[[str], str]) -> None:
        """Parts what waits by its next word or slot; of two rules that say the same the first one stays."""
        by_word: dict[str, _Node] = {}
        by_slot: dict[Slot, _Node] = {}
        for sequence, rule in self.rest:
            if not sequence:
                self.rule = self.rule or rule
            elif (slot := _SLOTS.get(sequence[0])) is not None:
                by_slot.setdefault(slot, _Node()).rest.append((sequence[1:], rule))
            else:
                by_word.setdefault(spelt(sequence[0]), _Node()).rest.append((sequence[1:], rule))
        # Whole, and before nothing waits any more: another thread may come here meanwhile.
        self.words, self.slots = by_word, by_slot
        self.rest = []


@dataclass(frozen=True, slots=True)
class _DateWords:
    """The compiled file: the tree, how its words are spelt, and the words that fill the slots."""

    root: _Node
    spelt: Callable[[str], str]
    starts: frozenset[str]
    named: Mapping[str, tuple[tuple[Slot, int | str], ...]]
    needs_capital: frozenset[str]
    abbreviated: frozenset[str]
    people: Phrases[bool]


@lru_cache(8)
def date_phrases(text: str, language: str) -> tuple[DatePhrase, ...]:
    """The phrases of a text that name dates, in order, none within another."""
    found = numbered(text, language)
    known = _date_words(language)
    phrases_found: list[DatePhrase] = []
    at = 0
    while at < len(found):
        if found[at].form in _TEXT and found[at].word not in known.starts:
            at += 1
            continue
        phrase, after = _longest(found, at, known, text)
        # "until October 31": what begins within a phrase and goes further is what was meant.
        for within in range(at + 1, after if phrase else at):
            later, further = _longest(found, within, known, text)
            if later is not None and further > after:
                phrase, after = later, further
                break
        if phrase is not None:
            phrases_found.append(phrase)
        at = after
    return tuple(phrases_found)


def _longest(found: Sequence[Token], at: int, known: _DateWords, text: str) -> tuple[DatePhrase | None, int]:
    """The longest phrase from a token on that may stand there, and where to look on."""
    best: tuple[int, DateRule, tuple[tuple[Slot, int | str], ...]] | None = None
    for end, rule, slots in _walk(found, at, known.root, known, text, ()):
        if (best is None or end > best[0]) and _may_stand(found, end, rule, known):
            best = end, rule, slots
    if best is None:
        return None, at + 1
    end, rule, slots = best
    return DatePhrase(rule, tuple(found[at:end]), slots), end


def _walk(
    found: Sequence[Token],
    at: int,
    node: _Node,
    known: _DateWords,
    text: str,
    slots: tuple[tuple[Slot, int | str], ...],
) -> Iterator[tuple[int, DateRule, tuple[tuple[Slot, int | str], ...]]]:
    """All phrases of the tree from here on; no deeper than the longest rule."""
    if node.rest:
        node.lay_out(known.spelt)
    if node.rule is not None:
        yield at, node.rule, slots
    if at >= len(found):
        return
    token = found[at]
    if (child := node.words.get(token.word)) is not None:
        yield from _walk(found, at + 1, child, known, text, slots)
    if node.slots:
        for slot, value in _fillings(token, known, text):
            if (child := node.slots.get(slot)) is not None:
                yield from _walk(found, at + 1, child, known, text, (*slots, (slot, value)))
    if slots and token.word == "." and found[at - 1].word in known.abbreviated:
        for end, rule, more in _walk(found, at + 1, node, known, text, slots):
            if end > at + 1:
                yield end, rule, more


def _fillings(token: Token, known: _DateWords, text: str) -> Iterator[tuple[Slot, int | str]]:
    """The slots that a token can fill, with its value there."""
    value = int(token.value)
    match token.form:
        case Form.WORD:
            if token.word in known.needs_capital and not text[token.start].isupper():
                return
            yield from known.named.get(token.word, ())
        case Form.DIGITS | Form.ORDINAL | Form.WRITTEN:
            if 1 <= value <= 31 and token.form is not Form.WRITTEN:
                yield "day", value
            if _EARLIEST <= value <= _LATEST and token.word[:4].isdigit():
                yield "year", value
            if token.form is not Form.ORDINAL:
                yield "n", value
        case Form.DAY:
            yield "numeric", value
        case _:
            return


def _may_stand(found: Sequence[Token], end: int, rule: DateRule, known: _DateWords) -> bool:
    if rule.unless_people and known.people.find(found, end) is not None:
        return False
    return rule.not_before.find(found, end) is None


@cache
def _date_words(language: str) -> _DateWords:
    file = words(language, "dates")
    root = _Node()
    # The rules say few words, in very many sequences.
    spelt = cache(lambda word: file.folded([word])[0])
    for rule in date_rules(language):
        for template in rule.say:
            root.rest += ((sequence, rule) for sequence in expansions(template))
    root.lay_out(spelt)
    named: dict[str, tuple[tuple[Slot, int | str], ...]] = {}
    capital: set[str] = set()
    for table, slot in _NAMED.items():
        for value, forms in file.tables.get(table, {}).items():
            for word in file.folded(forms):
                filling = (slot, int(value) if value.isdigit() else value)
                named[word] = (*named.get(word, ()), filling)
                if file.tables.get("capitals") and slot in ("month", "weekday"):
                    capital.add(word)
    numbers = words(language, "numbers")
    people = numbers.folded(" ".join(numbers.tables["people"]["words"]).split())
    return _DateWords(
        root,
        spelt,
        frozenset(root.words) | frozenset(named),
        named,
        frozenset(capital),
        frozenset(file.folded(file.tables["abbreviated"])),
        phrases([(word, True) for word in people], is_before=False),
    )


_NAMED: Mapping[str, Slot] = {
    "months": "month", "weekdays": "weekday", "seasons": "season", "units": "unit",
}  # fmt: skip


@cache
def date_rules(language: str) -> tuple[DateRule, ...]:
    """The rules of a language as they stand in its file."""
    file = words(language, "dates")
    return tuple(_rule(block, file) for block in file.tables["rule"])


def _rule(block: Mapping[str, Any], file: Words) -> DateRule:
    means: Means = block["means"]
    if means not in get_args(Means):
        raise ValueError(f"{block['id']}: means = {means!r} is none of {', '.join(get_args(Means))}")
    seen_from: SeenFrom = block.get("seen_from", "published")
    if seen_from not in get_args(SeenFrom):
        raise ValueError(
            f"{block['id']}: seen_from = {seen_from!r} is none of {', '.join(get_args(SeenFrom))}"
        )
    return DateRule(
        block["id"],
        means,
        tuple(block["say"]),
        block.get("days"),
        block.get("weeks"),
        block.get("months"),
        block.get("years"),
        block.get("count", 1),
        block.get("is_bound", False),
        seen_from,
        block.get("unless_people", False),
        phrases([(word, True) for word in file.folded(block.get("not_before", ()))], is_before=False),
    )


_PART = re.compile(r"\[|\]|[^\s\[\]]+")


def expansions(template: str) -> list[tuple[str, ...]]:
    """All that a template says: its words in order, with and without what stands in brackets."""
    parts, rest = _parse(_PART.findall(template))
    if rest:
        raise ValueError(f"{template!r}: a bracket closes that was not opened")
    return [tuple(one) for one in dict.fromkeys(map(tuple, parts)) if one]


def _parse(parts: list[str]) -> tuple[list[list[str]], list[str]]:
    """The word lists up to the closing bracket, and what stands behind it."""
    said: list[list[str]] = [[]]
    while parts:
        part, *parts = parts
        if part == "]":
            return said, [part, *parts]
        if part == "[":
            inner, parts = _parse(parts)
            if not parts:
                raise ValueError("a bracket is not closed")
            parts = parts[1:]
            choices: list[list[str]] = [[], *inner]
        else:
            choices = [[_checked(word)] for word in part.split("|")]
        said = [[*before, *after] for before, after in product(said, choices)]
    return said, []


def _checked(part: str) -> str:
    if part.startswith("{") and part not in _SLOTS:
        raise ValueError(f"there is no slot {part}")
    return part
