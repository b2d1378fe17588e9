"""The loopback server of the demo: answers for the web with what the archive serves at a step.

It listens on 127.0.0.1 only, at a port that the system gives it. The address `https://HOST/PATH` of the web
stands at `http://127.0.0.1:PORT/HOST/PATH`; an address with `http` stays as it is, and is asked for through
this server as a proxy.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tracker.demo.archive import Archive, Body, Step
from tracker.demo.build import path_of
from tracker.model import Origin
from tracker.sync.walk import Provenance

_PATIENCE_S = 10.0
_ROBOTS = "/robots.txt"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came over the wire, and the status that it got.

    `at_s` is by a monotonic clock, in seconds, when the request's head was read. `path` is the server's
    own: the host of the web is its first part, but for its own `/robots.txt`.
    """

    at_s: float
    method: str
    path: str
    status: int
    if_none_match: str | None
    if_modified_since: str | None
    user_agent: str | None

    @property
    def host(self) -> str:
        """The host of the web that was meant; of its own `/robots.txt` the loopback's."""
        return "" if self.path == _ROBOTS else self.path.split("/")[1]

    @property
    def is_robots(self) -> bool:
        return self.path.endswith(_ROBOTS)

    @property
    def is_conditional(self) -> bool:
        return self.if_none_match is not None or self.if_modified_since is not None


class LoopbackServer:
    """Serves one archive, one step at a time. Made by `serving`, which also ends it.

    `asked` is what it was asked, in the order in which the answers began.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.asked: list[Asked] = []
        self._step = archive.steps[0]
        self._http = _Server(("127.0.0.1", 0), _Handler)
        self._http.loopback = self
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def step(self) -> Step:
        return self._step

    def show(self, step: Step) -> None:
        """From now on serves what the archive serves at `step`."""
        self._step = step

    def address(self, url: str) -> str:
        """Where an address of the web (or a pattern of one) is asked for."""
        return f"{self.proxy}{path_of(url)}" if urlsplit(url).scheme == "https" else url

    @property
    def proxy(self) -> str:
        """The address of this server, through which all others are asked for."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def path(self, address: str) -> str:
        """The path on this server of an address as it is asked for, whole or without a host."""
        parts = urlsplit(address)
        is_own = not parts.netloc or parts.netloc == urlsplit(self.proxy).netloc
        return parts.path if is_own else path_of(address)

    def provenance(self, url: str) -> Provenance:
        """Where the body at an address that is asked for comes from, and which address of the web it is."""
        path = self.path(url)
        body = self.archive.body_at(self._step, path)
        address = url if path != urlsplit(url).path else f"https:/{path}"
        return (
            Provenance(Origin.DEMO, None, address)
            if body is None
            else Provenance(body.origin, body.origin_note, address)
        )

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@contextmanager
def serving(archive: Archive) -> Iterator[LoopbackServer]:
    """The archive, served until the end of the block."""
    server = LoopbackServer(archive)
    try:
        yield server
    finally:
        server.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    loopback: LoopbackServer


class _Handler(BaseHTTPRequestHandler):
    """GET and HEAD with validators, as the publisher's server gives them."""

    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""
    timeout = _PATIENCE_S
    # Head and body are sent one after the other: held back, each answer would take 40 ms.
    disable_nagle_algorithm = True
    server: _Server
    _asked_at_s: float

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, *_: object) -> None:
        """Says nothing: what was fetched stands in the database, and what was asked in `asked`."""

    def _answer(self, *, with_body: bool) -> None:
        self._asked_at_s = time.monotonic()
        loopback = self.server.loopback
        step, path = loopback.step, loopback.path(self.path)
        if (target := step.redirects.get(path)) is not None:
            self._head(HTTPStatus.FOUND, {"Location": target, "Content-Length": "0"})
            return
        body = loopback.archive.body_at(step, path)
        if body is None:
            self._head(HTTPStatus.NOT_FOUND, {"Content-Length": "0"})
            return
        since = loopback.archive.served_since(step, path)
        validators = {"ETag": f'"{body.sha256[:32]}"', "Last-Modified": format_datetime(since, usegmt=True)}
        if self._is_known(body, validators):
            self._head(HTTPStatus.NOT_MODIFIED, validators)
            return
        length = {"Content-Type": body.content_type, "Content-Length": str(len(body.content))}
        self._head(HTTPStatus.OK, validators | length)
        if with_body:
            self.wfile.write(body.content)

    def _is_known(self, body: Body, validators: dict[str, str]) -> bool:
        """Whether the asker holds this body already; the tag counts before the time, as in RFC 9110."""
        if (tags := self.headers.get("If-None-Match")) is not None:
            return validators["ETag"] in tags or tags.strip() == "*"
        if (since := self.headers.get("If-Modified-Since")) is None:
            return False
        try:
            return parsedate_to_datetime(since) >= parsedate_to_datetime(validators["Last-Modified"])
        except ValueError:
            return False

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        # Before the answer goes out: whoever has it can look the request up.
        self.server.loopback.asked.append(
            Asked(
                at_s=self._asked_at_s,
                method=self.command,
                path=self.server.loopback.path(self.path),
                status=status.value,
                if_none_match=self.headers.get("If-None-Match"),
                if_modified_since=self.headers.get("If-Modified-Since"),
                user_agent=self.headers.get("User-Agent"),
            )
        )
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
