"""Connections: to the address that was checked, under the name that was asked for."""

from __future__ import annotations

import socket

import pytest
import requests
from fault_cases import PAGE, page
from fault_server import SELF_SIGNED, FaultServer, serving

from tracker.fetch.addresses import AddressGuard
from tracker.fetch.faults import Limits, fault_of
from tracker.fetch.watch import Watch
from tracker.fetch.wire import Wire

LIMITS = Limits(connect_s=2.0, silence_s=2.0, total_s=5.0, max_bytes=10_000)


class Resolver:
    """Gives one address the first time that it is asked, and another for ever after."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = list(addresses)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, *_: object) -> list[tuple[object, ...]]:
        self.asked.append(host)
        address = self.addresses.pop(0) if len(self.addresses) > 1 else self.addresses[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]


def wire(resolver: Resolver) -> Wire:
    return Wire(AddressGuard(("127.0.0.1",), resolver), Watch(), "Mozilla/5.0 (compatible; example/1.0)")  # type: ignore[arg-type]


def trusting(connections: Wire, url: str) -> requests.Response:
    """As the fetcher asks, but with our own certificate as the authority that is trusted."""
    return connections.send(connections.prepared(url, {}), stream=True, timeout=2.0, verify=str(SELF_SIGNED))


def at(server: FaultServer, host: str) -> str:
    return server.address("/", host=host)


def test_the_name_that_was_asked_for_is_the_one_that_is_greeted_named_and_proved() -> None:
    with serving({"/": page()}, encrypted=True) as server:
        connections = wire(Resolver("127.0.0.1"))
        response = trusting(connections, at(server, "page.example"))
        assert response.raw.read(decode_content=True) == PAGE.encode()
        assert server.names == ["page.example"]
        assert server.asked[0].headers["host"] == f"page.example:{server.port}"
        connections.close()


def test_a_certificate_for_another_name_is_none() -> None:
    with serving({"/": page()}, encrypted=True) as server:
        connections = wire(Resolver("127.0.0.1"))
        with pytest.raises(requests.exceptions.SSLError) as error:
            trusting(connections, at(server, "elsewhere.test"))
        fault = fault_of(error.value, LIMITS)
        assert "certificate is not valid" in str(fault)
        assert "elsewhere.test" in str(fault)
        assert server.asked == []
        connections.close()


def test_the_resolver_is_asked_once_and_cannot_change_its_mind() -> None:
    """A name that is public when it is checked and private when it is called: DNS rebinding."""
    with serving({"/": page()}) as server:
        resolver = Resolver("127.0.0.1", "10.0.0.1")
        connections, watch = wire(resolver), Watch()
        with watch.until(5.0, 5.0):
            assert trusting(connections, at(server, "page.example")).status_code == 200
        assert resolver.asked == ["page.example"]
        connections.close()
