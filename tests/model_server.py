"""A loopback endpoint as models stand behind: it records what it is asked and plays its answers in turn.

An answer is what a model wrote (a text), or a `Played` one where the endpoint itself is to be odd.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Played:
    """An answer of the endpoint: silent for `pause_s`, then status, headers, body (without an end)."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    pause_s: float = 0.0
    is_endless: bool = False


def wrote(content: str) -> Played:
    """The answer of an endpoint whose model wrote this."""
    message = {"role": "assistant", "content": content}
    return Played(body=json.dumps({"choices": [{"index": 0, "message": message}]}).encode())


@dataclass(frozen=True)
class Question:
    """One request: its path, its headers with names in small letters, its JSON."""

    path: str
    headers: Mapping[str, str]
    json: Any


@dataclass
class ModelServer:
    """Plays its answers in turn, the last of them for ever; `asked` is what came, in order."""

    answers: Sequence[Played]
    port: int = 0
    asked: list[Question] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        model = self.server.model
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        model.asked.append(Question(self.path, headers, json.loads(body)))
        played = model.answers[min(len(model.asked), len(model.answers)) - 1]
        if played.pause_s:
            model.is_over.wait(played.pause_s)
        # Whoever has waited or heard enough hangs up.
        with suppress(OSError):
            self._play(played)

    def _play(self, played: Played) -> None:
        self.send_response(played.status)
        for name, value in played.headers.items():
            self.send_header(name, value)
        if played.is_endless:
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(len(played.body)))
        self.end_headers()
        self.wfile.write(played.body)
        while played.is_endless and not self.server.model.is_over.is_set():
            self.wfile.write(b" " * 50_000)

    def log_message(self, *_: object) -> None:
        """Tests read `asked`."""


class _Server(ThreadingHTTPServer):
    model: ModelServer
    daemon_threads = True


@contextmanager
def model_server(*answers: Played | str) -> Iterator[ModelServer]:
    """The endpoint, until the end of the block."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.model = ModelServer([wrote(one) if isinstance(one, str) else one for one in answers])
    server.model.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server.model
    finally:
        server.model.is_over.set()
        server.shutdown()
        server.server_close()
