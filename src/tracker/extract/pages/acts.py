"""Legal acts on sanctions: the programme that a page means, the instrument, from when to when it holds.

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
from tracker.extract.words import dates
from tracker.model.kinds import Action, Precision

# How far behind the words their day may stand, in characters.
_FAR, _NEAR = 40, 12
# How many sentences after the trigger's may say when the act takes effect.
_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class _Instrument:
    pattern: re.Pattern[str]
    form: str | None
    action: Action | None


@dataclass(frozen=True, slots=True)
class _Acts:
    programmes: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]
    instruments: tuple[_Instrument, ...]
    in_force: Mapping[str, re.Pattern[str]]
    valid_until: Mapping[str, re.Pattern[str]]


def programme_of(passages: Sequence[Passage], authority: str | None) -> str | None:
    """The programme of the authority that the page cites, as the first sentence that cites one does."""
    known = _acts().programmes.get(authority or "", ())
    for passage in passages if known else ():
        cited = [(hit.start(), name) for name, pattern in known if (hit := pattern.search(passage.text))]
        if cited:
            return min(cited)[1]
    return None


def instrument_of(passage: Passage, action: Action | None) -> str | None:
    """The act that the sentence names: a general licence with its number, a regulation, an order."""
    for one in _acts().instruments:
        hit = one.pattern.search(passage.text) if one.action in {None, action} else None
        if hit:
            return one.form.format(hit[0], *hit.groups()) if one.form else hit[0]
    return None


def in_force_of(passage: Passage, passages: Sequence[Passage]) -> date | None:
    """The day on which the act takes effect, where the sentence or one right after it says one."""
    return _day_behind(_acts().in_force, (passage, *after(passage, passages, _SENTENCES)), _FAR)


def valid_until_of(passage: Passage, passages: Sequence[Passage]) -> date | None:
    """The day until which a licence or a measure holds: the word for it stands right before the day."""
    return _day_behind(_acts().valid_until, (passage, *after(passage, passages, _SENTENCES)), _NEAR)


def _day_behind(
    words: Mapping[str, re.Pattern[str]], around: Sequence[Passage], furthest: int
) -> date | None:
    pattern = words.get(around[0].language.partition("-")[0])
    for passage in around if pattern else ():
        days = [
            found
            for found in dates(passage.text, passage.language, passage.published, is_ahead_kept=True)
            if found.precision is Precision.DAY
        ]
        for hit in pattern.finditer(passage.folded.text) if pattern and days else ():
            start, end = passage.written(hit.start()), passage.written(hit.end())
            # The phrase of a date may take its preposition along: "until 1 May".
            for found in days:
                if start <= found.start <= end + furthest:
                    return found.on
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
        tuple(
            _Instrument(
                re.compile(one["pattern"], re.IGNORECASE),
                one.get("as"),
                Action(one["action"]) if "action" in one else None,
            )
            for one in told["instrument"]
        ),
        {language: _phrases(phrases, language) for language, phrases in told["in_force"].items()},
        {language: _phrases(phrases, language) for language, phrases in told["valid_until"].items()},
    )


def _phrases(phrases: Sequence[str], language: str) -> re.Pattern[str]:
    folded = (" ".join(fold_word(word, language) for word in phrase.split()) for phrase in phrases)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, folded)) + r")(?!\w)")
