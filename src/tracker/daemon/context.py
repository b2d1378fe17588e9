"""What a job of the daemon gets, and what a job is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.daemon.logs import Log
from tracker.model import Configuration
from tracker.sync.walk import Clock


@dataclass(frozen=True, slots=True)
class Context:
    """The daemon as one call of a job finds it; the job opens a database connection of its own.

    `configuration` is the one of this moment. `is_idle` says whether no source is due or being visited
    now. A job that takes long ends where `stop` is set.
    """

    configuration: Configuration
    database: Path
    clock: Clock
    environ: Mapping[str, str]
    log: Log
    is_idle: Callable[[], bool]
    stop: threading.Event


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is done again and again, `every_s` seconds after its last beginning.

    What `run` raises is an incident of its own, which its next success ends; the other jobs go on.
    """

    name: str
    every_s: float
    run: Callable[[Context], None]
