"""One host that drips for ever holds up nobody else, and does not keep the process from ending."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

PAGES = 10
SOURCE = """title = "Example"
kind = "page"
url = "{url}"
every = "1h"
publisher_class = "independent"
languages = ["en"]
terms = "invented"
"""
MACHINE = """[politeness]
user_agent = "Mozilla/5.0 (compatible; test/1.0; +https://example.org/about-this-bot)"
gap = "0s"
allow_addresses = ["127.0.0.0/8"]
"""


class Hosts(ThreadingHTTPServer):
    """127.0.0.1 answers, 127.0.0.2 drips; both on one port."""

    daemon_threads = True
    over: threading.Event
    dripping: threading.Event


class Handler(BaseHTTPRequestHandler):
    server: Hosts

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.send_error(404)
        elif self.headers["Host"].startswith("127.0.0.2"):
            self.send_response(200)
            self.end_headers()
            self.server.dripping.set()
            self._drip()
        else:
            body = f"<html><body><p>What {self.path} says.</p></body></html>".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def _drip(self) -> None:
        while not self.server.over.wait(0.1):
            try:
                self.wfile.write(b".")
            except OSError:
                return

    def log_message(self, *_: object) -> None:
        """Tests read the database."""


@pytest.fixture
def hosts() -> Iterator[Hosts]:
    server = Hosts(("0.0.0.0", 0), Handler)
    server.over, server.dripping = threading.Event(), threading.Event()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.over.set()
    server.shutdown()
    server.server_close()


def configure(folder: Path, port: int) -> None:
    subprocess.run(
        [sys.executable, "-m", "tracker", "init", str(folder)], check=True, stdout=subprocess.DEVNULL
    )
    config = folder / "config"
    for path in (*(config / "belarus" / "sources").iterdir(), *(config / "belarus" / "lists").iterdir()):
        path.unlink()
    (config / "tracker.toml").write_text(MACHINE, "utf-8")
    urls = [f"http://127.0.0.2:{port}/slow", *(f"http://127.0.0.1:{port}/{page}" for page in range(PAGES))]
    for number, url in enumerate(urls):
        source = config / "belarus" / "sources" / f"example_{number}.toml"
        source.write_text(SOURCE.format(url=url), "utf-8")


def checked(database: Path) -> int:
    if not database.exists():
        return 0
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM checks").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


@pytest.mark.slow
def test_ten_pages_are_done_while_another_host_drips_and_sigterm_ends_the_run(
    hosts: Hosts, tmp_path: Path
) -> None:
    configure(tmp_path, hosts.server_port)
    database = tmp_path / "db" / "belarus.db"
    command = [sys.executable, "-m", "tracker", "sync", "--config", str(tmp_path / "config")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    tick = threading.Event()
    try:
        assert hosts.dripping.wait(60)
        while checked(database) < PAGES and process.poll() is None:
            tick.wait(0.05)
        assert checked(database) == PAGES
        process.send_signal(signal.SIGTERM)
        _, complaints = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 143
    assert b"Traceback" not in complaints
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
