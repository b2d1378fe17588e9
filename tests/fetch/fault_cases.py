"""Every fault that was seen or can be thought of: how it is played, how it is graded, what is said of it."""

from __future__ import annotations

import gzip
import io
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from fault_server import Asked, FaultServer, Play, Stage, answers, says, serving

from tracker.fetch.client import Answer, Fetcher, Validators
from tracker.fetch.hosts import MemoryOfHosts
from tracker.model import Grade, Politeness

NOW = datetime(2025, 8, 1, 12, tzinfo=UTC)
MAX_BYTES = 2_000_000
POLITENESS = Politeness(
    user_agent="Mozilla/5.0 (compatible; example-tracker/1.0; +https://example.org/bot)",
    gap_s=0.0,
    connect_timeout_s=2.0,
    read_timeout_s=0.8,
    total_timeout_s=1.5,
    max_bytes=MAX_BYTES,
    allow_addresses=("127.0.0.1",),
)
BAD_BODIES = Path(__file__).parents[1] / "lists" / "badfetch"
HTML = "Content-Type: text/html"
# 40 lines of what a page may be, so that it is not taken for an empty one.
PAGE = (
    "<html><head><title>Новости</title></head><body>"
    + "<p>Суд освободил двух человек.</p>" * 40
    + "</body></html>"
)
FEED = (
    '<?xml version="1.0" encoding="{}"?><rss version="2.0"><channel><title>Навіны</title>'
    + "<item><title>Вызвалілі дваіх</title><link>https://page.example/1</link></item>" * 20
    + "</channel></rss>"
)
WALL = {
    "inside.example": "169.254.169.254",
    "both.example": "10.1.2.3",
    "nat64.example": "64:ff9b::a9fe:a9fe",
    "mapped.example": "::ffff:192.168.0.1",
}  # fmt: skip


def resolver(host: str, port: int, *_: object) -> list[tuple[object, ...]]:
    """Plays a resolver: addresses of the names above, no other names, addresses as they are."""
    if host == "nowhere.example":
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    if host not in WALL and not host[0].isdigit():
        return socket.getaddrinfo(host, port, *_)  # it cannot be a name, and says so
    found = ["127.0.0.1", WALL[host]] if host == "both.example" else [WALL.get(host, host)]
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]


