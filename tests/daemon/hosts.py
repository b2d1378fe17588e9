"""Many hosts on the loopback line, on one port, each with pages; some behave badly on purpose."""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tracker.config import shipped_folder

SOURCE = """title = "Example"
kind = "page"
url = "{url}"
every = "{every}"
publisher_class = "independent"
languages = ["en"]
terms = "invented"
{more}
"""
MACHINE = """[politeness]
user_agent = "Mozilla/5.0 (compatible; test/1.0; +https://example.org/about-this-bot)"
gap = "0s"
allow_addresses = ["127.0.0.0/8"]
"""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    hosts: Hosts


@dataclass
class Hosts:
    """`/drip…` drips for ever, `/away…` hangs up, all else is a page, such as `pages` has it. `visits`
    counts by path."""

    server: _Server
    pages: dict[str, bytes] = field(default_factory=dict)
    visits: Counter[str] = field(default_factory=Counter)
    agents: dict[str, str] = field(default_factory=dict)
    dripping: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    is_down: bool = False

    def url(self, path: str, host: int = 1) -> str:
        return f"http://127.0.0.{host}:{self.server.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        hosts = self.server.hosts
        if hosts.is_down or self.path.startswith("/away"):
            self.close_connection = True
            return
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        hosts.visits[self.path] += 1
        hosts.agents[self.path] = self.headers["User-Agent"]
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.path.startswith("/drip"):
            self.end_headers()
            hosts.dripping.set()
            self._drip(hosts)
            return
        usual = f"<html><body><p>What {self.path} says of Jan Invented.</p></body></html>".encode()
        body = hosts.pages.get(self.path, usual)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _drip(self, hosts: Hosts) -> None:
        while not hosts.over.wait(0.05):
            try:
                self.wfile.write(b".")
            except OSError:
                return

    def log_message(self, *_: object) -> None:
        """Tests read `visits`."""


@contextmanager
def open_hosts() -> Iterator[Hosts]:
    server = _Server(("0.0.0.0", 0), _Handler)
    hosts = Hosts(server)
    server.hosts = hosts
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield hosts
    hosts.over.set()
    server.shutdown()
    server.server_close()


def configure(folder: Path, urls: Iterable[tuple[str, str]], *, every: str = "1h", more: str = "") -> Path:
    """A configuration folder with a page for each (name, address); returns it."""
    config = folder / "config"
    subject = config / "belarus"
    (subject / "sources").mkdir(parents=True)
    (subject / "lists").mkdir()
    for path in (shipped_folder() / "belarus").glob("*.toml"):
        shutil.copy(path, subject / path.name)
    (config / "tracker.toml").write_text(MACHINE, "utf-8")
    for name, url in urls:
        add_source(config, name, url, every=every, more=more)
    return config


def add_source(config: Path, name: str, url: str, *, every: str = "1h", more: str = "") -> None:
    text = SOURCE.format(url=url, every=every, more=more)
    (config / "belarus" / "sources" / f"{name}.toml").write_text(text, "utf-8")
