"""A daemon in a process of its own: what it logs, and what it leaves in its database."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHILD = Path(__file__).parent / "child.py"
LONG_S = 40.0


@dataclass
class Running:
    """A started daemon. `lines` are those of its log so far, as they came."""

    process: subprocess.Popen[str]
    database: Path
    lines: list[str] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)
    is_silent: bool = False

    def listen(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as log:
            for line in log:
                with self.news:
                    self.lines.append(line)
                    self.news.notify_all()
        with self.news:
            self.is_silent = True
            self.news.notify_all()

    def events(self, name: str, **facts: object) -> list[dict[str, Any]]:
        found = [json.loads(line) for line in self.lines if line.startswith("{")]
        return [
            one
            for one in found
            if one["event"] == name and all(one.get(key) == value for key, value in facts.items())
        ]

    def wait_for(self, name: str, times: int = 1, **facts: object) -> list[dict[str, Any]]:
        """Waits until such an event was logged so many times, and returns those."""
        deadline = time.monotonic() + LONG_S
        with self.news:
            while len(found := self.events(name, **facts)) < times:
                assert not self.is_silent, "".join(self.lines)
                assert self.news.wait(deadline - time.monotonic()), "".join(self.lines)
        return found

    def wait_for_ticks(self, times: int) -> None:
        """Waits until so many more ticks were finished."""
        self.wait_for("job done", len(self.events("job done", job="tick")) + times, job="tick")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return [tuple(row) for row in connection.execute(query)]

    def wait_for_rows(self, query: str, is_so: Callable[[list[tuple[Any, ...]]], bool]) -> None:
        """Waits, tick by tick, until what a query gives is so."""
        deadline = time.monotonic() + LONG_S
        while not is_so(found := self.rows(query)):
            assert time.monotonic() < deadline, (found, "".join(self.lines))
            self.wait_for_ticks(1)

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ends it by a signal and returns its exit code, when its log was heard to the end."""
        self.send(number)
        return self.wait()

    def wait(self) -> int:
        """Waits for its end and returns its exit code."""
        code = self.process.wait(LONG_S)
        with self.news:
            assert self.news.wait_for(lambda: self.is_silent, LONG_S)
        return code


def start(config: Path, *options: object, environ: dict[str, str] | None = None) -> Running:
    database = config.parent / "belarus.db"
    process = subprocess.Popen(
        [sys.executable, str(CHILD), str(config), str(database), *map(str, options)],
        stderr=subprocess.PIPE,
        text=True,
        env=environ,
    )
    running = Running(process, database)
    threading.Thread(target=running.listen, daemon=True).start()
    return running


@contextmanager
def daemon(config: Path, *options: object, environ: dict[str, str] | None = None) -> Iterator[Running]:
    """A started daemon, which is killed at the end if it still runs."""
    running = start(config, *options, environ=environ)
    try:
        running.wait_for("daemon started")
        yield running
    finally:
        running.process.kill()
        running.wait()


def tracker(config: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A call of the command line on the same database."""
    place = ("--config", str(config), "--db", str(config.parent / "belarus.db"))
    return subprocess.run(
        [sys.executable, "-m", "tracker", *words, *place],
        check=False,
        capture_output=True,
        text=True,
        timeout=LONG_S,
    )
