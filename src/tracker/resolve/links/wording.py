"""What a sentence says of how a release, a relief and talks go together.

Words: extract/lexicons/*/together.toml. What is only asked, hoped, offered or denied says nothing, and
neither does a sentence with one side in it that does not point to what its page told before.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from tracker.extract.pages.fold import fold
from tracker.extract.pages.lexicon import LANGUAGES
from tracker.extract.pages.patterns import Expression, Grammar
from tracker.extract.pages.stems import make_stems

# What is given stands close behind "in exchange for".
_GIVEN_CHARS = 80
_STOP = re.compile(r"[,;:–—()]| - ")
_CYRILLIC = re.compile(r"[а-яёіў]", re.IGNORECASE)


class Said(Enum):
    """What the words say: that the one side was given for the other, both in the sentence; that this side
    was given for what was told before; that there was no exchange."""

    BOTH = auto()
    FOR_WHAT_STANDS_BEFORE = auto()
    DENIED = auto()


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a sentence says of an exchange. `given`: the words of what stands behind "in exchange for"."""

    said: Said
    given: str = ""


@dataclass(frozen=True, slots=True)
class _Phrase:
    form: Literal["for", "back", "deal"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Examples:
    """The sentences by which an entry of the words proves itself."""

    about: Literal["exchange", "talks"]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language. `gate` finds those without which no sentence speaks of an exchange."""

    gate: re.Pattern[str]
    sides: Mapping[str, Expression]
    given: Mapping[str, Expression]
    ends: Expression
    joins: Expression
    doubtful: Expression
    settled: Expression
    denied: Expression
    exchange: Mapping[Literal["for", "back", "deal"], Expression]
    talks: Expression
    spoken: Expression
    examples: tuple[Examples, ...]


def exchange_in(sentence: str, rule: str) -> Exchange | None:
    """What the sentence says of an exchange; None where it says nothing. `rule` found it: its name begins
    with the language."""
    language = _language(sentence, rule)
    if language is None:
        return None
    words, text = _words(language.partition("-")[0]), fold(sentence, language).text
    if not words.gate.search(text):
        return None
    phrases = _phrases(words, text)
    if words.denied.search(text):
        return Exchange(Said.DENIED)
    if not phrases or _is_doubtful(words, text):
        return None
    return next((found for phrase in phrases if (found := _told(words, text, phrase))), None)


def tells_of_talks_before(sentence: str, rule: str) -> bool:
    """Whether the sentence says that what it tells came after talks, a visit or a call."""
    language = _language(sentence, rule)
    if language is None:
        return False
    words, text = _words(language.partition("-")[0]), fold(sentence, language).text
    is_told = words.talks.search(text) is not None and words.spoken.search(text) is None
    return is_told and not _is_doubtful(words, text)


def examples(language: str) -> tuple[Examples, ...]:
    """The sentences that stand with the words of a language."""
    return _words(language).examples


def _language(sentence: str, rule: str) -> str | None:
    language = rule.partition(".")[0]
    if language not in LANGUAGES:
        return None
    return "be-Latn" if language == "be" and not _CYRILLIC.search(sentence) else language


def _is_doubtful(words: _Words, text: str) -> bool:
    if text.rstrip(' "»”').endswith("?"):
        return True
    # "Announced that Washington would": the last word of what is settled raises no doubt.
    settled = {hit.end() for hit in words.settled.finditer(text)}
    return any(hit.end() not in settled for hit in words.doubtful.finditer(text))


def _phrases(words: _Words, text: str) -> Sequence[_Phrase]:
    """The words of exchange in their order; of two that begin alike the longer: "in return for this"."""
    found = [
        _Phrase(form, hit.start(), hit.end())
        for form, pattern in words.exchange.items()
        for hit in pattern.finditer(text)
    ]
    longest: dict[int, _Phrase] = {}
    for phrase in sorted(found, key=lambda one: (one.start, one.end)):
        longest[phrase.start] = phrase
    return tuple(longest.values())


def _told(words: _Words, text: str, phrase: _Phrase) -> Exchange | None:
    match phrase.form:
        case "for":
            return _given_for(words, text, phrase)
        case "deal":
            return Exchange(Said.BOTH) if len(_sides(words.sides, text)) == 2 else None
        case "back":
            before = _sides(words.sides, text[: phrase.start])
            behind = _sides(words.sides, text[phrase.end :])
            if len(before) == 1 and len(behind) == 1 and before != behind:
                return Exchange(Said.BOTH)
            is_one = len(before | behind) == 1
            return Exchange(Said.FOR_WHAT_STANDS_BEFORE) if is_one else None


def _given_for(words: _Words, text: str, phrase: _Phrase) -> Exchange | None:
    """Of "in exchange for": the first side behind it was given for the other, if that stands elsewhere.

    Where both sides stand together ("for the release of prisoners and an easing of sanctions"), who gave
    what for what is not told.
    """
    behind = text[phrase.end : phrase.end + _GIVEN_CHARS]
    stops = [hit.start() for hit in (_STOP.search(behind), words.ends.search(behind)) if hit]
    given = behind[: min(stops, default=len(behind))]
    hits = [(hit.start(), hit.end(), side) for side, one in words.given.items() if (hit := one.search(given))]
    if not hits or (len(hits) > 1 and words.joins.search(given)):
        return None
    _, end, side = min(hits)
    elsewhere = _sides(words.sides, f"{text[: phrase.end]} ; {text[phrase.end + len(given) :]}")
    # Without a comma the clause of the other side follows at once: "in exchange for relief Minsk freed 52".
    elsewhere |= _sides(words.sides, given[end:]) - {side}
    return Exchange(Said.BOTH, given) if elsewhere == words.sides.keys() - {side} else None


def _sides(words: Mapping[str, Expression], text: str) -> frozenset[str]:
    return frozenset(side for side, pattern in words.items() if pattern.search(text))


@cache
def _words(language: str) -> _Words:
    path = files("tracker.extract") / "lexicons" / language / "together.toml"
    written: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    grammar = Grammar(language, written["class"])

    def patterns(found: Sequence[str]) -> Expression:
        return Expression(found, grammar)

    speaks = [*written["denied"], *(pattern for one in written["exchange"] for pattern in one["patterns"])]
    return _Words(
        gate=make_stems([grammar.telling_stems(one) for one in speaks]).scan,
        sides={"release": patterns(written["releases"]), "relief": patterns(written["reliefs"])},
        given={"release": patterns(written["given_releases"]), "relief": patterns(written["given_reliefs"])},
        ends=patterns(written["ends"]),
        joins=patterns(written["joins"]),
        doubtful=patterns(written["doubtful"]),
        settled=patterns(written.get("settled", ())),
        denied=patterns(written["denied"]),
        exchange={one["form"]: patterns(one["patterns"]) for one in written["exchange"]},
        talks=patterns([pattern for one in written["talks"] for pattern in one["patterns"]]),
        spoken=patterns(written["spoken"]),
        examples=tuple(_examples(written)),
    )


def _examples(written: Mapping[str, Any]) -> Iterator[Examples]:
    for about in ("exchange", "talks"):
        for one in written[about]:
            yield Examples(about, tuple(one["yes"]), tuple(one["no"]))
