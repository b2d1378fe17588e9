"""The pool: many hosts side by side, one host after itself, and a task that hangs holds up no other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

import pytest

from tracker.sync.pool import Lost, Pool, Turn

WAIT_S = 20.0
LIMIT_S = 5.0

Task = tuple[str, Callable[[], object]]


def work(tasks: Sequence[Task], turn: Turn[Task]) -> Iterator[str]:
    waiting = list(tasks)
    while waiting:
        task = waiting.pop(0)
        turn.begin(task, LIMIT_S, waiting)
        name, do = task
        do()
        yield name


def a_task(name: str, do: Callable[[], object] = lambda: None) -> Task:
    return name, do


def taken(pool: Pool[Task, str], count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        came = pool.take(WAIT_S)
        assert came, found
        found += came
    return found


def test_as_many_hosts_as_allowed_are_at_work_together_and_no_host_twice() -> None:
    pool: Pool[Task, str] = Pool(work, 3)
    together = threading.Barrier(3)
    at_work: dict[str, threading.Lock] = {f"host-{number}": threading.Lock() for number in range(3)}

    def alone(host: str) -> Callable[[], object]:
        def do() -> None:
            assert at_work[host].acquire(blocking=False)
            together.wait(WAIT_S)
            at_work[host].release()

        return do

    for host in at_work:
        pool.hand(host, [a_task(f"{host} first", alone(host))])
        pool.hand(host, [a_task(f"{host} second", alone(host)), a_task(f"{host} third", alone(host))])
    found = taken(pool, 9)
    for host in at_work:
        assert [name for name in found if name.startswith(host)] == [
            f"{host} first",
            f"{host} second",
            f"{host} third",
        ]


def test_tasks_can_be_handed_in_while_others_are_under_way() -> None:
    pool: Pool[Task, str] = Pool(work, 1)
    begun, go_on = threading.Event(), threading.Event()
    pool.hand("a", [a_task("a", lambda: (begun.set(), go_on.wait(WAIT_S)))])
    assert begun.wait(WAIT_S)
    pool.hand("b", [a_task("b")])
    assert [name for name, _ in pool.under_way()] == ["a"]
    go_on.set()
    assert taken(pool, 2) == ["a", "b"]


def test_a_task_that_hangs_is_given_up_its_host_left_alone_and_its_late_result_dropped() -> None:
    pool: Pool[Task, str] = Pool(work, 1)
    begun, go_on = threading.Event(), threading.Event()
    hanging = a_task("hanging", lambda: (begun.set(), go_on.wait(WAIT_S)))
    pool.hand("bad", [hanging, a_task("behind")])
    assert begun.wait(WAIT_S)
    assert pool.give_up_overdue(LIMIT_S) == []
    [lost] = pool.give_up_overdue(0.1)
    assert isinstance(lost, Lost)
    assert (lost.host, lost.task, [name for name, _ in lost.following]) == ("bad", hanging, ["behind"])
    assert pool.lost_hosts == {"bad"}
    # Its only thread hangs, and another one has taken its place.
    pool.hand("bad", [a_task("bad again")])
    pool.hand("good", [a_task("good")])
    assert taken(pool, 1) == ["good"]
    go_on.set()
    assert taken(pool, 1) == ["bad again"]
    assert pool.lost_hosts == frozenset()


def test_time_in_which_nobody_worked_is_not_held_against_a_task() -> None:
    pool: Pool[Task, str] = Pool(work, 1)
    begun, go_on = threading.Event(), threading.Event()
    pool.hand("a", [a_task("a", lambda: (begun.set(), go_on.wait(WAIT_S)))])
    assert begun.wait(WAIT_S)
    for _ in range(4):
        assert pool.give_up_overdue(1.0) == []
    go_on.set()
    assert taken(pool, 1) == ["a"]


def test_an_error_of_the_work_itself_is_raised_where_results_are_taken() -> None:
    pool: Pool[Task, str] = Pool(work, 2)

    def broken() -> None:
        raise LookupError("lost the way")

    pool.hand("a", [a_task("a", broken)])
    with pytest.raises(LookupError, match="lost the way"):
        pool.take(WAIT_S)
    pool.hand("a", [a_task("a")])
    assert taken(pool, 1) == ["a"]


def test_more_hosts_can_be_allowed_while_it_works() -> None:
    pool: Pool[Task, str] = Pool(work, 1)
    together = threading.Barrier(2)
    for host in "a", "b":
        pool.hand(host, [a_task(host, lambda: together.wait(WAIT_S))])
    pool.allow(2)
    assert sorted(taken(pool, 2)) == ["a", "b"]
