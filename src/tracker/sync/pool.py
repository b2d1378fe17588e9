"""Hosts side by side, the sources of one host one after the other: so nobody is visited twice at once.

The threads are daemons: a server that holds one of them must not keep the whole process from ending.
What a thread had not committed is then undone by the database, as after a kill.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def side_by_side(
    groups: Sequence[Sequence[T]], work: Callable[[Sequence[T]], Iterator[R]], at_once: int
) -> Iterator[list[R]]:
    """Works through `groups`, at most so many `at_once`, and yields what has come since the last time.

    `work` is called once for each group, in a thread of its own choosing; an error of it is raised here.
    """
    waiting: SimpleQueue[Sequence[T]] = SimpleQueue()
    for group in groups:
        waiting.put(group)
    came: SimpleQueue[R | BaseException | None] = SimpleQueue()
    threads = min(at_once, len(groups))
    for number in range(threads):
        threading.Thread(
            target=_work_off, args=(waiting, work, came), name=f"visitor-{number}", daemon=True
        ).start()
    while threads:
        batch: list[R] = []
        for result in _at_hand(came):
            if result is None:
                threads -= 1
            elif isinstance(result, BaseException):
                raise result
            else:
                batch.append(result)
        if batch:
            yield batch


def _at_hand(came: SimpleQueue[R | BaseException | None]) -> Iterator[R | BaseException | None]:
    """Waits for one, and gives with it all that came meanwhile."""
    yield came.get()
    while True:
        try:
            yield came.get_nowait()
        except Empty:
            return


def _work_off(
    waiting: SimpleQueue[Sequence[T]],
    work: Callable[[Sequence[T]], Iterator[R]],
    came: SimpleQueue[R | BaseException | None],
) -> None:
    try:
        while True:
            try:
                group = waiting.get_nowait()
            except Empty:
                return
            for result in work(group):
                came.put(result)
    except BaseException as error:  # noqa: BLE001  (handed to the thread that waits, and raised there)
        came.put(error)
    finally:
        came.put(None)
