"""The relief of one target by one authority, step by step: announced, licensed, taken off the list.

A licence is no delisting, and an announcement is neither: they stay developments of their own, linked with
the days that lie between them. A new designation of the target ends what was begun before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from tracker.model import (
    Action,
    DateBasis,
    Development,
    DevelopmentLink,
    LinkKind,
    RecordType,
    Sector,
    Status,
)
from tracker.resolve.links.apart import Dated, lag, lag_in_words, place
from tracker.resolve.links.targets import Key, keys_of

# After two years relief is another government's.
LONGEST_DAYS = 730
# A licence that comes with a designation lets dealings be wound down: no step of relief.
_WIND_DOWN_DAYS = 3


class Rung(IntEnum):
    """The steps of relief."""

    ANNOUNCED = 1
    LICENSED = 2
    LIFTED = 3


RELIEF = (Action.DELIST, Action.EASE, Action.LICENCE)


def is_relief(development: Development) -> bool:
    """Whether it takes back or softens a measure, or says that somebody will."""
    return development.type is RecordType.SANCTION and development.action in RELIEF


def rung_of(development: Development) -> Rung | None:
    """Which step of relief it is; None where it is none."""
    if not is_relief(development):
        return None
    if development.status is Status.ANNOUNCED:
        return Rung.ANNOUNCED
    return Rung.LICENSED if development.action is Action.LICENCE else Rung.LIFTED


@dataclass
class _History:
    """What one authority did about one thing, by rungs, and when it was designated; each in order."""

    key: Key
    rungs: dict[Rung, list[Dated]] = field(default_factory=lambda: {rung: [] for rung in Rung})
    designated: list[Dated] = field(default_factory=list)


def link_ladders(them: Iterable[Dated], sectors: tuple[Sector, ...]) -> Iterator[DevelopmentLink]:
    """The links from each step of relief to the next ones of the same target."""
    pairs: dict[tuple[str, str], tuple[Dated, Dated, set[Key]]] = {}
    for history in _histories(them, sectors):
        for earlier, later in _steps(history):
            pairs.setdefault((earlier.id, later.id), (earlier, later, set()))[2].add(history.key)
    ahead: dict[str, set[str]] = {}
    for one, other in pairs:
        ahead.setdefault(one, set()).add(other)
    for (one, other), (earlier, later, keys) in pairs.items():
        # What leads there over a rung between is said by that one.
        if not any(other in ahead.get(between, ()) for between in ahead[one]):
            yield DevelopmentLink(
                LinkKind.NEXT_RUNG, one, other, lag(earlier, later), _reason(earlier, later, keys)
            )


def _histories(them: Iterable[Dated], sectors: tuple[Sector, ...]) -> Iterable[_History]:
    found: dict[tuple[str, Key], _History] = {}
    for one in sorted(them, key=place):
        development = one.development
        authority, rung = development.authority, rung_of(development)
        is_designation = development.action is Action.DESIGNATE and development.status is Status.ACTUAL
        if authority is None or not one.is_known or (rung is None and not is_designation):
            continue
        for key in keys_of(development, sectors):
            history = found.setdefault((authority, key), _History(key))
            if key.shown and (not history.key.shown or key.shown < history.key.shown):
                history.key = key
            (history.designated if rung is None else history.rungs[rung]).append(one)
    return found.values()


def _steps(history: _History) -> Iterator[tuple[Dated, Dated]]:
    """Each step and the next above it, looked for from both: one licence can be followed by several
    delistings, and several announcements by one licence."""
    announced, lifted = history.rungs[Rung.ANNOUNCED], history.rungs[Rung.LIFTED]
    licensed = [one for one in history.rungs[Rung.LICENSED] if not _winds_down(one, history.designated)]
    above = {Rung.ANNOUNCED: (licensed, lifted), Rung.LICENSED: (lifted,)}
    below = {Rung.LICENSED: (announced,), Rung.LIFTED: (licensed, announced)}
    for rung, steps in ((Rung.ANNOUNCED, announced), (Rung.LICENSED, licensed)):
        for step in steps:
            for later in _first_day_after(step, above[rung]):
                if _is_one_ladder(step, later, history.designated):
                    yield step, later
    for rung, steps in ((Rung.LICENSED, licensed), (Rung.LIFTED, lifted)):
        for step in steps:
            for row in below[rung]:
                found = [
                    one
                    for one in _last_day_before(step, row)
                    if _is_one_ladder(one, step, history.designated)
                ]
                yield from ((earlier, step) for earlier in found)
                if found:
                    break


def _first_day_after(step: Dated, rows: tuple[list[Dated], ...]) -> list[Dated]:
    """Those of the next day on which there are any, the day itself included."""
    found: list[Dated] = []
    for row in rows:
        at = bisect_left(row, step.span.last, key=_day)
        found += row[at : bisect_right(row, row[at].span.last, key=_day)] if at < len(row) else []
    first = min((one.span.last for one in found), default=None)
    return [one for one in found if one.span.last == first]


def _last_day_before(step: Dated, row: list[Dated]) -> list[Dated]:
    """Those of the last day on which there are any, the day itself included."""
    at = bisect_right(row, step.span.last, key=_day)
    return row[bisect_left(row, row[at - 1].span.last, key=_day) : at] if at else []


def _day(one: Dated) -> date:
    return one.span.last


def _is_one_ladder(earlier: Dated, later: Dated, designated: list[Dated]) -> bool:
    """Whether the target was not designated again between the two, and they are not years apart."""
    after = bisect_right(designated, earlier.span.last, key=_day)
    is_cut = after < len(designated) and designated[after].span.last < later.span.last
    return not is_cut and lag(earlier, later) <= LONGEST_DAYS


def _winds_down(licence: Dated, designated: list[Dated]) -> bool:
    before = bisect_right(designated, licence.span.last, key=_day)
    return before > 0 and lag(designated[before - 1], licence) <= _WIND_DOWN_DAYS


_STEP = {Rung.ANNOUNCED: "announced", Rung.LICENSED: "licensed"}


def step_in_words(development: Development) -> str:
    """What the step is called. Only who is off a list is "delisted"; what pages say is only reported."""
    rung = rung_of(development)
    assert rung is not None
    if rung is not Rung.LIFTED:
        return _STEP[rung]
    is_delisting = development.action is Action.DELIST
    if development.list is None and development.when.basis is DateBasis.OFFICIAL:
        return "lifted, by official notice" if is_delisting else "eased, by official notice"
    if development.list is None:
        return "reported lifted" if is_delisting else "reported eased"
    return "delisted" if is_delisting else "eased"


def _reason(earlier: Dated, later: Dated, keys: set[Key]) -> str:
    steps = f"{step_in_words(earlier.development)}, then {step_in_words(later.development)}"
    names = sorted({key.shown for key in keys if key.shown and key.kind != "sector"})
    if not names:
        names = sorted({key.shown for key in keys if key.shown})
    about = f": {', '.join(names)}" if names else ""
    return f"relief of the same target{about}; {steps} {lag_in_words(earlier, later)}"
