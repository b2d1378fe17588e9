"""A loopback web server that is told things: it records each request with its body, and answers by path."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# Instead of a status: what a server may do, too.
SILENT, HANGS_UP, ENDLESS = -1, -2, -3


@dataclass(frozen=True)
class Told:
    """One request."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class HookServer:
    """Answers 200, or by path; `told` is what came, in order."""

    port: int
    statuses: Mapping[str, int]
    told: list[Told] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)
    scheme: str = "http"

    def address(self, path: str = "/") -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def _answer(self) -> None:
        hooks = self.server.hooks
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        hooks.told.append(Told(self.command, self.path, headers, body))
        status = hooks.statuses.get(self.path.partition("?")[0], 200)
        if status == SILENT:
            hooks.is_over.wait()
        if status in (SILENT, HANGS_UP):
            return
        self.send_response(200 if status == ENDLESS else status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        # Whoever has heard enough hangs up.
        with suppress(OSError):
            while status == ENDLESS and not hooks.is_over.wait(0.01):
                self.wfile.write(b"x" * 1000)

    do_GET = do_POST = _answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Tests read `told`."""


class _Server(ThreadingHTTPServer):
    hooks: HookServer

    def handle_error(self, *_: object) -> None:
        """Clients that do not believe a certificate hang up; that is what tests are about."""


@contextmanager
def hook_server(
    statuses: Mapping[str, int] | None = None, *, certificate: Path | None = None
) -> Iterator[HookServer]:
    """The server, until the end of the block; encrypted where it is given a certificate."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.hooks = HookServer(server.server_port, statuses or {})
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        # In the thread of the connection: a client that breaks off must not end the accepting one.
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.hooks.scheme = "https"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server.hooks
    finally:
        server.hooks.is_over.set()
        server.shutdown()
        server.server_close()
