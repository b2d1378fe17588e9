"""What the article leaves open, and by what it is recognised that something touches it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.model.kinds import Action, Effect, Measure, Reason, RecordType, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """By what a kind of development is recognised: all that are given must fit, empty ones fit anything.

    `targets` are `list:uid` keys, `programmes` glob patterns. `officials`, `places`,
    `named` (targets by name) and `quoted` (in the quotes of the evidence) are how the words begin. `parties`
    must all be there, of the other lists one is enough. A `not_` fits where the value is known and is none
    of these. Talks: so many days before or after a contact with one of `talks_with`. `min_voices`: so many
    publishers say so independently, or an official one does.
    """

    type: RecordType | None = None
    status: Status | None = None
    actions: tuple[Action, ...] = ()
    authorities: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    names_nobody: bool = False
    programmes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    not_countries: tuple[str, ...] = ()
    counterparts: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    not_officials: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    min_count: int | None = None
    min_voices: int | None = None
    talks_with: tuple[str, ...] = ()
    talks_within_days: int | None = None


@dataclass(frozen=True, slots=True)
class Condition(Marks):
    """A kind of development that would move or answer a question, and how it is recognised.

    `text` is what a reader is told as the reason.
    """

    text: str
    effect: Effect
    part: str | None = None


@dataclass(frozen=True, slots=True)
class LookAlike(Marks):
    """What looks like an answer and must never count; `refused` are the reasons for which the extraction
    refuses sentences of that kind. Without either it is for a person to know."""

    text: str
    refused: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that the article leaves open. `look_alikes` must never count as an answer.

    `conditions` are those that a rule can recognise; `for_reader` are those that only a person can
    judge: they are shown beside the question and match nothing. `ladder` are the rungs on the way
    to an answer, lowest first. A question with a `measure` is a judgement: nothing answers it, but
    `measures` are taken for it, and `made_of` are the questions that bear on it.
    """

    id: str
    text: str
    where: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    for_reader: tuple[Condition, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    measure: str | None = None
    measures: tuple[Measure, ...] = ()
    made_of: tuple[str, ...] = ()
    trap: str | None = None
    ladder: tuple[str, ...] = ()
