"""One request a host at a time, with a gap after it, and none before the host wants one again.

Waits of up to a minute are waited for; a host that asks for more is left alone until then, and the
visit that comes too early is told so. Nothing is ever slept through that a later run can do.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from tracker.fetch.faults import Fault, Stopped
from tracker.fetch.hosts import HostMemory
from tracker.fetch.watch import Watch
from tracker.model import Grade

# The longest gap that is waited for within a run.
LONGEST_WAIT_S = 60.0
# The longest that a host can keep us away with one Retry-After.
_LONGEST_REST = timedelta(days=1)
_ASKS_FOR_REST = frozenset({429, 503})


@dataclass(slots=True)
class _Turn:
    """One host: who is at it now, and when the last request to it was over (monotonic)."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    last: float | None = None


class Pace:
    """Gives out the turns at hosts. `wait` pauses for the given seconds."""

    def __init__(
        self,
        memory: HostMemory,
        clock: Callable[[], datetime],
        watch: Watch,
        wait: Callable[[float], object] | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._memory = memory
        self._clock = clock
        self._watch = watch
        self._wait = wait or watch.pause
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._turns: dict[str, _Turn] = {}

    @contextmanager
    def turn(self, host: str, gap_s: float) -> Iterator[None]:
        """The host is ours until the end of the block, `gap_s` after whoever had it before.

        Raises a Fault (`blocked`) where the host asked to be left alone, and Stopped. Never take a
        second turn inside a turn: two threads could wait for one another.
        """
        with self._lock:
            turn = self._turns.setdefault(host, _Turn())
        with turn.lock:
            self._refuse_while_resting(host)
            self._rest(turn, gap_s)
            try:
                yield
            finally:
                turn.last = self._monotonic()
                if gap_s > LONGEST_WAIT_S:
                    until = self._clock() + timedelta(seconds=gap_s)
                    self.hold_off(host, until, f"robots.txt asks for {gap_s:g} s between two requests")

    def hold_off(self, host: str, until: datetime, reason: str) -> None:
        """Remembers until when (UTC) the host is left alone; an earlier word for longer stands."""
        before = self._memory.not_before(host)
        if before is None or before < until:
            self._memory.hold_off(host, until, reason)

    def _refuse_while_resting(self, host: str) -> None:
        until = self._memory.not_before(host)
        if until is not None and until > self._clock():
            raise Fault(f"the host asked us to wait until {in_words(until)}: not fetched", Grade.BLOCKED)

    def _rest(self, turn: _Turn, gap_s: float) -> None:
        if turn.last is not None:
            rest = turn.last + min(gap_s, LONGEST_WAIT_S) - self._monotonic()
            if rest > 0:
                self._wait(rest)
        if self._watch.stopped:
            raise Stopped


def asked_rest(status: int, headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Until when (UTC) an answer asks us to stay away: Retry-After with 429 or 503, at most a day.

    Seconds or a date (RFC 9110, 10.2.3). None: it does not ask, or not understandably.
    """
    value = headers.get("retry-after", "").strip()
    if status not in _ASKS_FOR_REST or not value:
        return None
    if value.isascii() and value.isdigit():
        # Longer numbers than any calendar holds are cut here, not in the arithmetic.
        return now + min(timedelta(seconds=int(value[:9])), _LONGEST_REST)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until.replace(tzinfo=UTC) if until.tzinfo is None else until.astimezone(UTC)
    return min(until, now + _LONGEST_REST) if until > now else None


def in_words(moment: datetime) -> str:
    """A moment of UTC for a person, to the minute."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
