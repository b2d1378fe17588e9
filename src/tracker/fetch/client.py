"""The polite visitor: one address in, one graded answer out, the body into a sink.

For each step of the way there: may we (robots.txt), is it our turn (pace), is the address one that is
visited (guard), then one request with a deadline and a cap. Whatever the network does becomes a grade
and one line; only what the sink and the memory of hosts raise is raised.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from http.client import HTTPException

import requests
from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError as TransportError

from tracker.fetch.addresses import AddressGuard, Resolver
from tracker.fetch.answer import Answer, Validators, kept_headers
from tracker.fetch.body import Sink, Taken, leave, take
from tracker.fetch.faults import Fault, Limits, Stopped, fault_of, one_line
from tracker.fetch.grade import grade
from tracker.fetch.hosts import HostMemory
from tracker.fetch.pace import Pace, asked_rest, in_words
from tracker.fetch.redirects import check_step, place_of, target_of, without_query
from tracker.fetch.robots import Beginning, Robots
from tracker.fetch.watch import Watch
from tracker.fetch.wire import Wire
from tracker.model import Grade, Politeness

__all__ = ["Answer", "Fetcher", "Sink", "Validators", "fetcher"]

_OK = 200
_NOT_MODIFIED = 304
# What can come of an address or a header that cannot be, and of a request.
_UNASKABLE = (requests.RequestException, TransportError, ValueError)
_UNANSWERED = (Fault, requests.RequestException, TransportError, HTTPException, OSError, ValueError)
_ROBOTS_TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class _Wish:
    """One visit as it was asked for."""

    url: str
    sink: Sink
    limits: Limits
    gap_s: float
    validators: Validators
    check_robots: bool
    expected: str | None = None
    is_known: Callable[[], bool] | None = None
    # Only the headers are asked for: there is no body, and none is missed.
    head_only: bool = False


@dataclass(slots=True)
class _Way:
    """How far a visit has come."""

    left_s: float
    begun_at: datetime | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    passed: list[str] = field(default_factory=list)
    # Where the last answer sent us, if it did.
    sent_to: str | None = None


class Fetcher:
    """One run's visitor, used by many threads at once; its connections stay open until `close`.

    `clock` gives the time in UTC; `wait` pauses for the given seconds and is, left out, one that `stop`
    ends; `resolver` is `socket.getaddrinfo` but in tests.
    """

    def __init__(
        self,
        politeness: Politeness,
        clock: Callable[[], datetime],
        memory: HostMemory,
        *,
        wait: Callable[[float], object] | None = None,
        resolver: Resolver = socket.getaddrinfo,
    ) -> None:
        self._politeness = politeness
        self._clock = clock
        self._memory = memory
        self._resolver = resolver
        self._watch = Watch()
        self._pace = Pace(memory, clock, self._watch, wait)
        self._robots = Robots(memory, clock, politeness.user_agent, self._robots_answer)
        self._wire = self._new_wire(politeness)

    def get(
        self,
        url: str,
        sink: Sink,
        *,
        max_bytes: int | None = None,
        gap_s: float | None = None,
        total_timeout_s: float | None = None,
        validators: Validators | None = None,
        check_robots: bool = True,
        expected: str | None = None,
        is_known: Callable[[], bool] | None = None,
        head_only: bool = False,
    ) -> Answer:
        """Fetches `url` and writes its decoded body to `sink`. Raises nothing that the network did.

        The first three take the place of the general ones where a source has its own (a time-out then
        also of the silence that is borne); waiting for our turn does not count against it. With
        `validators` an unchanged page need not be sent. `expected` is what the body should be, as
        `grade` knows it: "html", "feed", "json", "list". `is_known` is asked when the whole body is in
        the sink: whether it is, to the byte, one that was good before. With status 200 it is good again,
        as after a 304, without being looked at. `head_only`: the headers are all that is asked for.
        """
        politeness = self._politeness
        limits = Limits(
            connect_s=politeness.connect_timeout_s,
            silence_s=politeness.read_timeout_s if total_timeout_s is None else total_timeout_s,
            total_s=politeness.total_timeout_s if total_timeout_s is None else total_timeout_s,
            max_bytes=politeness.max_bytes if max_bytes is None else max_bytes,
        )
        gap = politeness.gap_s if gap_s is None else gap_s
        asked = validators or Validators()
        return self._visit(_Wish(url, sink, limits, gap, asked, check_robots, expected, is_known, head_only))

    def stop(self) -> None:
        """Ends what is under way, from any thread: every visit becomes an answer at once."""
        self._watch.stop()

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called; answers from then on say nothing about their sources."""
        return self._watch.stopped

    def with_manners(self, politeness: Politeness) -> Fetcher:
        """A fetcher that behaves by `politeness` and is otherwise this one: the turns at the hosts and
        `stop` are common to both. Each is closed by itself."""
        other = copy(self)
        other._politeness = politeness
        other._robots = Robots(self._memory, self._clock, politeness.user_agent, other._robots_answer)
        other._wire = other._new_wire(politeness)
        return other

    def close(self) -> None:
        self._wire.close()

    def _new_wire(self, politeness: Politeness) -> Wire:
        guard = AddressGuard(politeness.allow_addresses, self._resolver)
        return Wire(guard, self._watch, politeness.user_agent, politeness.proxy)

    def _visit(self, wish: _Wish) -> Answer:
        way = _Way(wish.limits.total_s)
        target = wish.url
        try:
            while True:
                step = self._step(target, wish, way)
                if isinstance(step, Answer):
                    return step
                way.sent_to = target = step
        except Fault as fault:
            return self._failed(Stopped() if self.stopped else fault, wish, way)

    def _step(self, address: str, wish: _Wish, way: _Way) -> Answer | str:
        """One request: the answer, or where it redirects to. Raises a Fault."""
        request = self._prepared(address, wish)
        address = request.url or address
        place = place_of(address)
        if way.passed:
            check_step(way.passed[-1], address, way.passed)
        way.passed.append(address)
        delay_s = self._robots.delay_s(place.origin, address) if wish.check_robots else 0.0
        with self._pace.turn(place.host, max(wish.gap_s, delay_s)), self._timed(wish, way):
            way.begun_at = way.begun_at or self._clock()
            raw = self._asked(request, wish)
            try:
                return self._heard(raw, place.host, wish, way)
            finally:
                # Read to its end, it is back in the pool already; else the connection is of no more use.
                raw.close()
                raw.release_conn()

    @contextmanager
    def _timed(self, wish: _Wish, way: _Way) -> Iterator[None]:
        begun = time.monotonic()
        with self._watch.until(way.left_s, wish.limits.total_s):
            yield
        way.left_s -= time.monotonic() - begun

    def _prepared(self, address: str, wish: _Wish) -> requests.PreparedRequest:
        place_of(address)  # says more clearly than the libraries what is wrong with it
        try:
            method = "HEAD" if wish.head_only else "GET"
            return self._wire.prepared(address, wish.validators.as_headers(), method=method)
        except _UNASKABLE as error:
            raise fault_of(error, wish.limits) from error

    def _asked(self, request: requests.PreparedRequest, wish: _Wish) -> HTTPResponse:
        try:
            return self._wire.ask(request, wish.limits)
        except _UNANSWERED as error:
            self._watch.left_s()  # where the whole time is over, that is the reason to give
            raise fault_of(error, wish.limits) from error

    def _heard(self, raw: HTTPResponse, host: str, wish: _Wish, way: _Way) -> Answer | str:
        """What an answer's head says to do: go on elsewhere, or take it."""
        headers = {name.lower(): value for name, value in raw.headers.itermerged()}
        way.status, way.headers = raw.status, kept_headers(raw.headers.items())
        target = target_of(raw.status, headers, way.passed[-1])
        if target is not None:
            leave(raw, wish.limits)
            return target
        if raw.status == _NOT_MODIFIED:
            leave(raw, wish.limits)
            return self._not_modified(headers, wish, way)
        taken = take(raw, wish.sink, wish.limits)
        if self.stopped:
            raise Stopped
        verdict, reason = _graded(raw.status, headers, taken, wish, way.passed[-1])
        until = asked_rest(raw.status, headers, self._clock())
        if until is not None:
            self._pace.hold_off(host, until, f"answered {raw.status} with Retry-After")
            reason = f"{reason or raw.status}; the host asks us to wait until {in_words(until)}"
        answer = self._answer(wish, way, verdict, reason, _validators(headers))
        return replace(answer, is_whole=taken.fault is None)

    def _not_modified(self, headers: Mapping[str, str], wish: _Wish, way: _Way) -> Answer:
        if not wish.validators:
            reason = f"answered {_NOT_MODIFIED} without having been asked"
            return self._answer(wish, way, Grade.ERROR_PAGE, reason, Validators())
        sent, asked = _validators(headers), wish.validators
        kept = Validators(sent.etag or asked.etag, sent.last_modified or asked.last_modified)
        return self._answer(wish, way, Grade.UNCHANGED, None, kept)

    def _failed(self, fault: Fault, wish: _Wish, way: _Way) -> Answer:
        if fault.grade is Grade.OFFLINE:
            way.status, way.headers = None, ()  # a redirect before it is no answer
        reason = str(fault)
        if way.sent_to is not None:
            reason = one_line(f"redirects to {without_query(way.sent_to)}: {reason}")
        return self._answer(wish, way, fault.grade, reason, Validators())

    def _answer(
        self, wish: _Wish, way: _Way, verdict: Grade, reason: str | None, validators: Validators
    ) -> Answer:
        redirects = tuple(without_query(address) for address in way.passed[1:])
        return Answer(
            url=wish.url,
            final_url=redirects[-1] if redirects else next(iter(way.passed), wish.url),
            fetched_at=way.begun_at or self._clock(),
            status=way.status,
            headers=way.headers,
            grade=verdict,
            reason=reason,
            validators=validators,
            redirects=redirects,
        )

    def _robots_answer(self, address: str) -> tuple[Answer, str]:
        """A robots.txt, as far as it is read; asked for like any page."""
        politeness = self._politeness
        limits = Limits(
            politeness.connect_timeout_s,
            politeness.read_timeout_s,
            min(politeness.total_timeout_s, _ROBOTS_TIMEOUT_S),
            politeness.max_bytes,
        )
        beginning = Beginning()
        wish = _Wish(address, beginning, limits, politeness.gap_s, Validators(), check_robots=False)
        return self._visit(wish), beginning.text


@contextmanager
def fetcher(politeness: Politeness, clock: Callable[[], datetime], memory: HostMemory) -> Iterator[Fetcher]:
    """A fetcher whose connections are closed at the end."""
    visitor = Fetcher(politeness, clock, memory)
    try:
        yield visitor
    finally:
        visitor.close()


def _graded(
    status: int, headers: Mapping[str, str], taken: Taken, wish: _Wish, final_url: str
) -> tuple[Grade, str | None]:
    """How good the answer is. A body that broke off is no good one, but a refusal stays a refusal."""
    if status == _OK and wish.head_only:
        return Grade.OK, None
    if status == _OK and taken.size and taken.fault is None and wish.is_known is not None and wish.is_known():
        return Grade.OK, None
    verdict, reason = grade(
        status, headers, taken.head, taken.size, url=wish.url, final_url=final_url, expected=wish.expected
    )
    if taken.fault is not None and verdict in {Grade.OK, Grade.EMPTY}:
        return taken.fault.grade, str(taken.fault)
    return verdict, reason


def _validators(headers: Mapping[str, str]) -> Validators:
    return Validators(headers.get("etag"), headers.get("last-modified"))
