"""Turns at hosts: one request at a time, gaps, and hosts that want rest."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from fault_cases import NOW, page, rest
from fault_server import serving
from visiting import Visitor

from tracker.fetch.faults import Fault
from tracker.fetch.hosts import MemoryOfHosts
from tracker.fetch.pace import Pace, asked_rest
from tracker.fetch.watch import Watch
from tracker.model import Grade


class Time:
    """A monotonic clock that goes on only while somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0

    def wait(self, seconds: float) -> None:
        self.now += seconds


def pace(time: Time, memory: MemoryOfHosts | None = None) -> Pace:
    return Pace(memory or MemoryOfHosts(), lambda: NOW, Watch(), time.wait, lambda: time.now)


def test_the_gap_begins_when_the_request_before_is_over() -> None:
    time = Time()
    turns = pace(time)
    begun = []
    for _ in range(3):
        with turns.turn("page.example", 10.0):
            begun.append(time.now)
            time.wait(4.0)  # the answer takes its time
    assert begun == [1000.0, 1014.0, 1028.0]


def test_another_host_does_not_wait() -> None:
    time = Time()
    turns = pace(time)
    for host in ("a.example", "b.example", "c.example"):
        with turns.turn(host, 10.0):
            pass
    assert time.now == 1000.0


def test_two_threads_are_never_at_one_host_together() -> None:
    turns = pace(Time())
    inside, most = 0, 0

    def visit() -> None:
        nonlocal inside, most
        for _ in range(50):
            with turns.turn("page.example", 0.0):
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_a_host_that_wants_rest_is_not_asked_until_its_time_has_come() -> None:
    memory = MemoryOfHosts()
    memory.hold_off("page.example", NOW + timedelta(minutes=5), "429")
    with (
        pytest.raises(Fault, match="wait until 2025-08-01 12:05 UTC") as refused,
        pace(Time(), memory).turn("page.example", 0.0),
    ):
        pytest.fail("it was our turn")
    assert refused.value.grade is Grade.BLOCKED
    memory.hold_off("page.example", NOW, "429")
    with pace(Time(), memory).turn("page.example", 0.0):
        pass


def test_a_very_long_gap_is_remembered_and_not_waited_for() -> None:
    time, memory = Time(), MemoryOfHosts()
    turns = pace(time, memory)
    with turns.turn("page.example", 3600.0):
        pass
    assert memory.not_before("page.example") == NOW + timedelta(hours=1)
    with pytest.raises(Fault, match="13:00 UTC"), turns.turn("page.example", 3600.0):
        pytest.fail("it was our turn")
    assert time.now == 1000.0


def test_a_shorter_wish_does_not_undo_a_longer_one() -> None:
    memory = MemoryOfHosts()
    turns = pace(Time(), memory)
    turns.hold_off("page.example", NOW + timedelta(hours=2), "503")
    turns.hold_off("page.example", NOW + timedelta(hours=1), "429")
    assert memory.not_before("page.example") == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("value", "until"),
    [
        ("120", NOW + timedelta(minutes=2)),
        (" 120 ", NOW + timedelta(minutes=2)),
        ("99999999999999999999999", NOW + timedelta(days=1)),
        (format_datetime(NOW + timedelta(hours=3), usegmt=True), NOW + timedelta(hours=3)),
        ("Fri, 01 Aug 2025 15:00:00 +0200", datetime(2025, 8, 1, 13, tzinfo=UTC)),
        (format_datetime(NOW + timedelta(days=9), usegmt=True), NOW + timedelta(days=1)),
        (format_datetime(NOW - timedelta(hours=3), usegmt=True), None),
        ("soon", None),
        ("-5", None),
        ("", None),
        ("Fri, 99 Aug 2025 15:00:00 GMT", None),
    ],
)
def test_what_a_retry_after_asks_for(value: str, until: datetime | None) -> None:
    assert asked_rest(429, {"retry-after": value}, NOW) == until


def test_only_429_and_503_ask_for_rest() -> None:
    asking = [status for status in range(200, 600) if asked_rest(status, {"retry-after": "60"}, NOW)]
    assert asking == [429, 503]


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_retry_after_is_kept_for_the_host_and_never_slept_through(visitor: Visitor, status: str) -> None:
    with serving({"/busy": rest(status, "3600"), "/other": page()}) as server:
        visitor.get(server.address("/busy"))
        early, _ = visitor.get(server.address("/other"))
        asked = len(server.asked)
        assert (early.grade, early.status) == (Grade.BLOCKED, None)
        assert "13:00 UTC" in (early.reason or "")
        visitor.now += timedelta(hours=1)
        late, _ = visitor.get(server.address("/other"))
        assert (late.grade, asked) == (Grade.OK, 2)
    assert visitor.waits == []
    assert visitor.memory.not_before("127.0.0.1") == NOW + timedelta(hours=1)


def test_a_retry_after_of_robots_txt_counts_too(visitor: Visitor) -> None:
    with serving({"/robots.txt": rest("429 Too Many Requests", "60"), "/": page()}) as server:
        answer, _ = visitor.get(server.address())
        assert [asked.path for asked in server.asked] == ["/robots.txt"]
    assert "robots.txt cannot be read (429)" in (answer.reason or "")
    assert visitor.memory.not_before("127.0.0.1") == NOW + timedelta(minutes=1)
