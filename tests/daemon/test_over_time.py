"""A daemon that sleeps, is frozen, is killed, is told to end: each source once, nothing lost."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from hosts import Hosts, configure
from running import daemon, start, tracker

PAGES = {f"page_{number}": f"/page/{number}" for number in range(5)}
OPEN = "SELECT count(*) FROM leases"


@pytest.fixture
def clock(tmp_path: Path) -> Path:
    file = tmp_path / "hours"
    file.write_text("0")
    return file


@pytest.fixture
def config(hosts: Hosts, tmp_path: Path) -> Path:
    return configure(tmp_path, [(name, hosts.url(path)) for name, path in PAGES.items()])


def test_a_week_off_or_asleep_and_each_source_is_visited_once(
    hosts: Hosts, config: Path, clock: Path
) -> None:
    with daemon(config, "--clock", clock) as running:
        running.wait_for("run ended")
        assert running.end() == 0
    assert set(hosts.visits.values()) == {1}
    clock.write_text("168")
    with daemon(config, "--clock", clock) as running:
        running.wait_for("run ended")
        running.wait_for_ticks(3)
        assert set(hosts.visits.values()) == {2}
        # Asleep: the clock has gone on for a week when the process is back.
        clock.write_text("336")
        running.wait_for("run ended", 2)
        running.wait_for_ticks(3)
        assert set(hosts.visits.values()) == {3}
        assert running.rows("SELECT outcome FROM runs") == [("reached",)] * 3
        assert running.rows(OPEN) == [(0,)]
        assert running.end() == 0


def test_a_frozen_daemon_is_late_and_loses_nothing(hosts: Hosts, config: Path, clock: Path) -> None:
    with daemon(config, "--clock", clock) as running:
        running.wait_for("run ended")
        running.send(signal.SIGSTOP)
        clock.write_text("1.5")
        running.send(signal.SIGCONT)
        running.wait_for("run ended", 2)
        running.wait_for_ticks(2)
        assert set(hosts.visits.values()) == {2}
        assert running.end() == 0


def test_a_killed_daemon_leaves_leases_that_the_next_one_takes_back(hosts: Hosts, tmp_path: Path) -> None:
    pages = [("slow", hosts.url("/drip")), ("good", hosts.url("/page", 2))]
    config = configure(tmp_path, pages)
    with daemon(config) as running:
        assert hosts.dripping.wait(20)
        running.wait_for("source visited", source="good")
        running.end(signal.SIGKILL)
        assert running.rows("SELECT source FROM leases") == [("slow",)]
    hosts.dripping.clear()
    with daemon(config) as running:
        assert hosts.dripping.wait(20)
        assert running.rows("SELECT outcome FROM runs WHERE id = 1") == [("interrupted",)]
        assert running.rows("SELECT source, run_id FROM leases") == [("slow", 2)]
        assert hosts.visits == {"/drip": 2, "/page": 1}


def test_a_second_daemon_is_refused_and_the_first_one_goes_on(hosts: Hosts, config: Path) -> None:
    with daemon(config) as running:
        second = start(config)
        assert second.wait() == 4
        assert f"process {running.process.pid} is syncing" in "".join(second.lines)
        running.wait_for_ticks(1)
        assert running.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_a_daemon_gives_up_what_does_not_end(
    hosts: Hosts, tmp_path: Path, number: signal.Signals
) -> None:
    config = configure(tmp_path, [("slow", hosts.url("/drip")), ("good", hosts.url("/page", 2))])
    with daemon(config, "--grace", 2) as running:
        assert hosts.dripping.wait(20)
        running.wait_for("source visited", source="good")
        asked = time.monotonic()
        assert running.end(number) == 75
        assert time.monotonic() - asked < 10
        [ended] = running.wait_for("ended")
        assert ended["given_up"] == ["slow"]
        # As if the visit had not begun: no check, no failure, due at the next start.
        assert running.rows("SELECT source FROM checks") == [("good",)]
        assert running.rows("SELECT name FROM sources WHERE failures > 0") == []
        assert running.rows(OPEN) == [(0,)]
        assert running.rows("SELECT count(*) FROM daemon") == [(0,)]


def test_told_twice_a_daemon_ends_at_once(hosts: Hosts, tmp_path: Path) -> None:
    config = configure(tmp_path, [("slow", hosts.url("/drip"))])
    with daemon(config, "--grace", 600) as running:
        assert hosts.dripping.wait(20)
        running.send(signal.SIGTERM)
        running.wait_for("ending")
        assert running.end() == 75


def test_the_status_names_the_daemon_and_its_troubles(hosts: Hosts, tmp_path: Path) -> None:
    config = configure(tmp_path, [("good", hosts.url("/page"))])
    with daemon(config) as running:
        running.wait_for("run ended")
        running.wait_for_rows("SELECT kind FROM incidents WHERE ended_at IS NULL", bool)
        said = tracker(config, "status").stdout
        assert f"the daemon runs as process {running.process.pid}" in said
        assert "job failing: an error of ours: ValueError in " in said
        assert "Jan Invented" not in said
