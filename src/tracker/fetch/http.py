"""One GET with time-outs, a deadline and a size cap; the body goes to a sink, never into memory.

`timeout=` of requests is per read, so a dripping server could hold us for ever: the deadline over
the whole answer is ours. Proxy variables and netrc are not read (`trust_env`): what is fetched and
how must be the configuration's words alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import RawIOBase
from typing import Any, BinaryIO, Protocol, cast
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError as TransportError

from tracker.errors import UnreadableList
from tracker.model import Grade, Politeness
from tracker.read.container import unpacked

# The statuses with which protection services and rate limits answer (the sources' own habits:
# an empty 202 is a challenge too).
_BLOCKED = frozenset({401, 403, 407, 429, 451})
_CHALLENGE = 202
# Headers that prove an answer or help to ask again; cookies and the like are left out.
_KEPT_HEADERS = frozenset(
    {
        "content-type", "content-length", "content-disposition", "content-encoding", "date", "etag",
        "last-modified", "retry-after", "server", "x-amzn-waf-action",
    }
)  # fmt: skip


class Sink(Protocol):
    """Where the decoded body goes, chunk by chunk."""

    def write(self, chunk: bytes, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: everything but the body, which went to the sink.

    `grade` is `ok` where a body came with status 200 that could be unpacked; whether it is what it
    should be is for the reader to say. `reason` is one clause for a person, None when ok.
    """

    url: str
    final_url: str
    fetched_at: datetime
    status: int | None
    headers: tuple[tuple[str, str], ...]
    grade: Grade
    reason: str | None = None


class _Deadline(RawIOBase):
    """A response's stream that gives up when its time is over."""

    def __init__(self, raw: Any, seconds: float) -> None:
        self._raw = raw
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if time.monotonic() > self._end:
            raise TimeoutError(f"the answer was not complete after {self._seconds:g} s")
        # read1 gives what is there: read would wait for a full buffer, however slowly it drips.
        chunk: bytes = self._raw.read1(len(buffer), decode_content=True)
        buffer[: len(chunk)] = chunk
        return len(chunk)


class Fetcher:
    """A polite visitor: one session, a gap between two requests to the same host.

    `wait` pauses for the given seconds (`time.sleep` in production).
    """

    def __init__(
        self,
        politeness: Politeness,
        clock: Callable[[], datetime],
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._politeness = politeness
        self._clock = clock
        self._wait = wait
        self._last_visit: dict[str, float] = {}
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["User-Agent"] = politeness.user_agent

    def close(self) -> None:
        self._session.close()

    def get(
        self, url: str, sink: Sink, *, max_bytes: int | None = None, gap_s: float | None = None
    ) -> Answer:
        """Fetches `url` and writes its decoded body to `sink`. Raises nothing that the network did.

        `max_bytes` and `gap_s` take the place of the general ones where a source has its own.
        """
        self._keep_the_gap(url, self._politeness.gap_s if gap_s is None else gap_s)
        fetched_at = self._clock()
        limits = (self._politeness.connect_timeout_s, self._politeness.read_timeout_s)
        try:
            with self._session.get(url, stream=True, timeout=limits) as response:
                return self._take(url, fetched_at, response, sink, max_bytes or self._politeness.max_bytes)
        except (requests.RequestException, TransportError, TimeoutError) as error:
            return Answer(url, url, fetched_at, None, (), Grade.OFFLINE, _in_one_line(error))

    def _take(
        self, url: str, fetched_at: datetime, response: requests.Response, sink: Sink, max_bytes: int
    ) -> Answer:
        headers = tuple(
            (name.lower(), value) for name, value in response.headers.items() if name.lower() in _KEPT_HEADERS
        )
        size = 0
        grade, reason = _grade(response.status_code)
        stream = cast(BinaryIO, _Deadline(response.raw, self._politeness.total_timeout_s))
        try:
            for chunk in unpacked(stream, max_bytes):
                size += len(chunk)
                sink.write(chunk)
        except UnreadableList as error:
            if not error.empty:
                grade, reason = Grade.ERROR_PAGE, str(error)
        if size == 0 and grade is Grade.OK:
            grade, reason = Grade.EMPTY, "the answer had no body"
        # A signed address carries a key that lives an hour: it is followed, never kept.
        final_url = response.url.split("?", 1)[0] if response.history else response.url
        return Answer(url, final_url, fetched_at, response.status_code, headers, grade, reason)

    def _keep_the_gap(self, url: str, gap_s: float) -> None:
        host = urlsplit(url).netloc
        last = self._last_visit.get(host)
        if last is not None:
            rest = last + gap_s - time.monotonic()
            if rest > 0:
                self._wait(rest)
        self._last_visit[host] = time.monotonic()


@contextmanager
def fetcher(politeness: Politeness, clock: Callable[[], datetime]) -> Iterator[Fetcher]:
    """A fetcher whose connections are closed at the end."""
    visitor = Fetcher(politeness, clock)
    try:
        yield visitor
    finally:
        visitor.close()


def _grade(status: int) -> tuple[Grade, str | None]:
    if status == requests.codes.ok:
        return Grade.OK, None
    if status in _BLOCKED or status == _CHALLENGE:
        return Grade.BLOCKED, f"the server answered {status}"
    return Grade.ERROR_PAGE, f"the server answered {status}"


def _in_one_line(error: Exception) -> str:
    """The innermost cause in words; requests nests three of them, with addresses of objects."""
    cause: BaseException = error
    while (inner := cause.__cause__ or cause.__context__) is not None:
        cause = inner
    words = " ".join(str(cause).split()) or type(cause).__name__
    return words if len(words) <= 200 else words[:199] + "…"
