"""Hosts side by side, the tasks of one host one after the other: so nobody is visited twice at once.

Tasks can be handed in at any time, by any thread; the pool has as many threads as it has work for, up to
its limit. The threads are daemons: a server that holds one of them must not keep the whole process from
ending. What a thread had not committed is then undone by the database, as after a kill.

A task that takes longer than it can is given up for lost with its thread: another thread takes its
place, and its host is left alone until the lost one comes back.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class GivenUp(Exception):
    """Raised in a thread that was given up for lost and came back: nothing of it counts any more."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """A task that does not come to its end, and those of its host that were to follow."""

    host: str
    task: T
    limit_s: float
    following: tuple[T, ...]


@dataclass(slots=True)
class Turn(Generic[T]):
    """What one thread is at. Its work says so by `begin`, before each task."""

    host: str
    lock: threading.Lock
    task: T | None = None
    following: Sequence[T] = ()
    limit_s: float = 0.0
    spent_s: float = 0.0
    is_given_up: bool = False

    def begin(self, task: T, limit_s: float, following: Sequence[T]) -> None:
        """Says what is begun, how long it can take, and what is to follow. Raises GivenUp."""
        with self.lock:
            if self.is_given_up:
                raise GivenUp
            self.task, self.limit_s, self.spent_s = task, limit_s, 0.0
            self.following = tuple(following)


@dataclass(slots=True)
class _Hosts(Generic[T]):
    """What waits, by host, and which hosts can be taken in hand."""

    waiting: dict[str, deque[T]] = field(default_factory=dict)
    free: deque[str] = field(default_factory=deque)
    busy: set[str] = field(default_factory=set)

    def put(self, host: str, tasks: Iterable[T]) -> None:
        self.waiting.setdefault(host, deque()).extend(tasks)
        if host not in self.busy and host not in self.free:
            self.free.append(host)

    def take(self) -> tuple[str, list[T]] | None:
        if not self.free:
            return None
        host = self.free.popleft()
        self.busy.add(host)
        return host, list(self.waiting.pop(host))

    def give_back(self, host: str) -> None:
        self.busy.discard(host)
        if host in self.waiting:
            self.free.append(host)


class Pool(Generic[T, R]):
    """Works tasks off, at most so many hosts `at_once`.

    `work` is called in one of the pool's threads, with all tasks of one host that wait at that moment,
    and gives a result for each; an error of it is raised by `take`.
    """

    def __init__(self, work: Callable[[Sequence[T], Turn[T]], Iterator[R]], at_once: int) -> None:
        self._work = work
        self._at_once = at_once
        self._lock = threading.Lock()
        self._hosts: _Hosts[T] = _Hosts()
        self._turns: list[Turn[T]] = []
        self._lost: list[Turn[T]] = []
        self._came: SimpleQueue[R | BaseException] = SimpleQueue()
        self._threads = 0

    def hand(self, host: str, tasks: Iterable[T]) -> None:
        """Hands in tasks at one host; those that wait already come first."""
        with self._lock:
            self._hosts.put(host, tasks)
            self._start_threads()

    def allow(self, at_once: int) -> None:
        """From now on so many hosts at once; what is under way goes on."""
        with self._lock:
            self._at_once = at_once
            self._start_threads()

    def take(self, wait_s: float) -> list[R]:
        """All results that came since the last time; where there are none, those of the next moment."""
        results: list[R] = []
        try:
            result = self._came.get(timeout=wait_s)
            while True:
                if isinstance(result, BaseException):
                    raise result
                results.append(result)
                result = self._came.get_nowait()
        except Empty:
            return results

    def give_up_overdue(self, passed_s: float) -> list[Lost[T]]:
        """Gives up the tasks that have taken longer than they can; `passed_s` since the last call.

        Reckoned by the caller: a process that was frozen for an hour has not worked for an hour.
        """
        lost: list[Lost[T]] = []
        with self._lock:
            for turn in list(self._turns):
                turn.spent_s += passed_s
                if turn.task is None or turn.spent_s <= turn.limit_s:
                    continue
                turn.is_given_up = True
                self._turns.remove(turn)
                self._lost.append(turn)
                self._threads -= 1
                lost.append(Lost(turn.host, turn.task, turn.limit_s, tuple(turn.following)))
            self._start_threads()
        return lost

    @property
    def lost_hosts(self) -> frozenset[str]:
        """The hosts at which a thread hangs: they are left alone."""
        with self._lock:
            return frozenset(turn.host for turn in self._lost)

    def under_way(self) -> list[T]:
        """The tasks that are being worked at."""
        with self._lock:
            return [turn.task for turn in self._turns if turn.task is not None]

    def _start_threads(self) -> None:
        for _ in range(min(self._at_once - self._threads, len(self._hosts.free))):
            self._threads += 1
            threading.Thread(target=self._work_off, name="visitor", daemon=True).start()

    def _work_off(self) -> None:
        while (turn_and_tasks := self._next_turn()) is not None:
            turn, tasks = turn_and_tasks
            try:
                for result in self._work(tasks, turn):
                    self._put(turn, result)
            except GivenUp:
                self._end(turn)
                return
            except BaseException as error:  # noqa: BLE001  (handed to the thread that takes, and raised there)
                self._put(turn, error)
            if self._end(turn):
                return

    def _next_turn(self) -> tuple[Turn[T], list[T]] | None:
        with self._lock:
            taken = self._hosts.take() if self._threads <= self._at_once else None
            if taken is None:
                self._threads -= 1
                return None
            host, tasks = taken
            turn: Turn[T] = Turn(host, self._lock)
            self._turns.append(turn)
            return turn, tasks

    def _put(self, turn: Turn[T], result: R | BaseException) -> None:
        with self._lock:
            if not turn.is_given_up:
                turn.task = None
                self._came.put(result)

    def _end(self, turn: Turn[T]) -> bool:
        """Gives the host back; says whether the thread was given up, and another is in its place."""
        with self._lock:
            (self._lost if turn.is_given_up else self._turns).remove(turn)
            self._hosts.give_back(turn.host)
            if turn.is_given_up:
                self._start_threads()
            return turn.is_given_up
