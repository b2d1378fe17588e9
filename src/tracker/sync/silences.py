"""Visits to which no answer came, until it shows whose fault that is; and the hosts that were tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from tracker.health import OURS_WITHIN, Fault, HostVisit, whose_fault

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Silence(Generic[T]):
    """One visit without an answer: `visit` is the caller's, `tried` when and where."""

    visit: T
    tried: HostVisit


class Silences(Generic[T]):
    """What is undecided, oldest first, and for each host the attempts of the last ten minutes.

    Of attempts at one host with the same outcome, one after the other, only the first and the last are
    kept: a host with a thousand pages tells no more than one with two.
    """

    def __init__(self) -> None:
        self._undecided: list[Silence[T]] = []
        self._tried: dict[str, list[HostVisit]] = {}
        self._last: HostVisit | None = None
        # When the last attempt was made that failed because of our own line.
        self._down_at: datetime | None = None

    def note_answer(self, host: str, at: datetime) -> None:
        """A host answered, whatever it said."""
        self._note(HostVisit(host, at, is_offline=False))

    def add(self, visit: T, host: str, at: datetime) -> None:
        """A visit ended without an answer."""
        tried = HostVisit(host, at, is_offline=True)
        self._note(tried)
        self._undecided.append(Silence(visit, tried))

    def visits(self) -> tuple[T, ...]:
        """Those that are undecided."""
        return tuple(one.visit for one in self._undecided)

    def decided(
        self, now: datetime, is_over: Callable[[T], bool], under_way_since: datetime | None
    ) -> Iterator[tuple[Silence[T], Fault]]:
        """Those of which it shows now whose fault they are; `decide` takes them off.

        `is_over`: nobody else will be tried for the run of this visit; the others as in `whose_fault`.
        """
        self._forget(now)
        tried = [visit for visits in self._tried.values() for visit in visits]
        # What cannot be told of a host's first silence cannot be told of its later ones.
        undecided: set[tuple[str, bool]] = set()
        for one in list(self._undecided):
            key = (one.tried.host, is_over(one.visit))
            if key in undecided:
                continue
            fault = whose_fault(one.tried, tried, now, is_over=key[1], under_way_since=under_way_since)
            if fault is None:
                undecided.add(key)
            else:
                yield one, fault

    def decide(self, one: Silence[T], fault: Fault) -> None:
        """Takes off what was decided, and written."""
        self._undecided.remove(one)
        if fault is Fault.OURS and (self._down_at is None or one.tried.at > self._down_at):
            self._down_at = one.tried.at

    def hosts(self) -> tuple[int, int]:
        """How many hosts were tried lately, and how many of them never answered."""
        silent = sum(all(visit.is_offline for visit in visits) for visits in self._tried.values())
        return len(self._tried), silent

    @property
    def is_line_up(self) -> bool:
        """Whether the last attempt of all brought an answer, after the last one that our line failed."""
        if self._last is None or self._last.is_offline:
            return False
        return self._down_at is None or self._last.at > self._down_at

    def _note(self, visit: HostVisit) -> None:
        self._last = visit
        visits = self._tried.setdefault(visit.host, [])
        if len(visits) > 1 and visits[-1].is_offline == visits[-2].is_offline == visit.is_offline:
            visits[-1] = visit
        else:
            visits.append(visit)

    def _forget(self, now: datetime) -> None:
        oldest = min([now, *(one.tried.at for one in self._undecided)]) - OURS_WITHIN
        kept = {
            host: [visit for visit in visits if visit.at >= oldest] for host, visits in self._tried.items()
        }
        self._tried = {host: visits for host, visits in kept.items() if visits}
