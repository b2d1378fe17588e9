"""A person's written name, read into its parts.

A name can be readable in several ways: "Александра Лукашенко" is a woman, or a man in the genitive; of two
words that are no known given names either can be the surname. Each way is a reading; whether two names are
one person is asked of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from tracker.extract.pages.fold import fold
from tracker.resolve.names.given import ANY_CASE, NOMINATIVE, Given, known_given
from tracker.resolve.names.letters import (
    ENGLISH,
    habits_of,
    in_one_alphabet,
    is_cyrillic,
    is_lacinka,
    plain,
)
from tracker.resolve.names.order import Order, orders
from tracker.resolve.names.sounds import heard
from tracker.resolve.names.surnames import (
    Patronymic,
    Stem,
    declined_surname,
    latin_surname,
    read_patronymic,
)
from tracker.resolve.names.tables import table
from tracker.resolve.names.word import Word

# A name is longer than this only by mistake: a sentence, a list of names.
_LONGEST = 200
_MOST_WORDS = 8
_MOST_READINGS = 8

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name. `is_sure`: nothing speaks for another way, such as another case."""

    given: Given | None
    patronymic: Patronymic | None
    surname: tuple[Stem, ...]
    gender: str | None
    is_sure: bool

    @property
    def surname_sounds(self) -> tuple[str, ...]:
        """The parts of the surname as they are heard."""
        return tuple(stem.sounds for stem in self.surname)


@dataclass(frozen=True)
class PersonName:
    """A person's name as it was written, and the ways to read it; the likeliest first."""

    written: str
    language: str | None
    readings: tuple[Reading, ...]

    @cached_property
    def gender(self) -> str | None:
        """`m` or `f` where all sure readings agree."""
        genders = {reading.gender for reading in self.readings if reading.is_sure}
        return genders.pop() if len(genders) == 1 else None


@lru_cache(maxsize=1 << 14)
def parse_person(written: str, language: str | None = None) -> PersonName:
    """The name in its parts, from any script, order and case.

    `language` is an ISO 639 code or `be-Latn`; None: told by the letters. A name without letters has no
    reading and is like no other.
    """
    return PersonName(written, language, tuple(_readings(written[:_LONGEST], language)))


def _readings(written: str, language: str | None) -> list[Reading]:
    readings = [
        reading
        for words in _words(plain(written), language)
        for order in orders(words)
        for reading in _judged(list(_of_order(order, language)), order.is_turned)
    ]
    if len(readings) > 1:
        readings = sorted(dict.fromkeys(readings), key=lambda reading: not reading.is_sure)
    return readings[:_MOST_READINGS]


def _judged(readings: list[Reading], is_turned: bool) -> list[Reading]:
    """The readings of one order with the sure ones: the nominatives, or all where there are none.

    None is sure of a surname with which the given name can be a man's or a woman's, and none of an order
    that is turned.
    """
    if len(readings) == 1 and readings[0].is_sure and not is_turned:
        return readings
    best = [reading for reading in readings if reading.is_sure] or readings
    sexes: dict[tuple[str, ...], set[str | None]] = {}
    for reading in best:
        if reading.given is not None and reading.given.is_known:
            sexes.setdefault(reading.surname_sounds, set()).add(reading.gender)
    sure = [reading for reading in best if len(sexes.get(reading.surname_sounds, ())) < 2 and not is_turned]
    return [
        reading if reading.is_sure is (reading in sure) else replace(reading, is_sure=reading in sure)
        for reading in readings
    ]


def _words(text: str, language: str | None) -> Iterator[list[Word]]:
    """The words, once for each habit that their letters can follow."""
    cyrillic = is_cyrillic(text)
    before, comma, _ = text.partition(",")
    hits = list(_WORD.finditer(text))[:_MOST_WORDS]
    spelt = [in_one_alphabet(hit[0], cyrillic) for hit in hits]
    small = " ".join(spelt).lower()
    lacinka = not cyrillic and is_lacinka(small, language)
    shouted = all(_is_shouted(word) for word in spelt)
    for habit in (ENGLISH,) if cyrillic else habits_of(small, language):
        yield [
            _word(
                word,
                habit,
                lacinka,
                is_capitals=_is_shouted(word) and not shouted,
                is_before_comma=bool(comma) and hit.start() < len(before),
            )
            for hit, word in zip(hits, spelt, strict=True)
        ]


