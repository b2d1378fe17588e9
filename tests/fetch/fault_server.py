"""A loopback server that misbehaves: it plays, on a bare socket, what servers of the world were seen to do.

A play is a function that gets the connection and the request and writes what it likes, byte by byte.
`scripts/fault-table` prints what becomes of each.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

# A key and a certificate for page.example that sign themselves, for tests only, valid until 2124.
SELF_SIGNED = Path(__file__).parent / "self_signed.pem"


@dataclass(frozen=True)
class Asked:
    """A request as it came: its path with the query, its headers with names in small letters."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Stage:
    """Where a play is given: one connection of one server."""

    connection: socket.socket
    server: FaultServer

    def send(self, *pieces: bytes) -> None:
        for piece in pieces:
            self.connection.sendall(piece)

    def drip(self, endless: bytes, pause_s: float) -> None:
        """Sends the bytes over and over, one in each pause, until somebody has had enough."""
        while True:
            for byte in endless:
                self.send(bytes([byte]))
                if self.server.is_over.wait(pause_s):
                    return

    def keep_silent(self) -> None:
        self.server.is_over.wait()


Play = Callable[[Stage, Asked], None]


@dataclass
class FaultServer:
    """Plays by path; what has no play is not found. `asked` is what came, in order."""

    plays: dict[str, Play]
    host: str = "127.0.0.1"
    encrypted: bool = False
    # What is said before anybody asked, and then nothing more.
    greeting: bytes | None = None
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    names: list[str | None] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._socket = socket.create_server((self.host, 0), backlog=64)
        self.port: int = self._socket.getsockname()[1]
        self._tls = self._encryption() if self.encrypted else None
        threading.Thread(target=self._accept, daemon=True).start()

    def address(self, path: str = "/", host: str | None = None) -> str:
        return f"{'https' if self.encrypted else 'http'}://{host or self.host}:{self.port}{path}"

    def close(self) -> None:
        self.is_over.set()
        # Closing alone would leave accept() waiting.
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _encryption(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(SELF_SIGNED)
        context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        return context

    def _accept(self) -> None:
        while not self.is_over.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        # Whoever hangs up on us is doing what the tests are about.
        with suppress(OSError):
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                if self.greeting is not None:
                    connection.sendall(self.greeting)
                    return
                for asked in _requests(connection):
                    self.asked.append(asked)
                    play = self.plays.get(asked.path.partition("?")[0], _not_found)
                    play(Stage(connection, self), asked)
                    if not getattr(play, "keeps_open", False):
                        return


def _requests(connection: socket.socket) -> Iterator[Asked]:
    with connection.makefile("rb") as lines:
        while first := lines.readline():
            headers = {}
            while line := lines.readline().strip():
                name, _, value = line.decode("latin-1").partition(":")
                headers[name.strip().lower()] = value.strip()
            yield Asked(first.decode("latin-1").split(" ")[1], headers)


@contextmanager
def serving(
    plays: dict[str, Play],
    *,
    host: str = "127.0.0.1",
    encrypted: bool = False,
    greeting: bytes | None = None,
) -> Iterator[FaultServer]:
    """The server, until the end of the block; whatever it is still playing then ends."""
    server = FaultServer(plays, host, encrypted, greeting)
    try:
        yield server
    finally:
        server.close()


def answers(body: bytes, status: str = "200 OK", *headers: str) -> Play:
    """A well-behaved answer that keeps the connection open."""

    def play(stage: Stage, _: Asked) -> None:
        lines = (f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", "")
        stage.send("\r\n".join(lines).encode("latin-1") + body)

    play.keeps_open = True  # type: ignore[attr-defined]
    return play


def says(*pieces: bytes) -> Play:
    """Writes the bytes as they are and closes."""
    return lambda stage, _: stage.send(*pieces)


_not_found = answers(b"not here", "404 Not Found", "Content-Type: text/plain")
