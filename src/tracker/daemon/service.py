"""`tracker run`: the process that ticks, visits, does its jobs, and ends when it is told to.

Threads: the main one waits for signals and answers the watchdog; APScheduler's call the tick and the
jobs; the pool's visit; the keeper writes what visits and runs come to. What one of them raises is an
incident and holds up none of the others.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from apscheduler.events import (  # type: ignore[import-untyped]
    EVENT_JOB_ERROR,
    EVENT_JOB_MAX_INSTANCES,
    EVENT_JOB_MISSED,
    JobExecutionEvent,
    JobSubmissionEvent,
)
from apscheduler.executors.pool import ThreadPoolExecutor  # type: ignore[import-untyped]
from apscheduler.jobstores.memory import MemoryJobStore  # type: ignore[import-untyped]
from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]

from tracker.daemon.context import Context, Job
from tracker.daemon.ending import Ending
from tracker.daemon.logs import Log
from tracker.daemon.signals import Signals
from tracker.daemon.systemd import Notifier
from tracker.daemon.tick import tick
from tracker.daemon.troubles import Troubles
from tracker.errors import ConfigError, StoreError, TrackerError, UsageError
from tracker.model import Configuration
from tracker.store.connection import connect
from tracker.store.daemons import Daemon, note_daemon
from tracker.store.incidents import IncidentKind
from tracker.store.runs import finish_run, has_finished_run
from tracker.store.sync_requests import finish_request
from tracker.store.transaction import immediate
from tracker.sync.asking import RequestDone
from tracker.sync.baseline import arm_with_baselines, lacks_baselines
from tracker.sync.bounds import longest_visit
from tracker.sync.opening import Ends, live, open_ends, open_run, put_right, refuse_demo, utc_now
from tracker.sync.own_errors import error_line
from tracker.sync.result import SourceOutcome, exit_code_of
from tracker.sync.run import SYNC, TICK, note_configured
from tracker.sync.visiting import Bound, Ended, Listener, Visiting
from tracker.sync.walk import Clock, Provenances

TICK_S = 15.0
# systemd waits twice as long before it kills (scripts/systemd/tracker.service).
GRACE_S = 20.0
_MOMENT_S = 0.5
# After the database could not be used.
_REST_S = 1.0
# Of a run that only stores the states that ship with the configuration.
_NO_SOURCE_REACHED = 4


@dataclass(frozen=True, slots=True)
class Settings:
    """How the daemon runs; all but `load` have a use of their own in tests only.

    `load` reads the configuration, at first and again when asked to. `tick_s` between two ticks;
    `grace_s` is how long what is under way may take to end when the daemon is told to.
    """

    load: Callable[[], Configuration]
    tick_s: float = TICK_S
    grace_s: float = GRACE_S
    clock: Clock = utc_now
    provenances: Provenances = live
    bound: Bound = longest_visit
    jobs: Sequence[Job] = ()


def run(database: Path, settings: Settings, log: Log, environ: Mapping[str, str]) -> Ending:
    """Runs until it is told to end. Signals: SIGTERM and SIGINT end it, SIGHUP loads the configuration.

    Raises ConfigError, UsageError for a demo's database, SyncBusy where another process syncs.
    """
    configuration = settings.load()
    refuse_demo(database)
    with ExitStack() as stack:
        signals = stack.enter_context(Signals())
        ends = stack.enter_context(
            open_ends(configuration, database, clock=settings.clock, provenances=settings.provenances)
        )
        _prepare(ends, configuration)
        service = _Service(configuration, ends, settings, log, environ, stack)
        ending = service.run(signals)
        if ending.is_hanging:
            # At once, while the lock is still held: a thread that hangs must not write beside the next one.
            sys.stderr.flush()
            os._exit(ending.exit_code)
        return ending


def _prepare(ends: Ends, configuration: Configuration) -> None:
    """What a configuration needs before its sources are visited. Raises ConfigError for a bad list state."""
    note_configured(ends.connection, configuration, ends.clock())
    if not lacks_baselines(ends.connection, configuration):
        return
    with open_run(ends, configuration, TICK) as walk:
        arm_with_baselines(walk)
        with immediate(ends.connection):
            finish_run(ends.connection, walk.run, exit_code=_NO_SOURCE_REACHED, now=ends.clock())


class _Service:
    """The daemon while it runs. `ends` and `configuration` are swapped when they are loaded again."""

    def __init__(
        self,
        configuration: Configuration,
        ends: Ends,
        settings: Settings,
        log: Log,
        environ: Mapping[str, str],
        stack: ExitStack,
    ) -> None:
        self._configuration = configuration
        self._ends = ends
        self._settings = settings
        self._log = log
        self._environ = environ
        self._stack = stack
        self._notifier = Notifier(environ)
        self._troubles = Troubles(ends.connection)
        self._stop = threading.Event()
        self._is_over = threading.Event()
        self._visiting = Visiting(
            ends,
            configuration.politeness.hosts_at_once,
            listener=Listener(self._visited, self._broke, self._hangs),
            bound=settings.bound,
        )
        self._ended: list[Ended] = []
        self._is_idle = False
        self._ticked_at = time.monotonic()
        self._working = _Counter()
        self._scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(2 + len(settings.jobs))},
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
            timezone=UTC,
        )
        self._scheduler.add_listener(
            self._scheduler_complains, EVENT_JOB_ERROR | EVENT_JOB_MISSED | EVENT_JOB_MAX_INSTANCES
        )

    # The main thread.

    def run(self, signals: Signals) -> Ending:
        now = self._ends.clock()
        with immediate(self._ends.connection):
            note_daemon(self._ends.connection, Daemon(os.getpid(), now, self._settings.tick_s, now))
        keeper = threading.Thread(target=self._keep, name="keeper", daemon=True)
        keeper.start()
        jobs = (Job("tick", self._settings.tick_s, self._tick), *self._settings.jobs)
        for job in jobs:
            self._scheduler.add_job(
                self._do,
                IntervalTrigger(seconds=job.every_s, timezone=UTC),
                args=(job,),
                id=job.name,
                name=job.name,
                next_run_time=datetime.now(UTC),
            )
        self._scheduler.start()
        enabled = sum(source.enabled for source in self._configuration.sources)
        self._log.info("daemon started", pid=os.getpid(), sources=enabled, tick_s=self._settings.tick_s)
        self._notifier.ready()
        self._wait_for_the_end(signals)
        return self._end(signals, keeper)

    def _wait_for_the_end(self, signals: Signals) -> None:
        pinged_at = float("-inf")
        while not signals.end_is_asked(_MOMENT_S):
            if signals.reload_is_asked():
                self._reload()
            limit_s = self._notifier.watchdog_s
            now = time.monotonic()
            if limit_s is None or now - pinged_at < limit_s / 4:
                continue
            # Only a tick that was really finished proves that we live.
            if now - self._ticked_at <= max(limit_s / 2, 2 * self._settings.tick_s):
                self._notifier.alive()
                pinged_at = now
                self._notifier.status(f"{self._visiting.runs} runs under way")

    def _reload(self) -> None:
        """Loads the configuration again; one that is bad changes nothing, and is told."""
        self._notifier.reloading()
        subject = self._configuration.subject.name
        try:
            loaded = self._settings.load()
            if loaded.subject.name != subject:
                raise UsageError(f"the subject is {loaded.subject.name} now and was {subject}: start anew")
            _prepare(self._ends, loaded)
        except TrackerError as error:
            self._troubles.note(IncidentKind.CONFIGURATION, subject, _where(error), self._settings.clock())
            self._log.error("configuration refused", why=_where(error), next="tracker config check")
        else:
            if loaded.politeness != self._configuration.politeness:
                visitor = self._ends.fetcher.with_manners(loaded.politeness)
                self._stack.callback(visitor.close)
                self._ends = replace(self._ends, fetcher=visitor)
                self._visiting.allow(loaded.politeness.hosts_at_once)
            self._configuration = loaded
            self._troubles.end(IncidentKind.CONFIGURATION, subject, self._settings.clock())
            enabled = sum(source.enabled for source in loaded.sources)
            self._log.info("configuration loaded", sources=enabled)
        self._notifier.ready()

    def _end(self, signals: Signals, keeper: threading.Thread) -> Ending:
        """Lets what is under way end, breaks off what does not, and says what was given up."""
        self._notifier.stopping()
        self._log.info("ending", visits=len(self._visiting.under_way), jobs=self._working.count)
        deadline = time.monotonic() + self._settings.grace_s
        self._stop.set()
        self._visiting.close()
        # It waits for running jobs, whatever it is told.
        threading.Thread(target=self._scheduler.shutdown, args=(False,), daemon=True).start()
        signals.wait_until(self._is_quiet, deadline - self._settings.grace_s / 2)
        given_up = set(self._visiting.under_way)
        self._ends.fetcher.stop()
        signals.wait_until(self._is_quiet, deadline - self._settings.grace_s / 8)
        self._is_over.set()
        signals.wait_until(lambda: not keeper.is_alive(), deadline)
        does_write = bool(self._visiting.under_way or self._working.count or keeper.is_alive())
        if not does_write:
            self._leave()
        ending = Ending(tuple(sorted(given_up)), is_hanging=does_write or bool(self._visiting.lost_hosts))
        self._log.info("ended", exit_code=ending.exit_code, given_up=list(ending.given_up))
        return ending

    def _is_quiet(self) -> bool:
        return not self._visiting.under_way and not self._working.count

    def _leave(self) -> None:
        """Says in the database that nobody is here any more; else the next one finds it out."""
        try:
            self._troubles.write(self._ends.connection)
            put_right(self._ends.connection, self._ends.clock())
        except StoreError as error:
            self._log.error("database in trouble", why=type(error).__name__)

    # The scheduler's threads.

    def _do(self, job: Job) -> None:
        """One call of a job; whatever it raises is told and stays within."""
        if self._stop.is_set():
            return
        begun = time.monotonic()
        with self._working:
            try:
                job.run(self._context())
            except TrackerError as error:
                self._job_failed(job, str(error), error)
            except Exception as error:  # noqa: BLE001  (a job's border: told as an incident, the others go on)
                self._job_failed(job, error_line(error), error)
            else:
                self._troubles.end(IncidentKind.JOB, job.name, self._settings.clock())
                self._log.debug("job done", job=job.name, seconds=_seconds(time.monotonic() - begun))

    def _job_failed(self, job: Job, message: str, error: Exception) -> None:
        self._troubles.note(IncidentKind.JOB, job.name, message, self._settings.clock())
        self._log.error("job failed", job=job.name, exc_info=error, next="tracker status")

    def _scheduler_complains(self, event: JobExecutionEvent | JobSubmissionEvent) -> None:
        message = {
            EVENT_JOB_MISSED: "a call was missed",
            EVENT_JOB_MAX_INSTANCES: "the last call has not come to its end: the next one is left out",
        }.get(event.code, "a call broke")
        self._troubles.note(IncidentKind.JOB, str(event.job_id), message, self._settings.clock())
        self._log.warning("job left out", job=str(event.job_id), why=message)

    def _context(self) -> Context:
        return Context(
            configuration=self._configuration,
            database=self._ends.database,
            clock=self._settings.clock,
            environ=self._environ,
            log=self._log,
            is_idle=lambda: self._is_idle and not self._visiting.runs,
            stop=self._stop,
        )

    def _tick(self, context: Context) -> None:
        with closing(connect(context.database, create=False)) as connection:
            ends = replace(self._ends, connection=connection)
            ticked = tick(ends, self._visiting, context.configuration, context.clock())
        self._is_idle = ticked.is_idle
        self._ticked_at = time.monotonic()
        for begun in ticked.begun:
            self._log.info("run began", run=begun.run, sources=begun.sources, request=begun.request)
        for request in ticked.refused:
            self._log.warning("request refused", request=request)

    # The keeper's thread.

    def _keep(self) -> None:
        """Writes what comes of visits and runs, over and over, until all is over."""
        while not self._is_over.is_set():
            try:
                with closing(connect(self._ends.database, create=False)) as connection:
                    owner = replace(self._ends, connection=connection)
                    is_over = False
                    while not is_over:
                        # Once more after the end was said: what came last is still to be written.
                        is_over = self._is_over.is_set()
                        self._go_on(owner, 0.0 if is_over else _MOMENT_S)
            except StoreError as error:
                now = self._settings.clock()
                self._troubles.note(IncidentKind.STORE, self._ends.database.name, str(error), now)
                self._log.error("database in trouble", why=type(error).__name__, next="tracker status")
                self._is_over.wait(_REST_S)
            except Exception as error:  # noqa: BLE001  (told as an incident; what came is not lost and is tried again)
                self._troubles.note(IncidentKind.JOB, "keeper", error_line(error), self._settings.clock())
                self._log.error("keeper broke", exc_info=error, next="tracker status")
                self._is_over.wait(_REST_S)

    def _go_on(self, owner: Ends, wait_s: float) -> None:
        self._ended += self._visiting.go_on(owner, wait_s)
        while self._ended:
            self._end_run(owner, self._ended[0])
            del self._ended[0]
        now = self._settings.clock()
        self._troubles.end(IncidentKind.STORE, owner.database.name, now)
        self._troubles.end(IncidentKind.JOB, "keeper", now)
        self._troubles.write(owner.connection)

    def _end_run(self, owner: Ends, ended: Ended) -> None:
        code = exit_code_of(ended.outcomes)
        done = RequestDone(not has_finished_run(owner.connection, SYNC, TICK), ended.outcomes, ended.told)
        with immediate(owner.connection):
            finish_run(owner.connection, ended.run, exit_code=code, now=owner.clock())
            finish_request(owner.connection, ended.run, done.as_json(), owner.clock())
        self._log.info("run ended", run=ended.run, exit_code=code, told=len(ended.told))

    def _visited(self, number: int, outcome: SourceOutcome, seconds: float) -> None:
        self._log.info(
            "source visited",
            run=number,
            source=outcome.source,
            grade=outcome.grade.value,
            standing=outcome.standing.value,
            seconds=_seconds(seconds),
        )

    def _broke(self, source: str, error: BaseException) -> None:
        self._log.error("visit broke", source=source, exc_info=error, next="tracker status")

    def _hangs(self, source: str, limit_s: float) -> None:
        self._log.error("visit hangs", source=source, seconds=_seconds(limit_s), next="tracker status")


class _Counter:
    """How many are inside."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.count = 0

    def __enter__(self) -> None:
        with self._lock:
            self.count += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self.count -= 1


def _where(error: TrackerError) -> str:
    """Why a configuration was refused, for a log: its places, since their values may be recipients."""
    if isinstance(error, ConfigError):
        return f"{len(error.problems)} problems, the first in {error.problems[0].where}"
    return str(error)


def _seconds(seconds: float) -> float:
    return round(seconds, 3)