@lru_cache(maxsize=1 << 14)
def _word(written: str, habit: str, lacinka: bool, *, is_capitals: bool, is_before_comma: bool) -> Word:
    lower = written.lower()
    bare = lower.rstrip(".").removesuffix("'s")
    if len(bare) == 1 or (len(bare) <= 2 and lower.endswith(".")):
        return Word(bare, heard(bare, habit), habit, False, True, False, is_before_comma)
    if lacinka:
        bare, habit = fold(bare, "be-Latn").text, ENGLISH
    declined = lacinka or is_cyrillic(bare)
    return Word(bare, heard(bare, habit), habit, declined, False, is_capitals, is_before_comma)


def _is_shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _of_order(order: Order, language: str | None) -> Iterator[Reading]:
    """The readings of words whose parts are known: all in one gender and one case."""
    surnames = _surnames(order.surname, language)
    patronymics = _patronymics(order.patronymic)
    for given in _givens(order.given, language):
        for patronymic in patronymics:
            for surname in surnames:
                reading = _agreed(given, patronymic, surname)
                if reading is not None:
                    yield reading


def _agreed(given: Given | None, patronymic: Patronymic | None, surname: tuple[Stem, ...]) -> Reading | None:
    """The parts as one reading, if they agree in gender and case."""
    cases = ANY_CASE
    genders: set[str | None] = set()
    for part in (given, patronymic, *surname[-1:]):
        if part is not None:
            cases &= part.cases
            genders.add(part.gender)
    genders.discard(None)
    if not cases or len(genders) > 1:
        return None
    return Reading(given, patronymic, surname, genders.pop() if genders else None, "n" in cases)


def _givens(word: Word | None, language: str | None) -> tuple[Given | None, ...]:
    if word is None:
        return (None,)
    if word.is_initial:
        return (Given(word.sounds, word.sounds, None, ANY_CASE, is_known=False, is_initial=True),)
    known = known_given(word.text, word.habit, word.declined) or _without_baltic_end(word, language)
    if known:
        return known
    return tuple(
        Given(stem.sounds + stem.sort.replace("i", ""), stem.sounds, stem.gender, stem.cases, False)
        for stem in (declined_surname(word.text) if word.declined else (_as_it_is(word),))
    )


def _as_it_is(word: Word) -> Stem:
    return Stem(word.sounds, "", None, NOMINATIVE)


def _without_baltic_end(word: Word, language: str | None) -> tuple[Given, ...]:
    rule = table("endings")["baltic"]
    if word.declined or (language is not None and language not in rule["languages"]):
        return ()
    for ending in rule["ends"]:
        bare = word.text.removesuffix(ending)
        if bare != word.text and (found := known_given(bare, word.habit, False)):
            return found
    return ()


def _patronymics(word: Word | None) -> tuple[Patronymic | None, ...]:
    if word is None:
        return (None,)
    if word.is_initial:
        return (Patronymic(None, word.sounds, None, ANY_CASE, is_initial=True),)
    found = read_patronymic(word.sounds, word.declined)
    return found or (Patronymic(None, word.sounds, None, ANY_CASE),)


def _surnames(words: Sequence[Word], language: str | None) -> list[tuple[Stem, ...]]:
    """The surname in each gender and case that its last part can be in; the parts before it follow."""
    parts = [part for word in words for part in word.parts()]
    if not parts:
        return [()]
    readings = [
        declined_surname(part.text) if part.declined else latin_surname(part.text, part.habit, language)
        for part in parts
    ]
    return [(*(_like(before, last) for before in readings[:-1]), last) for last in readings[-1]]


def _like(readings: tuple[Stem, ...], last: Stem) -> Stem:
    """The reading of a first part that agrees with the last one."""
    for stem in readings:
        if stem.gender in (last.gender, None) and stem.cases & last.cases:
            return stem
    return readings[0]
