"""Legal acts on sanctions: the programme that a page means, the instrument, the day it takes effect.

What they are called is data: `lexicons/acts.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from tracker.extract.pages.fold import fold_word
from tracker.extract.pages.passage import Passage, after
from tracker.model.kinds import Precision

# How far behind the words its day may stand, in characters.
_BEHIND = 40
# How many sentences after the trigger's may say when the act takes effect.
_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class _Acts:
    programmes: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    instruments: tuple[tuple[re.Pattern[str], str | None], ...]
    in_force: Mapping[str, re.Pattern[str]]


def programme_of(passages: Sequence[Passage], authority: str | None) -> str | None:
    """The programme of the authority that the page cites, as the first sentence that cites one does."""
    known = _acts().programmes.get(authority or "", ())
    for passage in passages if known else ():
        cited = [(hit.start(), name) for name, pattern in known if (hit := pattern.search(passage.text))]
        if cited:
            return min(cited)[1]
    return None


def instrument_of(passage: Passage) -> str | None:
    """The act that the sentence names: a general licence with its number, a regulation, an order."""
    for pattern, form in _acts().instruments:
        if hit := pattern.search(passage.text):
            return form.format(hit[0], *hit.groups()) if form else hit[0]
    return None


def in_force_of(passage: Passage, passages: Sequence[Passage]) -> date | None:
    """The day on which the act takes effect, where the sentence or one right after it says one."""
    words = _acts().in_force.get(passage.language.partition("-")[0])
    for other in (passage, *after(passage, passages, _SENTENCES)) if words else ():
        for hit in words.finditer(other.folded.text) if words else ():
            end = other.written(hit.end())
            day = next(
                (
                    found.on
                    for found in other.dates
                    if found.precision is Precision.DAY and end <= found.start <= end + _BEHIND
                ),
                None,
            )
            if day is not None:
                return day
    return None


@cache
def _acts() -> _Acts:
    told = tomllib.loads((files("tracker.extract") / "lexicons" / "acts.toml").read_text(encoding="utf-8"))
    programmes: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for one in told["programme"]:
        cites = "|".join(re.escape(cite) for cite in one["cites"])
        pattern = re.compile(rf"(?<!\w)(?:{cites})(?!\w)", re.IGNORECASE)
        programmes.setdefault(one["authority"], []).append((one["name"], pattern))
    return _Acts(
        {authority: tuple(known) for authority, known in programmes.items()},
        tuple((re.compile(one["pattern"], re.IGNORECASE), one.get("as")) for one in told["instrument"]),
        {language: _phrases(phrases, language) for language, phrases in told["in_force"].items()},
    )


def _phrases(phrases: Sequence[str], language: str) -> re.Pattern[str]:
    folded = (" ".join(fold_word(word, language) for word in phrase.split()) for phrase in phrases)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, folded)) + r")(?!\w)")
