"""The legal acts that a page cites: their programme, what they are called, from when to when they hold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from tracker.extract.pages.fold import fold
from tracker.extract.pages.passage import Passage, after
from tracker.extract.words import dates
from tracker.model.kinds import Precision

_LICENCE = re.compile(
    r"(?:General Licen[sc]e|GL|генеральн\w{1,4} (?:лицензи|ліцэнзі)\w{1,4})\s"
    r"(?:No\.? ?|№ ?)?(\d{1,3}[A-Z]?)\b",
    re.IGNORECASE,
)
_UNNUMBERED = re.compile(r"(?:general|wind-down) licen[sc]e", re.IGNORECASE)
_TITLED = re.compile(
    r"(?:Implementing )?(?:Regulation|Decision|Регламент|Решение)\s+(?:\([A-Z]+\)\s+)?(?:No\.? )?"
    r"\d{3,4}/\d{2,4}(?:/[A-Z]+)?"
    r"|Republic of Belarus \(Sanctions\)(?: \([A-Za-z ]{4,20}\)){0,3} Regulations \d{4}"
    r"|Special Economic Measures \(Belarus\) Regulations"
    r"|Ordinance on Measures against Belarus"
)
# How far before a date the word may stand that says of what it is the date, in characters.
_BEFORE = 34
_ONLY_SHORT_WORDS = re.compile(r"(?:\W++\w{1,4}+){0,2}\W*+")


@dataclass(frozen=True, slots=True)
class _Act:
    authority: str
    programme: str
    cites: re.Pattern[str]


@cache
def _acts() -> tuple[_Act, ...]:
    text = (files("tracker.extract") / "lexicons" / "acts.toml").read_text(encoding="utf-8")
    return tuple(
        _Act(row["authority"], row["programme"], _any_of(row["cites"])) for row in tomllib.loads(text)["act"]
    )


def _any_of(cites: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w./])(?:{'|'.join(map(re.escape, cites))})(?!\d)", re.IGNORECASE)


def programme_of(passages: Sequence[Passage], authority: str | None) -> str | None:
    """The programme of the authority's first act that the page cites."""
    own = [act for act in _acts() if act.authority == authority]
    for passage in passages:
        cited = [(hit.start(), act.programme) for act in own if (hit := act.cites.search(passage.text))]
        if cited:
            return min(cited)[1]
    return None


def instrument_of(passage: Passage, *, is_licence: bool) -> str | None:
    """The act as it is called: a licence with its number, a regulation with its title or number.

    A licence without a number is called as it is written.
    """
    licence = _LICENCE.search(passage.text)
    if licence:
        return f"General License {licence[1].upper()}"
    titled = _TITLED.search(passage.text)
    if titled:
        return titled[0]
    unnumbered = _UNNUMBERED.search(passage.text) if is_licence else None
    return unnumbered[0] if unnumbered else None


def in_force(passage: Passage, passages: Sequence[Passage]) -> tuple[date | None, date | None]:
    """From which day and until which day the measure holds, as the sentence or the next one says."""
    around = (passage, *after(passage, passages, 1))
    return _dated_by("from_day", around), _dated_by("until_day", around)


def _dated_by(word_class: str, passages: Sequence[Passage]) -> date | None:
    for passage in passages:
        words = passage.lexicon.classes.get(word_class)
        if words is None:
            return None
        for found in dates(passage.text, passage.language, passage.published, is_ahead_kept=True):
            # The phrase of a date takes its preposition along: "until 1 May".
            start = max(0, found.start - _BEFORE)
            before = fold(passage.text[start : found.end], passage.language).text
            at = found.start - start
            own = (hit for hit in words.finditer(before) if hit.start() <= at or hit.end() <= at + 8)
            if found.precision is Precision.DAY and any(
                hit.end() >= at or _ONLY_SHORT_WORDS.fullmatch(before[hit.end() : at]) for hit in own
            ):
                return found.on
    return None
