"""Runs under way: their sources visited side by side in one pool, what comes of it written, run by run.

A one-off sync has one run here, the daemon many. Threads of the pool visit, each with a connection of
its own; one thread, the owner, calls `go_on` and writes what is left to be written. A visit that breaks
with an error of ours, or hangs, or to which no answer comes, holds up no other.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tracker.errors import StoreError, TrackerError
from tracker.health import Fault
from tracker.model import Grade, Politeness, Source, SourceKind
from tracker.store.connection import connect
from tracker.store.health import end_outage, note_outage, open_outage
from tracker.store.incidents import IncidentKind
from tracker.store.leases import Lease, end_lease, lease, load_leases
from tracker.store.parts import KnownPart, known_parts
from tracker.store.sources import put_off
from tracker.store.transaction import immediate, require_transaction
from tracker.sync.bounds import longest_visit
from tracker.sync.one_source import host_of, order_of, visit_source
from tracker.sync.opening import Ends
from tracker.sync.own_errors import error_line
from tracker.sync.pool import GivenUp, Lost, Pool, Turn
from tracker.sync.result import SourceOutcome, Standing
from tracker.sync.silences import Silences
from tracker.sync.visits import Visit, end_broken
from tracker.sync.walk import MAIN, BrokenOff, Walk

# How long the other sources of a host rest at which a visit hangs.
_REST_OF_HUNG_HOST = timedelta(hours=1)

Bound = Callable[[Source, Politeness], timedelta]


@dataclass(frozen=True, slots=True)
class Task:
    """A source to be visited for a run."""

    walk: Walk
    source: Source


@dataclass(frozen=True, slots=True)
class Ended:
    """A run whose sources are all through: what came of each, and which developments were revised."""

    run: int
    outcomes: tuple[SourceOutcome, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listener:
    """Who wants to hear how it goes: called by the owner's thread.

    `visited`: the run, what came of a source, and how many seconds that took. `broke`: the source at
    which an error of ours came, and the error. `hangs`: the source, and the seconds after which it was
    given up.
    """

    visited: Callable[[int, SourceOutcome, float], None] = lambda _run, _outcome, _seconds: None
    broke: Callable[[str, BaseException], None] = lambda _source, _error: None
    hangs: Callable[[str, float], None] = lambda _source, _seconds: None


@dataclass(frozen=True, slots=True)
class _Came:
    """What a thread brings back of a task: a visit, or the error with which it broke."""

    task: Task
    visit: Visit | None
    error: Exception | None
    at: datetime
    seconds: float

    @property
    def finish(self) -> Callable[[Walk], None] | None:
        """What is still to be written of it."""
        return self.visit.finish if self.visit is not None else None


@dataclass(slots=True)
class _RunUnderWay:
    """A run: whom it still waits for (also for sources that another run visits), and what came of the others.

    `is_alone`: no visits of other runs will help to tell whose fault a silence is.
    """

    walk: Walk
    order: tuple[str, ...]
    is_alone: bool
    leased: Sequence[Source]
    is_handed_in: bool = False
    waits_for: set[str] = field(default_factory=set)
    outcomes: dict[str, SourceOutcome] = field(default_factory=dict)
    told: dict[str, None] = field(default_factory=dict)


class Visiting:
    """The pool, and the runs whose sources it visits. `enter` is called by any thread, `go_on` by one.

    `bound` says how long a visit to a source can take before it counts as hanging.
    """

    def __init__(
        self, ends: Ends, at_once: int, *, listener: Listener | None = None, bound: Bound = longest_visit
    ) -> None:
        self._ends = ends
        self._listener = listener or Listener()
        self._bound = bound
        self._pool: Pool[Task, _Came] = Pool(self._visit_in_turn, at_once)
        self._lock = threading.Lock()
        self._runs: dict[int, _RunUnderWay] = {}
        self._began: dict[tuple[int, str], datetime] = {}
        # What came and is not written yet: in the order in which it came.
        self._came: list[_Came] = []
        self._lost: list[Lost[Task]] = []
        self._silences: Silences[_Came] = Silences()
        self._awake_at = time.monotonic()
        self._is_closed = False

    def enter(self, walk: Walk, sources: Sequence[Source], *, is_alone: bool = False) -> None:
        """Leases the sources to the walk's run, inside the transaction that begins it; then `hand_in`.

        A source that another run is visiting already is not visited twice: the run waits for it. One at
        whose host a visit hangs is through at once. `is_alone`: the run ends with its last visit,
        whether or not it shows by then whose fault a silence is.
        """
        require_transaction(walk.connection)
        now = self._ends.clock()
        lost = self._pool.lost_hosts
        left = [source for source in sources if host_of(source) in lost]
        rest = [source for source in sources if host_of(source) not in lost]
        got = [source for source in rest if self._lease(walk, source, now)]
        # Inside the transaction no lease can end: who is waited for is still to be heard of.
        run = _RunUnderWay(walk, tuple(source.name for source in sources), is_alone, got)
        run.waits_for.update(source.name for source in rest)
        run.outcomes.update((source.name, _left_alone(source)) for source in left)
        with self._lock:
            self._runs[walk.run] = run

    def hand_in(self, number: int) -> None:
        """Hands what `enter` leased to the pool, when that is committed."""
        with self._lock:
            run = self._runs[number]
            run.is_handed_in = True
        by_host: dict[str, list[Task]] = {}
        for source in sorted(run.leased, key=order_of):
            by_host.setdefault(host_of(source), []).append(Task(run.walk, source))
        for host, tasks in by_host.items():
            self._pool.hand(host, tasks)

    def leave(self, number: int) -> None:
        """Forgets a run that was entered and could not be committed."""
        with self._lock:
            self._runs.pop(number, None)

    def close(self) -> None:
        """Begins no more visits; those under way go on."""
        self._is_closed = True

    @property
    def under_way(self) -> tuple[str, ...]:
        """The sources that are being visited at this moment."""
        return tuple(task.source.name for task in self._pool.under_way())

    def allow(self, at_once: int) -> None:
        """From now on so many hosts at once."""
        self._pool.allow(at_once)

    @property
    def runs(self) -> int:
        """How many runs are under way."""
        with self._lock:
            return len(self._runs)

    @property
    def lost_hosts(self) -> frozenset[str]:
        """Hosts at which a visit hangs: they are left alone until it comes back."""
        return self._pool.lost_hosts

    def go_on(self, owner: Ends, wait_s: float) -> list[Ended]:
        """Waits for what comes next, at most so long, writes it, and returns the runs that are through.

        `owner` are the ends with the connection of the thread that calls. What could not be written
        (StoreError is raised then) is written by the next call.
        """
        # A run that found nothing due waits for nobody.
        self._came += self._pool.take(0.0 if self._through() else wait_s)
        now = time.monotonic()
        # A process that was asleep has not worked meanwhile: what it waited for may still come.
        passed_s, self._awake_at = min(now - self._awake_at, 2 * wait_s + 1), now
        self._lost += self._pool.give_up_overdue(passed_s)
        self._write_lost(owner)
        self._write_came(owner)
        owner.hosts.write_back(owner.connection)
        self._settle(owner)
        return self._take_ended()

    # What the threads of the pool do.

    def _visit_in_turn(self, tasks: Sequence[Task], turn: Turn[Task]) -> Iterator[_Came]:
        waiting = list(tasks)
        try:
            with closing(connect(self._ends.database, create=False)) as connection:
                names = [task.source.name for task in tasks]
                known = known_parts(connection, names, MAIN)
                while waiting and not self._is_closed:
                    task = waiting.pop(0)
                    walk = replace(task.walk, connection=connection)
                    self._begin_turn(task, turn, waiting)
                    # Once: a second visit of the same thread reads what the first one left.
                    came = self._visit(replace(task, walk=walk), known.pop(task.source.name, None))
                    try:
                        # Before it is known that this one is through: the run waits for these, too.
                        moved = self._lease_moved(walk, came.visit) if came.visit is not None else []
                        waiting += [Task(task.walk, source) for source in moved]
                    finally:
                        yield came
        except GivenUp:
            raise
        except BrokenOff:
            return  # its lease, and those of the others, go with the process's end
        except Exception as error:  # noqa: BLE001  (what is common to these visits broke: each tells it)
            now = self._ends.clock()
            for task in waiting:
                yield _Came(task, None, error, now, 0.0)

    def _begin_turn(self, task: Task, turn: Turn[Task], following: Sequence[Task]) -> None:
        bound = self._bound(task.source, task.walk.configuration.politeness)
        turn.begin(task, bound.total_seconds(), following)
        with self._lock:
            self._began[task.walk.run, task.source.name] = self._ends.clock()

    def _visit(self, task: Task, known: KnownPart | None) -> _Came:
        began = time.monotonic()
        visit: Visit | None = None
        failure: Exception | None = None
        try:
            visit = visit_source(task.walk, task.source, known)
        except BrokenOff:
            raise
        except Exception as error:  # noqa: BLE001  (a source's border: told as its failure, the others go on)
            failure = error
        return _Came(task, visit, failure, self._ends.clock(), time.monotonic() - began)

    def _lease_moved(self, walk: Walk, visit: Visit) -> list[Source]:
        """The whole lists of which a file of changes said that they moved: due at once, if not under way."""
        lists = [
            source
            for source in walk.configuration.sources
            if source.list in visit.moved_lists and source.enabled and source.kind is SourceKind.LIST
        ]
        if not lists:
            return []
        now = self._ends.clock()
        with immediate(walk.connection):
            got = [source for source in lists if self._lease(walk, source, now)]
        with self._lock:
            run = self._runs.get(walk.run)
            if run is not None:
                run.waits_for |= {source.name for source in got}
        return got

    def _lease(self, walk: Walk, source: Source, now: datetime) -> bool:
        until = now + self._bound(source, walk.configuration.politeness)
        return lease(walk.connection, Lease(source.name, walk.run, now, until))

    # What the owner does.

    def _write_lost(self, owner: Ends) -> None:
        while self._lost:
            lost = self._lost[0]
            task, now = lost.task, owner.clock()
            message = f"no end within {lost.limit_s:,.0f} s: given up, and {lost.host} left alone"
            outcome = SourceOutcome(task.source.name, Grade.OFFLINE, Standing.FAILED, message)
            with immediate(owner.connection):
                # Where the lease is gone, it came to its end at the last moment, and wrote that itself.
                if load_leases(owner.connection, [task.source.name]):
                    walk = replace(task.walk, connection=owner.connection)
                    end_broken(walk, task.source, message, at=now, kind=IncidentKind.HANG)
                for following in lost.following:
                    put_off(owner.connection, following.source.name, now + _REST_OF_HUNG_HOST)
                    end_lease(owner.connection, following.source.name, following.walk.run)
            del self._lost[0]
            self._listener.hangs(task.source.name, lost.limit_s)
            self._note_outcome(task, outcome, (), lost.limit_s)
            for following in lost.following:
                self._note_outcome(following, _left_alone(following.source), (), 0.0)

    def _write_came(self, owner: Ends) -> None:
        self._finish_all(owner, [one for one in self._came if one.finish is not None])
        self._came = [one for one in self._came if one.finish is None]
        while self._came:
            self._write(owner, self._came[0])
            del self._came[0]

    def _write(self, owner: Ends, one: _Came) -> None:
        if one.visit is None:
            self._end_broken(owner, one, one.error)
        elif one.visit.settle is not None:
            self._silences.add(one, host_of(one.task.source), one.at)
        else:
            self._note_through(one, one.visit)

    def _finish_all(self, owner: Ends, together: Sequence[_Came]) -> None:
        """Writes what the visits left to be written, in one transaction; where one breaks, each alone."""
        if not together:
            return
        try:
            with immediate(owner.connection):
                for one in together:
                    _finish(owner, one)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001  (which one it was shows below)
            for one in together:
                self._finish_alone(owner, one)
        else:
            for one in together:
                self._note_through(one, one.visit)

    def _finish_alone(self, owner: Ends, one: _Came) -> None:
        try:
            with immediate(owner.connection):
                _finish(owner, one)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001  (a source's border, as in _visit)
            self._end_broken(owner, one, error)
        else:
            self._note_through(one, one.visit)

    def _end_broken(self, owner: Ends, one: _Came, error: Exception | None) -> None:
        """Ends a visit that broke; what the operator can mend is told in its own words."""
        is_ours = isinstance(error, StoreError)
        message = str(error) if isinstance(error, TrackerError) else error_line(error or RuntimeError())
        with immediate(owner.connection):
            walk = replace(one.task.walk, connection=owner.connection)
            outcome = end_broken(walk, one.task.source, message, at=one.at, is_ours=is_ours)
        if error is not None and not isinstance(error, TrackerError):
            self._listener.broke(one.task.source.name, error)
        self._note_outcome(one.task, outcome, (), one.seconds)

    def _settle(self, owner: Ends) -> None:
        """Ends the visits to which no answer came, as soon as it shows whose fault that is."""
        now = owner.clock()
        for one, fault in self._silences.decided(now, self._is_over, self._under_way_since()):
            self._end_unanswered(owner, one.visit, is_ours=fault is Fault.OURS)
            self._silences.decide(one, fault)
            if fault is Fault.OURS:
                self._note_outage(owner, now)
        if self._silences.is_line_up and open_outage(owner.connection) is not None:
            with immediate(owner.connection):
                end_outage(owner.connection, now)

    def _end_unanswered(self, owner: Ends, came: _Came, *, is_ours: bool) -> None:
        visit = came.visit
        if visit is None or visit.settle is None:
            raise RuntimeError(f"{came.task.source.name}: was answered")
        try:
            visit.settle(replace(came.task.walk, connection=owner.connection), is_ours)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001  (a source's border, as in _visit)
            self._end_broken(owner, came, error)
        else:
            self._note_outcome(came.task, visit.outcome, visit.told, came.seconds)

    def _note_outage(self, owner: Ends, now: datetime) -> None:
        hosts, silent = self._silences.hosts()
        if silent:
            with immediate(owner.connection):
                note_outage(owner.connection, at=now, hosts=hosts, offline_hosts=silent)

    def _is_over(self, came: _Came) -> bool:
        """Whether a run that stands alone waits only to know whose fault silences are, this one's too."""
        unanswered = {one.task.source.name for one in self._silences.visits()}
        with self._lock:
            return any(
                run.is_alone and came.task.source.name in run.waits_for and run.waits_for <= unanswered
                for run in self._runs.values()
            )

    def _under_way_since(self) -> datetime | None:
        tasks = self._pool.under_way()
        with self._lock:
            began = [self._began.get((task.walk.run, task.source.name)) for task in tasks]
        return min((moment for moment in began if moment is not None), default=None)

    def _note_through(self, one: _Came, visit: Visit | None) -> None:
        if visit is None:
            raise RuntimeError(f"{one.task.source.name}: broke")
        self._silences.note_answer(host_of(one.task.source), one.at)
        self._note_outcome(one.task, visit.outcome, visit.told, one.seconds)

    def _note_outcome(self, task: Task, outcome: SourceOutcome, told: Iterable[str], seconds: float) -> None:
        """A source is through: for its own run, and for those that wait for it."""
        with self._lock:
            self._began.pop((task.walk.run, task.source.name), None)
            for run in self._runs.values():
                if task.source.name in run.waits_for:
                    run.waits_for.remove(task.source.name)
                    run.outcomes[task.source.name] = outcome
                    run.told |= dict.fromkeys(told)
        self._listener.visited(task.walk.run, outcome, seconds)

    def _through(self) -> list[_RunUnderWay]:
        with self._lock:
            return [run for run in self._runs.values() if run.is_handed_in and not run.waits_for]

    def _take_ended(self) -> list[Ended]:
        through = self._through()
        with self._lock:
            for run in through:
                del self._runs[run.walk.run]
        return [Ended(run.walk.run, _in_order(run), tuple(run.told)) for run in through]


def _finish(owner: Ends, one: _Came) -> None:
    if one.finish is not None:
        one.finish(replace(one.task.walk, connection=owner.connection))


def _in_order(run: _RunUnderWay) -> tuple[SourceOutcome, ...]:
    places = {name: place for place, name in enumerate(run.order)}
    return tuple(sorted(run.outcomes.values(), key=lambda outcome: places.get(outcome.source, len(places))))


def _left_alone(source: Source) -> SourceOutcome:
    words = f"not visited: {host_of(source)} is left alone, since a visit there hangs"
    return SourceOutcome(source.name, Grade.OFFLINE, Standing.FAILED, words)
