"""A daemon as a test wants it: a clock that a file moves, and addresses at which our own code fails.

    child.py CONFIG DATABASE --tick S [--grace S] [--bound S] [--clock FILE]

In place of an answer's provenance, an address with `/raises` brings an error of ours and one with
`/hangs` never comes back.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from tracker.config import load
from tracker.daemon.context import Context, Job
from tracker.daemon.logs import LogFormat, LogLevel, set_up_logging
from tracker.daemon.service import Settings, run
from tracker.errors import TrackerError
from tracker.model import Origin
from tracker.sync.walk import Provenance


def moved_clock(file: Path) -> datetime:
    """The real time and as many hours more as the file says."""
    return datetime.now(UTC) + timedelta(hours=float(file.read_text() or 0))


def provenance(url: str) -> Provenance:
    if "/raises" in url:
        raise TypeError(f"Jan Invented at {url}")
    if "/hangs" in url:
        threading.Event().wait()
    return Provenance(Origin.LIVE)


def failing_job(_context: Context) -> None:
    raise ValueError("Jan Invented")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("config", type=Path)
    parser.add_argument("database", type=Path)
    parser.add_argument("--tick", type=float, default=0.1)
    parser.add_argument("--grace", type=float, default=4.0)
    parser.add_argument("--bound", type=float, default=600.0)
    parser.add_argument("--clock", type=Path)
    parser.add_argument("--level", default="debug")
    words = parser.parse_args()
    settings = Settings(
        load=partial(load, words.config, "belarus"),
        tick_s=words.tick,
        grace_s=words.grace,
        provenances=provenance,
        bound=lambda _source, _politeness: timedelta(seconds=words.bound),
        jobs=(Job("failing", 0.2, failing_job),),
    )
    if words.clock is not None:
        settings = replace(settings, clock=partial(moved_clock, words.clock))
    log = set_up_logging(LogFormat.JSON, LogLevel(words.level))
    try:
        return run(words.database, settings, log, os.environ).exit_code
    except TrackerError as error:
        print(error, file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
