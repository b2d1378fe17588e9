"""What a person decides beside a running daemon holds for what the daemon reads afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hosts import Hosts, configure
from running import daemon, tracker

from press import page
from stories import AGAIN, FREED

pytestmark = pytest.mark.slow

DAY = '<meta property="article:published_time" content="2025-08-01T09:00:00+03:00">'


def developments(config: Path) -> list[str]:
    return [json.loads(line)["id"] for line in tracker(config, "developments", "--json").stdout.splitlines()]


def test_it_waits_for_nobody_and_stays(hosts: Hosts, tmp_path: Path) -> None:
    hosts.pages["/a"] = page(FREED, head=DAY)
    config = configure(tmp_path, [("one", hosts.url("/a")), ("two", hosts.url("/b", 2))])
    with daemon(config) as running:
        running.wait_for("run ended")
        (name,) = developments(config)
        said = tracker(config, "dismiss", name, "--why", "another country", "--who", "editor")
        assert (said.returncode, said.stderr) == (0, "")
        assert developments(config) == []
        hosts.pages["/b"] = page(AGAIN, head=DAY)
        assert tracker(config, "sync").returncode == 0
        assert developments(config) == []
        (review,) = [json.loads(line) for line in tracker(config, "review", "--json").stdout.splitlines()]
        assert (review["kind"], review["then"]) == ("dismissed", [f"tracker confirm {name}"])
        assert tracker(config, "undo", "1").returncode == 0
        assert developments(config) == [name]
        assert tracker(config, "suppress", "Jan Invented", "--why", "asked us").returncode == 0
        assert running.end() == 0
    assert "Invented" not in "".join(running.lines)