@dataclass(frozen=True)
class Case:
    """`play` is what the server does, the next three what must come of it; `url` is what else is asked."""

    name: str
    play: Play | None
    grade: Grade
    says: str | None = None
    status: int | None = 200
    url: str | None = None
    encrypted: bool = False
    robots: Play | None = None
    greeting: bytes | None = None
    expected: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a case."""

    answer: Answer
    body: bytes
    took_s: float
    asked: tuple[str, ...]


def visit(case: Case, validators: Validators | None = None) -> Outcome:
    """Plays one case to a visitor of its own."""
    plays: dict[str, Play] = {"/robots.txt": case.robots or answers(b"", "404 Not Found")}
    if case.play is not None:
        plays |= {"/case": case.play, "/back": redirects("/case"), "/elsewhere": answers(PAGE.encode())}
    with serving(plays, encrypted=case.encrypted, greeting=case.greeting) as server:
        visitor = Fetcher(POLITENESS, lambda: NOW, MemoryOfHosts(), resolver=resolver)
        body = io.BytesIO()
        begun = time.monotonic()
        try:
            answer = visitor.get(_address(case, server), body, validators=validators, expected=case.expected)
        finally:
            visitor.close()
        took_s = time.monotonic() - begun
        return Outcome(answer, body.getvalue(), took_s, tuple(asked.path for asked in server.asked))


def _address(case: Case, server: FaultServer) -> str:
    return case.url.replace("PORT", str(server.port)) if case.url is not None else server.address("/case")


def page(text: str = PAGE, charset: str = "utf-8", *headers: str) -> Play:
    return answers(text.encode(charset), "200 OK", *(headers or (HTML,)))


def redirects(target: str) -> Play:
    return answers(b"", "302 Found", f"Location: {target}")


def coded(coding: str, body: bytes) -> Play:
    return answers(body, "200 OK", HTML, f"Content-Encoding: {coding}")


def further_and_further(stage: Stage, asked: Asked) -> None:
    number = int(asked.path.partition("?")[2] or 0) + 1
    redirects(f"/case?{number}")(stage, asked)


def reset(stage: Stage, _: Asked) -> None:
    stage.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nbegun")
    stage.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def drips(head: bytes, endless: bytes) -> Play:
    """A byte each half second, for ever."""

    def play(stage: Stage, _: Asked) -> None:
        stage.send(head)
        # Within the longest silence that is borne, so that only the whole time can end it.
        stage.drip(endless, 0.5)

    return play


def endless_headers(stage: Stage, _: Asked) -> None:
    stage.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        stage.send(b"X-%d: y\r\n" % number)


def stored(name: str, status: str = "200 OK", kind: str = HTML) -> Play:
    """What was really answered once, and stored by others in place of a list."""
    return answers((BAD_BODIES / name).read_bytes(), status, kind)


def rest(status: str, retry_after: str) -> Play:
    return answers(b"later, please", status, f"Retry-After: {retry_after}")


BOMB = gzip.compress(b"\0" * 40_000_000)
CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
SILENCE: Callable[[Stage, Asked], None] = lambda stage, _: stage.keep_silent()  # noqa: E731
TOMORROW = format_datetime(NOW + timedelta(hours=20), usegmt=True)

CASES = (
    Case("windows-1251, no charset", page(charset="windows-1251"), Grade.OK),
    Case("KOI8-R, no charset", page(charset="koi8-r"), Grade.OK),
    Case("UTF-16 feed", page(FEED.format("utf-16"), "utf-16", "Content-Type: application/rss+xml"), Grade.OK),
    Case("a line of 1 MB", page(PAGE + "x" * 1_000_000), Grade.OK),
    Case("NUL bytes in a page", page(PAGE.replace("Суд", "\0\0Суд\0")), Grade.OK),
    Case("a packed page", coded("gzip", gzip.compress(PAGE.encode())), Grade.OK),
    Case("over the cap, as it says", says(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\nx"),
         Grade.ERROR_PAGE, "9,999,999,999 bytes, more than the 2,000,000"),
    Case("over the cap, unsaid", says(b"HTTP/1.0 200 OK\r\n\r\n", b"x" * 3_000_000),
         Grade.ERROR_PAGE, "more than 2,000,000 bytes"),
    Case("a gzip bomb as Content-Encoding", coded("gzip", BOMB), Grade.ERROR_PAGE, "2,000,000 bytes"),
    Case("a gzip bomb as a file", answers(BOMB), Grade.ERROR_PAGE, "2,000,000 bytes"),
    Case("a bomb in a bomb", coded("gzip", gzip.compress(BOMB)), Grade.ERROR_PAGE, "2,000,000 bytes"),
    Case("Content-Encoding is a lie", coded("gzip", PAGE.encode()),
         Grade.ERROR_PAGE, "not what its Content-Encoding says"),
    Case("packed as we did not ask", coded("br", b"\x0b\x02\x80x\x03"), Grade.ERROR_PAGE, "packed as br"),
    Case("200, empty", answers(b""), Grade.EMPTY, "no body"),
    Case("200, a storage error", stored("s3_NoSuchKey_saved_as_sdn.xml", kind="Content-Type: text/xml"),
         Grade.ERROR_PAGE, "storage"),
    Case("200, a pointer in place of a file", stored("git_lfs_pointer_saved_as_uk_list.xml"),
         Grade.ERROR_PAGE, "pointer"),
    Case("200, HTML instead of a feed", page(), Grade.ERROR_PAGE, "where a feed was expected",
         expected="feed"),
    Case("304 without having been asked", answers(b"", "304 Not Modified"), Grade.ERROR_PAGE,
         "304 without having been asked", 304),
    Case("redirect loop", redirects("/back"), Grade.ERROR_PAGE, "go in a circle", 302),
    Case("redirects on and on", further_and_further, Grade.ERROR_PAGE, "more than the 5", 302),
    Case("redirect to the metadata service", redirects("http://169.254.169.254/latest/meta-data/"),
         Grade.ERROR_PAGE, "169.254.169.254 is the metadata service of a cloud", 302),
    Case("redirect to a name that resolves there", redirects("http://inside.example/"),
         Grade.ERROR_PAGE, "inside.example resolves to 169.254.169.254, the metadata service", 302),
    Case("redirect to a file", redirects("file:///etc/passwd"), Grade.ERROR_PAGE,
         "redirects to file:///etc/passwd: only http and https", 302),
    Case("redirect to nothing at all", redirects("http://[::1"), Grade.ERROR_PAGE, "no address", 302),
    Case("redirect with a NUL", redirects("/else\0where"), Grade.ERROR_PAGE, None, 404),
    Case("redirect with a password", redirects("http://me:secret@127.0.0.1:1/"), Grade.ERROR_PAGE,
         "a user name", 302),
    Case("redirect without a target", answers(b"go", "302 Found"), Grade.ERROR_PAGE, "302", 302),
    Case("one of a name's addresses is private", None, Grade.ERROR_PAGE, "10.1.2.3, private", None,
         "http://both.example:PORT/case"),
    Case("metadata service behind NAT64", None, Grade.ERROR_PAGE, "169.254.169.254 in disguise", None,
         "http://nat64.example/"),
    Case("private address in IPv6", None, Grade.ERROR_PAGE, "192.168.0.1 in disguise, private", None,
         "http://mapped.example/"),
    Case("certificate signs itself", page(), Grade.OFFLINE, "the certificate is not valid: self-signed", None,
         encrypted=True),
    Case("no TLS behind https", None, Grade.OFFLINE, "the encrypted connection failed", None,
         "https://127.0.0.1:PORT/case", greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n"),
    Case("no such name", None, Grade.OFFLINE, "cannot be resolved", None, "http://nowhere.example/"),
    Case("nobody listens", None, Grade.OFFLINE, "the connection was refused", None, "http://127.0.0.1:1/"),
    Case("no address", None, Grade.ERROR_PAGE, "no address", None, "http://[not/an/address"),
    Case("a mail address", None, Grade.ERROR_PAGE, "only http and https", None, "mailto:desk@page.example"),
    Case("an impossible name", None, Grade.ERROR_PAGE, "none that can be looked up", None,
         f"http://{'x' * 70}.example/"),
    Case("closes after the headers", says(CUT), Grade.OFFLINE, "broke off; 0 bytes came"),
    Case("breaks off in the middle", says(CUT, b"half of it"), Grade.OFFLINE, "broke off; 10 bytes came"),
    Case("breaks off between chunks", says(CHUNKED, b"5\r\nbegun\r\n"), Grade.OFFLINE, "broke off"),
    Case("chunks that are none", says(CHUNKED, b"zz\r\nno chunk\r\n"), Grade.OFFLINE, "broke off"),
    Case("closes without a word", says(), Grade.OFFLINE, "closed the connection without an answer", None),
    Case("resets in the middle", reset, Grade.OFFLINE, "reset the connection"),
    Case("no HTTP", says(b"220 mail.example ESMTP\r\n"), Grade.OFFLINE, "is no HTTP", None),
    Case("headers without end", endless_headers, Grade.OFFLINE, "is no HTTP", None),
    Case("two bytes a second", drips(CUT, b"."), Grade.OFFLINE, "not complete after 1.5 s"),
    Case("two bytes a second, in the headers", drips(b"HTTP/1.1 200 OK\r\n", b"X-Slow: y\r\n"), Grade.OFFLINE,
         "not complete after 1.5 s", None),
    Case("says nothing", SILENCE, Grade.OFFLINE, "nothing came for 0.8 s", None),
    Case("429, Retry-After: 3600", rest("429 Too Many Requests", "3600"), Grade.BLOCKED,
         "wait until 2025-08-01 13:00 UTC", 429),
    Case("503, Retry-After: a date", rest("503 Service Unavailable", TOMORROW), Grade.ERROR_PAGE,
         "wait until 2025-08-02 08:00 UTC", 503),
    Case("429, Retry-After: a year", rest("429 Too Many Requests", "31536000"), Grade.BLOCKED,
         "wait until 2025-08-02 12:00 UTC", 429),
    Case("401", answers(b"who are you?", "401 Unauthorized"), Grade.BLOCKED, "401", 401),
    Case("403", stored("un_403_forbidden_nginx.html", "403 Forbidden"), Grade.BLOCKED, None, 403),
    Case("451", answers(b"not in your country", "451 Unavailable"), Grade.BLOCKED, "451", 451),
    Case("202, empty", answers(b"", "202 Accepted"), Grade.BLOCKED, "202", 202),
    Case("404", answers(b"gone", "404 Not Found"), Grade.ERROR_PAGE, "404", 404),
    Case("500", answers(b"oops", "500 Internal Server Error"), Grade.ERROR_PAGE, "500", 500),
    Case("robots.txt forbids it", page(), Grade.DISALLOWED, "robots.txt does not allow example-tracker", None,
         robots=answers(b"User-agent: *\nDisallow: /case\n")),
    Case("robots.txt cannot be read", page(), Grade.ERROR_PAGE, "robots.txt cannot be read (503)", None,
         robots=answers(b"", "503 Service Unavailable")),
    Case("robots.txt does not come", page(), Grade.OFFLINE, "robots.txt cannot be read (nothing came", None,
         robots=SILENCE),
    Case("robots.txt is a page of HTML", page(), Grade.OK, robots=page()),
    Case("robots.txt has 3 MB", page(), Grade.OK, robots=answers(b"# \n" * 1_000_000)),
)  # fmt: skip
