"""`tracker sync` beside a daemon: the daemon does it, and the caller sees what a sync of its own shows."""

from __future__ import annotations

import json
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hosts import Hosts, add_source, configure
from running import daemon, tracker

MORE_DISABLED = 'enabled = false\ndisabled_reason = "its terms forbid it"\ndisabled_since = 2026-01-01'


@pytest.fixture
def config(hosts: Hosts, tmp_path: Path) -> Path:
    made = configure(tmp_path, [(f"page_{one}", hosts.url(f"/page/{one}", 1 + one)) for one in range(3)])
    add_source(made, "shut", hosts.url("/shut"), more=MORE_DISABLED)
    return made


def test_a_sync_beside_a_daemon_says_what_one_of_its_own_says(hosts: Hosts, config: Path) -> None:
    alone = tracker(config, "sync"), tracker(config, "sync"), tracker(config, "sync", "--due")
    alone_json = tracker(config, "sync", "page_1", "--json")
    with daemon(config) as running:
        beside = tracker(config, "sync"), tracker(config, "sync", "--due")
        beside_json = tracker(config, "sync", "page_1", "--json")
        assert running.end() == 0
    assert (beside[0].stdout, beside[0].returncode) == (alone[1].stdout, 0)
    assert (beside[1].stdout, beside[1].returncode) == (alone[2].stdout, 0)
    expected, found = json.loads(alone_json.stdout), json.loads(beside_json.stdout)
    assert {**expected, "run": 0} == {**found, "run": 0}
    assert hosts.visits == {"/page/0": 3, "/page/1": 5, "/page/2": 3}


def test_a_name_that_the_daemon_does_not_know_or_does_not_visit_is_refused_in_the_same_words(
    config: Path,
) -> None:
    names = ["page_9", "shut"]
    alone = [tracker(config, "sync", name) for name in names]
    with daemon(config) as running:
        running.wait_for("run ended")
        beside = [tracker(config, "sync", name) for name in names]
        running.wait_for("request refused", 2)
        # It is the daemon's configuration that counts, as it was loaded last.
        add_source(config, "page_9", "http://127.0.0.1:9/")
        assert "no source page_9" in tracker(config, "sync", "page_9").stderr
    assert [(one.stderr, one.returncode) for one in beside] == [(one.stderr, 2) for one in alone]


def test_a_source_under_way_is_waited_for_and_not_visited_twice(hosts: Hosts, tmp_path: Path) -> None:
    config = configure(tmp_path, [("slow", hosts.url("/drip")), ("good", hosts.url("/page", 2))])
    (config / "tracker.toml").write_text(
        (config / "tracker.toml").read_text() + 'total_timeout = "3s"\n', "utf-8"
    )
    with daemon(config) as running:
        assert hosts.dripping.wait(20)
        said = json.loads(tracker(config, "sync", "--json").stdout)
        assert {one["source"]: one["standing"] for one in said["sources"]}["slow"] == "failed"
        assert said["exit_code"] == 3
        assert hosts.visits["/drip"] == 1
        assert running.end() == 0


def test_a_daemon_that_does_not_hear_is_told_within_two_ticks_and_the_request_is_taken_back(
    config: Path,
) -> None:
    with daemon(config, "--tick", 0.5) as running:
        running.wait_for("run ended")
        running.send(signal.SIGSTOP)
        said = tracker(config, "sync")
        running.send(signal.SIGCONT)
        assert said.returncode == 4
        assert f"process {running.process.pid}) did not take the request within two ticks" in said.stderr
        running.wait_for_ticks(2)
        assert not running.events("run began", request=1)


def test_beside_a_daemon_that_was_killed_a_sync_goes_its_own_way(hosts: Hosts, config: Path) -> None:
    with daemon(config) as running:
        running.wait_for("run ended")
        running.end(signal.SIGKILL)
    assert tracker(config, "sync").returncode == 0
    with closing(sqlite3.connect(config.parent / "belarus.db")) as connection:
        assert connection.execute("SELECT count(*) FROM daemon").fetchone() == (0,)


def test_a_dry_run_beside_a_daemon_works_on_its_own_copy(hosts: Hosts, config: Path) -> None:
    with daemon(config) as running:
        running.wait_for("run ended")
        said = tracker(config, "sync", "--dry-run", "page_1")
        assert said.returncode == 0
        assert "Dry run: nothing was stored." in said.stdout
        running.wait_for_ticks(1)
        assert running.rows("SELECT count(*) FROM runs") == [(1,)]
        assert running.end() == 0
