"""What web servers answer to a message, and what each of it means."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace

import pytest

from hook_server import ENDLESS, HANGS_UP, SILENT, hook_server
from smtp_server import LOCALHOST
from tracker.mail.delivery import Delivery, DeliveryKind
from tracker.mail.web import ping, post_json
from tracker.model import Politeness

ACCEPTED, RETRY, REFUSED = DeliveryKind.ACCEPTED, DeliveryKind.RETRY, DeliveryKind.REFUSED
POLITE = Politeness("Mozilla/5.0 (compatible; example/1; +https://example.org)", 0, 5, 5, 10, 1000)
IMPATIENT = replace(POLITE, read_timeout_s=0.2)
SECRET = "hunter2"
Ask = Callable[..., Delivery]


def posted(url: str, politeness: Politeness = POLITE) -> Delivery:
    return post_json(url, '{"text": "Вызвалены"}'.encode(), politeness, key="<0123@example.org>")


def pinged(url: str, politeness: Politeness = POLITE) -> Delivery:
    return ping(url, politeness)


BOTH = pytest.mark.parametrize("ask", [posted, pinged])


def test_the_very_bytes_arrive_as_json_under_a_key_that_every_try_has() -> None:
    with hook_server() as server:
        found = [posted(server.address("/hook")) for _ in range(2)]
    assert found == [Delivery(ACCEPTED, "answered 200", 200)] * 2
    assert [told.body for told in server.told] == ['{"text": "Вызвалены"}'.encode()] * 2
    assert {told.headers["content-type"] for told in server.told} == {"application/json"}
    assert {told.headers["idempotency-key"] for told in server.told} == {'"0123@example.org"'}
    assert {told.headers["user-agent"] for told in server.told} == {POLITE.user_agent}


def test_a_ping_is_a_call_without_a_body() -> None:
    with hook_server() as server:
        assert pinged(server.address("/ping")).kind is ACCEPTED
    assert [(told.method, told.path, told.body) for told in server.told] == [("GET", "/ping", b"")]


@BOTH
@pytest.mark.parametrize(
    ("kind", "statuses"),
    [
        (ACCEPTED, (200, 201, 204)),
        (RETRY, (408, 425, 429, 500, 502, 503)),
        (REFUSED, (301, 302, 307, 308, 400, 403, 404, 410)),
    ],
)
def test_the_status_decides(ask: Ask, kind: DeliveryKind, statuses: tuple[int, ...]) -> None:
    with hook_server({f"/{status}": status for status in statuses}) as server:
        found = [ask(server.address(f"/{status}?key={SECRET}")) for status in statuses]
    assert [(one.kind, one.code) for one in found] == [(kind, status) for status in statuses]
    assert not any(SECRET in one.words for one in found)
    assert [told.path for told in server.told] == [f"/{status}?key={SECRET}" for status in statuses]


@BOTH
def test_a_body_without_an_end_is_not_read(ask: Ask) -> None:
    with hook_server({"/": ENDLESS}) as server:
        assert ask(server.address()).kind is ACCEPTED


@BOTH
@pytest.mark.parametrize(
    ("play", "words"),
    [(SILENT, "nothing came from the server for 0.2 s"), (HANGS_UP, "the server closed the connection")],
)
def test_what_the_network_does_is_a_matter_of_time(ask: Ask, play: int, words: str) -> None:
    with hook_server({"/": play}) as server:
        assert ask(server.address(), IMPATIENT) == Delivery(RETRY, words)


@BOTH
def test_no_line_names_the_address(ask: Ask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with hook_server(certificate=LOCALHOST) as encrypted:
        addresses = (
            f"http://127.0.0.1:{port}/{SECRET}",
            f"http://{SECRET}.invalid/",
            encrypted.address(f"/{SECRET}"),
            SECRET,
            f"ftp://127.0.0.1/{SECRET}",
            f"http://[{SECRET}/",
        )
        found = [ask(address) for address in addresses]
    assert [one.words for one in found] == [
        "the server refused the connection",
        "the name of the server cannot be resolved",
        "the server's certificate is not valid: self-signed certificate",
        *["what stands for the address is none; mend it"] * 3,
    ]
    assert {one.kind for one in found} == {RETRY}


@BOTH
def test_nothing_of_the_machine_has_a_part_in_it(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    # Requests would believe this certificate, and ask that proxy.
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(LOCALHOST))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with hook_server() as server, hook_server(certificate=LOCALHOST) as encrypted:
        assert ask(server.address()).kind is ACCEPTED
        assert ask(encrypted.address()).kind is RETRY


@BOTH
def test_what_the_configuration_names_as_a_proxy_is_asked(ask: Ask) -> None:
    with hook_server() as proxy:
        assert ask("http://hook.example/x", replace(POLITE, proxy=proxy.address())).kind is ACCEPTED
    assert [told.path for told in proxy.told] == ["http://hook.example/x"]
