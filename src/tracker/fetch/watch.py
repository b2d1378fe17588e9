"""How long a request may still take, and how all that are under way are ended.

`timeout=` of requests is for each read, so a server that drips, be it within its headers, could hold
us for ever. Here every read gets the time that is left of the whole.
"""

from __future__ import annotations

import http.client
import io
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tracker.fetch.faults import Overdue, Stopped


class _Here(threading.local):
    """The request that this thread is at: when it must be over (monotonic), and the whole time it had."""

    end: float = float("inf")
    total_s: float = float("inf")
    # Whether the request opened a connection, and did not find one open.
    connected: bool = False


class Watch:
    """The deadlines of a run's requests, one a thread, and the connections that are being read."""

    def __init__(self) -> None:
        self._here = _Here()
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._read: set[socket.socket] = set()

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()

    def pause(self, seconds: float) -> None:
        """Waits; the end of the run ends the wait."""
        self._stopped.wait(seconds)

    def stop(self) -> None:
        """Ends every request that is being answered, from any thread, and lets none begin."""
        self._stopped.set()
        with self._lock:
            for connection in self._read:
                try:
                    # Not SSLSocket's own: it forgets the TLS state under the thread that is reading.
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)
                except OSError:
                    continue  # closed already, which is what was wanted

    @contextmanager
    def until(self, left_s: float, total_s: float) -> Iterator[None]:
        """This thread's request must be over in `left_s`; `total_s` is what it is told to have had."""
        self._here.end, self._here.total_s = time.monotonic() + left_s, total_s
        self._here.connected = False
        try:
            yield
        finally:
            self._here.end = self._here.total_s = float("inf")

    def left_s(self) -> float:
        """Seconds that this thread's request still has. Raises Overdue and Stopped."""
        if self.stopped:
            raise Stopped
        left = self._here.end - time.monotonic()
        if left <= 0:
            raise Overdue(self._here.total_s)
        return left

    @property
    def connected(self) -> bool:
        """Whether this thread's request opened a connection of its own."""
        return self._here.connected

    def note_connected(self) -> None:
        self._here.connected = True

    def opened(self, connection: socket.socket) -> None:
        with self._lock:
            self._read.add(connection)

    def closed(self, connection: socket.socket) -> None:
        with self._lock:
            self._read.discard(connection)


class WatchedReader(io.RawIOBase):
    """A connection's bytes, each read within what is left of the whole time."""

    def __init__(self, raw: Any, connection: socket.socket, watch: Watch) -> None:
        self._raw = raw
        self._connection = connection
        self._silence_s = connection.gettimeout() or float("inf")
        self._watch = watch
        watch.opened(connection)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        limit_s = min(self._silence_s, self._watch.left_s())
        if limit_s != self._connection.gettimeout():
            self._connection.settimeout(limit_s)  # a call of the system each time, so only for another limit
        try:
            size: int | None = self._raw.readinto(buffer)
        except TimeoutError:
            self._watch.left_s()  # where the whole time is over, that is the reason to give
            raise
        return size

    def close(self) -> None:
        if not self.closed:
            self._watch.closed(self._connection)
            self._raw.close()
        super().close()


class WatchedResponse(http.client.HTTPResponse):
    """An answer whose status line, headers and body are read under the watch."""

    def __init__(self, connection: socket.socket, *args: Any, watch: Watch, **kwargs: Any) -> None:
        super().__init__(connection, *args, **kwargs)
        self.fp = io.BufferedReader(WatchedReader(self.fp.detach(), connection, watch))
