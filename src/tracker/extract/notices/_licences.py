"""General licences that a text of OFAC's names: issued, amended, ended; whom they are about, until when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from tracker.extract.notices._about import About, Line, act, days_in
from tracker.extract.notices._knowledge import table
from tracker.extract.pages.statement import Statement
from tracker.model import Action

_NUMBER = r"\d{1,3}(?:-?[A-Z])?"
_JOINED = re.compile(r",? and |, | or ")
# How far behind a number the title of its licence stands, and its end.
_TITLE_CHARS = 600
_UNTIL = re.compile(r"\b(?:through|until|expires? (?:on|at))\b")
_UNTIL_CHARS = 70
_VERB_CHARS = 160
_STOP = re.compile(r"[.;](?=\s)")
_END_OF_TITLE = re.compile('[”"’]|\\.(?:\\s|$)|;|\\s\\(')


def licences_in(
    name: str, lines: Iterable[Line], about: About, on: date, if_only_named: Action | None = None
) -> Iterator[Statement]:
    """The licences of the subject that these lines issue or end, each once; `if_only_named` is what is done
    with one that a line names without a verb. `name` is the format's, whose table has the words."""
    told: set[tuple[str, Action]] = set()
    for line in lines:
        for number, action, end in _named(line, about, if_only_named):
            if (number, action) in told:
                continue
            told.add((number, action))
            behind = line.text[end : end + _TITLE_CHARS]
            yield act(
                about,
                f"{name}.{'licence' if action is Action.LICENCE else 'licence_ended'}",
                action,
                on,
                line,
                targets=targets_in(behind) if action is Action.LICENCE else (),
                instrument=instrument_of(number),
                valid_until=_until(behind) if action is Action.LICENCE else None,
            )


def instrument_of(number: str) -> str:
    """ "General License 8A": as it is called wherever it is told."""
    return f"General License {number.replace('-', '')}"


def _named(line: Line, about: About, if_only_named: Action | None) -> Iterator[tuple[str, Action, int]]:
    """The numbers of the subject's licences in a line, what is done with them, and where they end."""
    pattern = re.compile(
        rf"(?<!\w){about.in_patterns}(?:[\s-]related)?(?:\ssanctions)?(?:\sregulations)?(?:\sweb)?"
        rf"\sgeneral\slicen[cs]es?(?:\sno\.?)?\s({_NUMBER}(?:(?:,? and |, | or ){_NUMBER}){{0,8}})\b",
        re.IGNORECASE,
    )
    for hit in pattern.finditer(line.text):
        action = _action(line.text, hit.start(), hit.end(), if_only_named)
        if action is None:
            continue
        for number in _JOINED.split(hit[1]):
            yield number.upper(), action, hit.end()


def _action(text: str, start: int, end: int, if_only_named: Action | None) -> Action | None:
    """By the nearest verb before it in its sentence, else the first behind; a topic is none."""
    words = _words()
    before = _STOP.split(text[max(0, start - _VERB_CHARS) : start])[-1].casefold()
    issued, ended = _last(words["issued"], before), _last(words["ended"], before)
    amended = _last(words["amended"], before)
    nearest = max(issued, ended, amended)
    if nearest >= 0:
        if re.search(words["topic"], before[nearest:]):
            return None
        return Action.EXPIRE if nearest == ended else Action.LICENCE
    if re.search(words["topic"], before):
        return None
    behind = re.split(r"[.;,“\"](?=\s|\w)", text[end : end + _VERB_CHARS], maxsplit=1)[0].casefold()
    if re.search(words["ended"], behind):
        return Action.EXPIRE
    return if_only_named


def _last(pattern: str, text: str) -> int:
    return max((hit.start() for hit in re.finditer(pattern, text)), default=-1)


def targets_in(title: str) -> tuple[str, ...]:
    """Whom the title of a licence names: "Authorizing Transactions Involving A, B, and C"."""
    words = table("us_ofac")["involving"]
    hit = re.search(words["pattern"], title, re.IGNORECASE)
    if hit is None:
        return ()
    rest = title[hit.end() :]
    end = _END_OF_TITLE.search(rest)
    names = (
        part.strip(" ,")
        for part in re.split(r",? and |, (?!Inc|LLC|Ltd|Co\b)", rest[: end.start() if end else None])
    )
    return tuple(name for name in names if _is_name(name, words["general"]))


def _is_name(text: str, general: Iterable[str]) -> bool:
    is_general = any(re.search(pattern, text.casefold()) for pattern in general)
    return len(text) > 2 and text[0].isupper() and not is_general


def _until(title: str) -> date | None:
    """The last day of a licence that says until when it permits."""
    hit = _UNTIL.search(title)
    if hit is None:
        return None
    return next((day for _, day in days_in(title[hit.end() : hit.end() + _UNTIL_CHARS])), None)


def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = table("us_ofac")["licence"]
    return words
