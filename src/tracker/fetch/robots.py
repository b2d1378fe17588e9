"""robots.txt: read once a day for each origin, and obeyed (RFC 9309).

A 4xx means that there are no rules; a 5xx, a 429 or no answer means that we do not know, so an older
copy counts, and without one nothing is fetched. What is no robots.txt at all (a page of HTML) has
no rules in it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from tracker.fetch.answer import Answer
from tracker.fetch.faults import Fault
from tracker.fetch.hosts import HostMemory, RobotsCopy
from tracker.model import Grade

MAX_BYTES = 500 * 1024
_FRESH = timedelta(days=1)
# An old copy stands in for one that cannot be read, but not for ever.
_STALE = timedelta(days=30)
# After a failure the file is not asked for again at once, for each of a host's pages.
_PATIENCE = timedelta(minutes=30)
_TOO_MANY = 429
_COMPATIBLE = re.compile(r"\(compatible;\s*([\w.-]+)")
_PRODUCT = re.compile(r"([\w.-]+)(?:/\S*)?")


class Beginning:
    """A sink that takes the first 500 KiB, which is as much as counts, and ends the rest with a Fault."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def write(self, chunk: bytes, /) -> None:
        self._bytes += chunk[: MAX_BYTES - len(self._bytes)]
        if len(self._bytes) >= MAX_BYTES:
            raise Fault(f"only the first {MAX_BYTES:,} bytes of robots.txt are read")

    @property
    def text(self) -> str:
        return self._bytes.decode("utf-8-sig", "replace")


@dataclass(frozen=True, slots=True)
class _Rules:
    read_at: datetime
    rules: Protego | None


@dataclass(frozen=True, slots=True)
class _Unknown:
    since: datetime
    grade: Grade
    reason: str


class Robots:
    """The rules of the origins that a run visits. `ask` fetches a file: its answer and text."""

    def __init__(
        self,
        memory: HostMemory,
        clock: Callable[[], datetime],
        agent: str,
        ask: Callable[[str], tuple[Answer, str]],
    ) -> None:
        self._memory = memory
        self._clock = clock
        self._agent = agent_token(agent)
        self._ask = ask
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._known: dict[str, _Rules | _Unknown] = {}

    def delay_s(self, origin: str, address: str) -> float:
        """The Crawl-delay in seconds (0 without one) that holds for `address`, which is allowed.

        Raises a Fault: `disallowed` where the rules say so, otherwise what kept us from reading them.
        """
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            known = self._rules(origin)
        if isinstance(known, _Unknown):
            raise Fault(known.reason, known.grade)
        if known.rules is None:
            return 0.0
        if not known.rules.can_fetch(address, self._agent):
            raise Fault(f"robots.txt does not allow {self._agent} here: not fetched", Grade.DISALLOWED)
        return known.rules.crawl_delay(self._agent) or 0.0

    def _rules(self, origin: str) -> _Rules | _Unknown:
        now = self._clock()
        known = self._known.get(origin)
        if known is not None and _is_fresh(known, now):
            return known
        kept = self._memory.robots(origin)
        is_fresh = kept is not None and now - kept.fetched_at < _FRESH
        copy = kept if kept is not None and is_fresh else self._renewed(origin, kept, now)
        found = copy if isinstance(copy, _Unknown) else _Rules(copy.fetched_at, _parsed(copy))
        self._known[origin] = found
        return found

    def _renewed(self, origin: str, old: RobotsCopy | None, now: datetime) -> RobotsCopy | _Unknown:
        answer, text = self._ask(f"{origin}/robots.txt")
        if not _is_unknown(answer):
            is_there = answer.status is not None and answer.status // 100 == 2
            copy = RobotsCopy(now, answer.status or 0, text if is_there else "")
            self._memory.keep_robots(origin, copy)
            return copy
        if old is not None and now - old.fetched_at < _STALE:
            # Taken as read now minus what makes it fresh for a while, so that it is not asked for at once.
            return RobotsCopy(now - _FRESH + _PATIENCE, old.status, old.body)
        return _Unknown(now, answer.grade, _why_unknown(answer))


def agent_token(agent: str) -> str:
    """The name that robots.txt knows us by: the product in our agent string.

    `Mozilla/5.0 (compatible; belarus-tracker/0.1; +https://…)` gives `belarus-tracker`.
    """
    match = _COMPATIBLE.search(agent) or _PRODUCT.match(agent)
    return match[1] if match else agent


def _is_fresh(known: _Rules | _Unknown, now: datetime) -> bool:
    if isinstance(known, _Rules):
        return now - known.read_at < _FRESH
    return now - known.since < _PATIENCE


def _is_unknown(answer: Answer) -> bool:
    if answer.status is None or answer.grade is Grade.OFFLINE:
        return True
    return answer.status >= 500 or answer.status == _TOO_MANY


def _why_unknown(answer: Answer) -> str:
    if answer.status is None and answer.grade is not Grade.OFFLINE:
        return answer.reason or "not fetched"  # nothing was asked for: the address itself is refused
    why = answer.reason if answer.grade is Grade.OFFLINE else answer.status
    return f"robots.txt cannot be read ({why}): not fetched"


def _parsed(copy: RobotsCopy) -> Protego | None:
    return Protego.parse(copy.body) if copy.body else None
