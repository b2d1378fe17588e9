"""What is found in a text: sentences, numbers, dates. Offsets count characters of the text handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.model import Precision


class NumberKind(StrEnum):
    """What a number is about. Only a `count` says how many people or things there are."""

    COUNT = "count"
    ORDINAL = "ordinal"
    DATE = "date"
    TIME = "time"
    AGE = "age"
    MEASURE = "measure"
    MONEY = "money"
    PERCENT = "percent"
    LABEL = "label"


class NumberRelation(StrEnum):
    """Whether a number is the whole or its lower bound."""

    TOTAL = "total"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or headline; `text` is what stands from `start` to `end`, `paragraph` counts from 0."""

    start: int
    end: int
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, without the words that hedge it ("more than" is the relation).

    `is_rough` where no exact value is given: "about 50", "nearly a thousand", "dozens". A plural alone
    ("dozens", "сотни") has the value of its unit, 12 or 100, and is `at_least`.
    """

    start: int
    end: int
    value: int
    relation: NumberRelation
    kind: NumberKind = NumberKind.COUNT
    is_rough: bool = False


@dataclass(frozen=True, slots=True)
class DateFound:
    """A day, month or year that a phrase names, seen from the day of publication.

    `on` is the day; the first of the month or the year where the precision is no finer. `first` and
    `last` are the days between which it lies: of "11-12 September" both ends (`on` is the first), of
    "last week" Monday and Sunday, with the precision of a month and the month of its middle. `coming`:
    of a weekday alone, the one that a verb in the future means.
    """

    start: int
    end: int
    on: date
    precision: Precision
    phrase: str
    first: date
    last: date
    coming: date | None = None
