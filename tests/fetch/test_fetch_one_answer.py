"""One address, one answer: how it is graded, and what of it is kept."""

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import requests
import responses

from tracker.fetch.http import Answer, Fetcher
from tracker.model import Grade, Politeness

URL = "https://lists.example/sdn.xml"
POLITENESS = Politeness(
    user_agent="Mozilla/5.0 (compatible; test/1.0; +https://example.org/bot)",
    gap_s=5.0,
    connect_timeout_s=2.0,
    read_timeout_s=2.0,
    total_timeout_s=30.0,
    max_bytes=10_000,
)
NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)


def get(url: str = URL, **changes: float) -> tuple[Answer, bytes]:
    visitor = Fetcher(replace(POLITENESS, **changes), lambda: NOW, lambda _seconds: None)  # type: ignore[arg-type]
    body = io.BytesIO()
    answer = visitor.get(url, body)
    visitor.close()
    return answer, body.getvalue()


@responses.activate
@pytest.mark.parametrize(
    ("status", "body", "grade"),
    [
        (200, b"<list/>", Grade.OK),
        (200, b"", Grade.EMPTY),
        (202, b"", Grade.BLOCKED),
        (401, b"who are you", Grade.BLOCKED),
        (403, b"<html>no</html>", Grade.BLOCKED),
        (429, b"later", Grade.BLOCKED),
        (404, b"gone", Grade.ERROR_PAGE),
        (500, b"oops", Grade.ERROR_PAGE),
        (503, b"busy", Grade.ERROR_PAGE),
    ],
)
def test_the_status_grades_the_answer_and_the_body_is_kept_either_way(
    status: int, body: bytes, grade: Grade
) -> None:
    responses.get(URL, body=body, status=status)
    answer, kept = get()
    assert (answer.grade, answer.status, kept) == (grade, status, body)
    assert (answer.reason is None) == (grade is Grade.OK)
    assert answer.fetched_at == NOW


@responses.activate
def test_we_say_who_we_are() -> None:
    responses.get(URL, body=b"x")
    get()
    assert responses.calls[0].request.headers["User-Agent"] == POLITENESS.user_agent


@responses.activate
def test_headers_that_prove_an_answer_are_kept_and_cookies_are_not() -> None:
    responses.get(URL, body=b"x", headers={"ETag": '"1"', "Set-Cookie": "track=me", "X-Powered-By": "y"})
    answer, _ = get()
    kept = dict(answer.headers)
    assert kept["etag"] == '"1"'
    assert not {"set-cookie", "x-powered-by"} & kept.keys()


@responses.activate
def test_a_signed_address_is_followed_and_its_key_forgotten() -> None:
    signed = "https://bucket.example/sdn.xml"
    responses.get(URL, status=302, headers={"Location": f"{signed}?Signature=secret&Expires=3600"})
    responses.get(signed, body=b"<list/>")
    answer, body = get()
    assert (answer.grade, body) == (Grade.OK, b"<list/>")
    assert answer.final_url == signed
    assert "secret" not in repr(answer)


@responses.activate
def test_a_packed_body_comes_unpacked() -> None:
    responses.get(URL, body=gzip.compress(b"<list/>"), content_type="application/gzip")
    assert get()[1] == b"<list/>"


@responses.activate
@pytest.mark.parametrize(
    "body", [b"x" * 10_001, gzip.compress(b"\0" * 1_000_000)], ids=["too large", "a bomb"]
)
def test_a_body_beyond_the_cap_is_given_up(body: bytes) -> None:
    responses.get(URL, body=body)
    answer, kept = get()
    assert answer.grade is Grade.ERROR_PAGE
    assert "10,000" in (answer.reason or "") or "10000" in (answer.reason or "")
    assert len(kept) <= 2 * 1_048_576


@responses.activate
@pytest.mark.parametrize("error", [requests.ConnectionError("refused"), requests.Timeout("too slow")])
def test_no_answer_is_offline_with_a_reason_in_one_line(error: Exception) -> None:
    responses.get(URL, body=error)
    answer, body = get()
    assert (answer.grade, answer.status, body) == (Grade.OFFLINE, None, b"")
    assert answer.reason
    assert "\n" not in answer.reason


def test_the_same_host_is_left_in_peace_between_two_requests() -> None:
    waits: list[float] = []
    visitor = Fetcher(POLITENESS, lambda: NOW, waits.append)
    with responses.RequestsMock() as world:
        world.get(URL, body=b"x")
        world.get("https://elsewhere.example/", body=b"x")
        for url in (URL, "https://elsewhere.example/", URL):
            visitor.get(url, io.BytesIO())
    visitor.close()
    assert len(waits) == 1
    assert 4.0 < waits[0] <= 5.0


@contextmanager
def serving(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            """The test looks at the answer."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def test_a_server_that_drips_does_not_hold_us_for_ever() -> None:
    """`timeout=` is per read: one byte a moment would keep a visitor busy for weeks."""
    given_up = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not given_up.wait(0.05):
            try:
                handler.wfile.write(b".")
                handler.wfile.flush()
            except OSError:
                return

    with serving(drip) as url:
        answer, _ = get(url, total_timeout_s=0.4)
        given_up.set()
    assert answer.grade is Grade.OFFLINE
    assert "not complete after 0.4 s" in (answer.reason or "")


def test_an_answer_that_breaks_off_is_no_good_answer() -> None:
    def break_off(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half of it")

    with serving(break_off) as url:
        answer, _ = get(url)
    assert answer.grade is Grade.OFFLINE


def test_proxies_and_passwords_of_the_machine_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")

    def greet(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "2")
        handler.end_headers()
        handler.wfile.write(b"ok")

    with serving(greet) as url:
        assert get(url)[1] == b"ok"
