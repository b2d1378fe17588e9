"""What goes wrong in one place: the others go on in time, and it is told."""

from __future__ import annotations

import json
import signal
from pathlib import Path

from hosts import Hosts, add_source, configure
from running import daemon, open_writer


def test_one_source_hangs_and_one_raises_and_the_others_are_on_time(hosts: Hosts, tmp_path: Path) -> None:
    good = [(f"good_{number}", hosts.url(f"/page/{number}", 4 + number)) for number in range(6)]
    bad = [("hanging", hosts.url("/hangs", 2)), ("raising", hosts.url("/raises", 3))]
    # Of the same host as the one that hangs: it would wait for ever behind it.
    later = ("later", hosts.url("/page/later", 2))
    config = configure(tmp_path, [*bad, *good, later])
    with daemon(config, "--bound", 3) as running:
        running.wait_for("source visited", 6, grade="ok", standing="new state")
        assert not running.events("visit hangs")
        running.wait_for("visit hangs", source="hanging")
        running.wait_for("run ended", exit_code=3)
        running.wait_for_ticks(2)
        checks = dict(running.rows("SELECT source, message FROM checks"))
        assert "no end within 3 s: given up, and 127.0.0.2 left alone" in checks["hanging"]
        assert checks["raising"].startswith("an error of ours: TypeError in ")
        assert "Jan Invented" not in "".join(running.lines)
        incidents = running.rows("SELECT kind, subject FROM incidents WHERE kind <> 'job' ORDER BY kind")
        assert incidents == [("hang", "hanging"), ("visit", "raising")]
        failed = running.rows("SELECT name, failures FROM sources WHERE failures > 0 ORDER BY name")
        assert failed == [("hanging", 1), ("raising", 1)]
        # The one behind is left alone and nothing is held against it.
        assert running.rows("SELECT health FROM sources WHERE name = 'later'") == [("new",)]
        # A thread that hangs does not keep the process from ending.
        assert running.end() == 75


def test_forty_sources_that_fail_at_once_are_one_outage(hosts: Hosts, tmp_path: Path) -> None:
    pages = [(f"page_{number}", hosts.url(f"/page/{number}", 1 + number)) for number in range(40)]
    config = configure(tmp_path, pages)
    clock = tmp_path / "hours"
    clock.write_text("0")
    with daemon(config, "--clock", clock) as running:
        running.wait_for("run ended")
        hosts.is_down = True
        clock.write_text("1.1")
        running.wait_for("run ended", 2)
        assert running.rows("SELECT count(*), min(hosts), min(offline_hosts) FROM outages")[0][0] == 1
        assert running.rows("SELECT count(*) FROM sources WHERE failures > 0") == [(0,)]
        assert running.rows("SELECT count(*) FROM health_transitions WHERE to_state <> 'ok'") == [(0,)]
        hosts.is_down = False
        clock.write_text("2.2")
        running.wait_for("run ended", 3)
        assert running.rows("SELECT count(*) FROM outages WHERE ended_at IS NULL") == [(0,)]
        assert set(hosts.visits.values()) == {2}


def test_one_host_that_is_away_is_its_own_fault(hosts: Hosts, tmp_path: Path) -> None:
    pages = [(f"page_{number}", hosts.url(f"/page/{number}", 2 + number)) for number in range(8)]
    config = configure(tmp_path, [("away", hosts.url("/away")), *pages])
    with daemon(config) as running:
        running.wait_for("source visited", 8, grade="ok")
        add_source(config, "late", hosts.url("/page/late", 20))
        running.send(signal.SIGHUP)
        running.wait_for("source visited", source="away", grade="offline")
        assert running.rows("SELECT failures FROM sources WHERE name = 'away'") == [(1,)]
        assert running.rows("SELECT count(*) FROM outages") == [(0,)]


def test_a_politer_configuration_holds_from_the_next_visit_on(hosts: Hosts, tmp_path: Path) -> None:
    config = configure(tmp_path, [("first", hosts.url("/page"))])
    with daemon(config) as running:
        running.wait_for("run ended")
        machine = config / "tracker.toml"
        machine.write_text(
            machine.read_text("utf-8").replace("compatible; test/", "compatible; politer/"), "utf-8"
        )
        add_source(config, "second", hosts.url("/page/second"))
        running.send(signal.SIGHUP)
        running.wait_for("source visited", source="second")
        assert "politer/1.0" in hosts.agents["/page/second"]
        assert "politer/1.0" not in hosts.agents["/page"]
        assert running.end() == 0


def test_a_bad_configuration_keeps_the_old_one_until_a_good_one_comes(hosts: Hosts, tmp_path: Path) -> None:
    config = configure(tmp_path, [("first", hosts.url("/page"))])
    open_ones = "SELECT subject FROM incidents WHERE kind = 'configuration' AND ended_at IS NULL"
    with daemon(config) as running:
        running.wait_for("run ended")
        source = config / "belarus" / "sources" / "second.toml"
        source.write_text('kind = "jan@invented.example"\n', "utf-8")
        running.send(signal.SIGHUP)
        running.wait_for("configuration refused")
        running.wait_for_rows(open_ones, bool)
        running.wait_for_ticks(2)
        assert sum(hosts.visits.values()) == 1
        assert "jan@" not in "".join(running.lines)
        source.unlink()
        add_source(config, "second", hosts.url("/page/second"))
        running.send(signal.SIGHUP)
        running.wait_for("configuration loaded")
        running.wait_for("source visited", source="second")
        running.wait_for_rows(open_ones, lambda found: not found)
        assert running.end() == 0


def test_a_job_that_fails_is_one_incident_and_every_line_of_the_log_is_json(
    hosts: Hosts, tmp_path: Path
) -> None:
    config = configure(tmp_path, [("good", hosts.url("/page")), ("raising", hosts.url("/raises", 2))])
    with daemon(config, "--level", "debug") as running:
        running.wait_for("job failed", 3, job="failing")
        running.wait_for("run ended")
        rows = "SELECT kind, subject, message FROM incidents WHERE kind = 'job'"
        running.wait_for_rows(rows, bool)
        [(kind, subject, message)] = running.rows(rows)
        assert (kind, subject) == ("job", "failing")
        assert message.startswith("an error of ours: ValueError in ")
        assert running.end() == 0
    lines = [json.loads(line) for line in running.lines]
    assert all({"at", "level", "event"} <= set(line) for line in lines)
    assert {"daemon started", "run began", "source visited", "visit broke", "run ended", "ended"} <= {
        line["event"] for line in lines
    }
    # What was fetched and what an error said names a person; a log names none.
    assert "Jan Invented" not in "".join(running.lines)


def test_while_the_database_is_held_by_another_the_daemon_waits_and_tells(
    hosts: Hosts, tmp_path: Path
) -> None:
    config = configure(tmp_path, [("good", hosts.url("/page"))])
    with daemon(config) as running:
        running.wait_for("run ended")
        running.wait_for_ticks(1)
        with open_writer(running.database):
            done = len(running.events("job done", job="tick"))
            running.wait_for("job left out", job="tick")
        running.wait_for("job done", done + 1, job="tick")
        running.wait_for_rows("SELECT 1 FROM incidents WHERE subject = 'tick' AND ended_at NOT NULL", bool)
        assert running.end() == 0
