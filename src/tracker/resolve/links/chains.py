"""Ladders as readers see them: the steps of relief in a row, with the days between, out of their links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.model import Development, DevelopmentLink, LinkKind, Sector
from tracker.resolve.links.apart import Dated, dated, days_between, lag, place, when_in_words
from tracker.resolve.links.ladders import Rung, rung_of, step_in_words
from tracker.resolve.links.targets import Key, keys_of


@dataclass(frozen=True, slots=True)
class Step:
    """One step: which development, what it is called, when, and how long after the step below it."""

    development: str
    step: str
    when: str
    days: int | None = None
    lag: str | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """The relief of one target by one authority. Several last steps stand beside one another: each counts
    its days from the step below them."""

    authority: str
    targets: tuple[str, ...]
    steps: tuple[Step, ...]


def ladders(
    developments: Iterable[Development], links: Iterable[DevelopmentLink], sectors: Sequence[Sector] = ()
) -> tuple[Ladder, ...]:
    """The ladders that the links of these developments make, by their first steps."""
    known = {one.id: dated(one) for one in developments}
    above: dict[str, list[Dated]] = {}
    for link in links:
        if link.kind is LinkKind.NEXT_RUNG and link.earlier in known and link.later in known:
            above.setdefault(link.earlier, []).append(known[link.later])
    keys = {
        name: keys_of(known[name].development, tuple(sectors))
        for name in {*above, *(one.id for row in above.values() for one in row)}
    }
    found = []
    for row in _rows(known, above, keys):
        below = [one for one in row if rung_of(one.development) is not Rung.LIFTED]
        about = keys[row[0].id].intersection(*(keys[one.id] for one in below))
        about &= {key for one in row[1:] for key in keys[one.id]}
        # The same key can be shown by what a list calls it, and not by what a page does.
        shown = {key.shown for one in row for key in keys[one.id] & about if key.kind != "sector"}
        names = tuple(sorted(filter(None, shown)))
        found.append(Ladder(row[0].development.authority or "", names, tuple(_as_steps(row))))
    return tuple(found)


def in_words(ladder: Ladder) -> str:
    """As in "announced 13 Dec 2025 -> licensed 15 Dec 2025 (2 days)"."""
    return " -> ".join(
        f"{one.step} {one.when} ({one.lag})" if one.lag else f"{one.step} {one.when}" for one in ladder.steps
    )


def _rows(
    known: Mapping[str, Dated], above: Mapping[str, list[Dated]], keys: Mapping[str, frozenset[Key]]
) -> Iterator[list[Dated]]:
    """Each step of a ladder that has a next one, with all the last steps above the second.

    A licence for several targets stands in the ladder of each: the steps of a row share one.
    """
    reached: set[tuple[str, str]] = set()
    for first in sorted((known[name] for name in above), key=place):
        if rung_of(first.development) is not Rung.ANNOUNCED:
            continue
        direct = [one for one in above[first.id] if rung_of(one.development) is Rung.LIFTED]
        if direct:
            yield [first, *sorted(direct, key=place)]
        for licence in sorted(above[first.id], key=place):
            if rung_of(licence.development) is not Rung.LICENSED:
                continue
            shared = keys[first.id] & keys[licence.id]
            lifted = [one for one in above.get(licence.id, ()) if shared & keys[one.id]]
            reached.update((licence.id, one.id) for one in lifted)
            yield [first, licence, *sorted(lifted, key=place)]
    for licence in sorted((known[name] for name in above), key=place):
        alone = [one for one in above[licence.id] if (licence.id, one.id) not in reached]
        if alone and rung_of(licence.development) is Rung.LICENSED:
            yield [licence, *sorted(alone, key=place)]


def _as_steps(row: list[Dated]) -> Iterator[Step]:
    below: Dated | None = None
    for one in row:
        development = one.development
        yield Step(
            development.id,
            step_in_words(development),
            when_in_words(development.when),
            None if below is None else lag(below, one),
            None if below is None else days_between(below, one),
        )
        if rung_of(development) is not Rung.LIFTED:
            below = one
