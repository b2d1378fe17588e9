"""`sync` beside a running daemon: it is asked by a row, and its run is followed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import DaemonSilent, SyncBusy, UsageError
from tracker.model import Configuration
from tracker.store.codec import from_json, to_json
from tracker.store.connection import connect
from tracker.store.daemons import Daemon, load_daemon
from tracker.store.lock import is_locked
from tracker.store.sync_requests import SyncRequest, add_request, load_request, refuse_request
from tracker.store.transaction import immediate
from tracker.sync.opening import utc_now
from tracker.sync.result import SourceOutcome, SyncResult
from tracker.sync.views import views_of
from tracker.sync.walk import Clock

_LOOK_AGAIN_S = 0.2


@dataclass(frozen=True, slots=True)
class RequestDone:
    """What a run did for a request: what came of each source, and which developments were revised."""

    is_first: bool
    sources: tuple[SourceOutcome, ...] = ()
    told: tuple[str, ...] = ()

    def as_json(self) -> str:
        return to_json(self)


def daemon_beside(database: Path, *, clock: Clock = utc_now) -> Daemon | None:
    """The daemon that holds the lock of `database` and hears requests; None where there is none."""
    if not database.exists():
        return None
    with closing(connect(database, read_only=True)) as connection:
        daemon = load_daemon(connection)
    is_there = daemon is not None and daemon.is_alive(clock()) and is_locked(database)
    return daemon if is_there else None


@contextmanager
def daemon_named(database: Path, what: str, *, clock: Clock = utc_now) -> Iterator[None]:
    """For what a daemon is not asked to do: where it is in the way, it is named, for it never finishes.

    `what` is to be done while it is stopped.
    """
    try:
        yield
    except SyncBusy as error:
        daemon = daemon_beside(database, clock=clock)
        if daemon is None:
            raise
        raise SyncBusy(
            f"{database}: the daemon (process {daemon.pid}) syncs it; stop it, {what}, and start it again"
        ) from error


def sync_by_daemon(
    configuration: Configuration,
    database: Path,
    daemon: Daemon,
    *,
    names: Sequence[str] = (),
    due_only: bool = False,
    clock: Clock = utc_now,
    wait: Callable[[float], object] = time.sleep,
) -> SyncResult:
    """Asks the daemon for what `sync` would do, waits for it, and returns the same.

    Raises UsageError with the daemon's own words where it refuses, DaemonSilent where it does not take
    the request within two ticks, or ends before it is done.
    """
    with closing(connect(database, create=False)) as connection:
        with immediate(connection):
            number = add_request(connection, names, due_only=due_only, now=clock())
        deadline = time.monotonic() + 2 * daemon.tick_s
        while True:
            request = _request(connection, number)
            if request.finished_at is not None:
                return _result(connection, configuration, request)
            if request.taken_at is None and time.monotonic() > deadline:
                _take_back(connection, database, number, daemon, clock)
            elif request.taken_at is not None:
                _see_that_it_lives(connection, database, clock)
            wait(_LOOK_AGAIN_S)


def _request(connection: sqlite3.Connection, number: int) -> SyncRequest:
    request = load_request(connection, number)
    if request is None:
        raise DaemonSilent(f"the request {number} is gone from the database; sync again")
    return request


def _take_back(
    connection: sqlite3.Connection, database: Path, number: int, daemon: Daemon, clock: Clock
) -> None:
    """Raises DaemonSilent, if the request was not taken at the last moment."""
    with immediate(connection):
        is_back = refuse_request(connection, number, "taken back: it was not heard in time", clock())
    if is_back:
        raise DaemonSilent(
            f"{database}: the daemon (process {daemon.pid}) did not take the request within two ticks"
            f" ({2 * daemon.tick_s:g} s); look at its log"
        )


def _see_that_it_lives(connection: sqlite3.Connection, database: Path, clock: Clock) -> None:
    daemon = load_daemon(connection)
    if daemon is None or not daemon.is_alive(clock()):
        raise DaemonSilent(f"{database}: the daemon took the request and then fell silent; look at its log")


def _result(connection: sqlite3.Connection, configuration: Configuration, request: SyncRequest) -> SyncResult:
    if request.refused is not None:
        is_ours = request.run is None and request.taken_at is not None
        raise UsageError(request.refused) if is_ours else DaemonSilent(request.refused)
    if request.run is None or request.outcomes is None:
        raise RuntimeError(f"request {request.id} is finished and says nothing")
    done = from_json(RequestDone, request.outcomes)
    return SyncResult(
        run=request.run,
        is_first=done.is_first,
        sources=done.sources,
        told=views_of(connection, configuration, done.told),
    )
