"""Which addresses are visited. Real public resolvers' addresses stand for the public net; nobody is asked."""

from __future__ import annotations

import ipaddress
import re
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.fetch.addresses import AddressGuard, embedded, literal_address
from tracker.fetch.faults import AddressRefused, Fault

PUBLIC = ("8.8.8.8", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::8.8.8.8", "2002:808:808::1",
          "::ffff:8.8.8.8", "64:ff9b:1::808:808", "64:ff9b:1:808:8:800::")  # fmt: skip
REFUSED = {
    "127.0.0.1": "loopback",
    "127.255.255.254": "loopback",
    "0.0.0.0": "unspecified",
    "10.0.0.1": "private",
    "172.31.255.255": "private",
    "192.168.1.1": "private",
    "100.64.0.1": "shared",
    "100.127.255.255": "shared",
    "169.254.1.1": "link-local",
    "169.254.169.254": "metadata",
    "fd00:ec2::254": "metadata",
    "224.0.0.1": "multicast",
    "239.255.255.250": "multicast",
    "240.0.0.1": "reserved",
    "255.255.255.255": "reserved",
    "192.0.2.1": "documentation",
    "198.18.0.1": "benchmarks",
    "::": "unspecified",
    "::1": "loopback",
    "fc00::1": "private",
    "fe80::1%eth0": "link-local",
    "ff02::1": "multicast",
    "2001:db8::1": "documentation",
    "100::1": "reserved",
    "::ffff:127.0.0.1": "127.0.0.1 in disguise, loopback",
    "::127.0.0.1": "reserved",
    "64:ff9b::a9fe:a9fe": "169.254.169.254 in disguise",
    "64:ff9b::7f00:1": "127.0.0.1 in disguise",
    "64:ff9b:1::a9fe:a9fe": "169.254.169.254 in disguise",
    "64:ff9b:1:a9fe:a9:fe00::": "169.254.169.254 in disguise",
    "64:ff9b:1:2:a9:fea9:fe00:0": "169.254.169.254 in disguise",
    "64:ff9b:1::": "in disguise",
    "2002:7f00:1::1": "127.0.0.1 in disguise",
    "2002:a9fe:a9fe::": "169.254.169.254 in disguise",
    # Teredo: the visitor's own address is written with its bits turned over.
    "2001:0:808:808::80ff:fffe": "127.0.0.1 in disguise",
}


def found(*addresses: str) -> object:
    def resolver(_host: str, port: int, *_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_UNSPEC, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return resolver


def guard(*addresses: str, allowed: tuple[str, ...] = ()) -> AddressGuard:
    return AddressGuard(allowed, found(*addresses))  # type: ignore[arg-type]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_visited(address: str) -> None:
    assert guard(address).resolve("page.example", 443) == (address,)


@pytest.mark.parametrize(("address", "why"), REFUSED.items())
def test_others_are_refused_and_it_is_said_which_and_why(address: str, why: str) -> None:
    with pytest.raises(AddressRefused, match=re.escape(why)) as refused:
        guard(address).resolve("page.example", 443)
    assert "page.example resolves to" in str(refused.value)


@pytest.mark.parametrize("order", [("8.8.8.8", "10.0.0.1"), ("10.0.0.1", "8.8.8.8")])
def test_one_refused_address_refuses_the_name(order: tuple[str, ...]) -> None:
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
        guard(*order).resolve("page.example", 443)


def test_addresses_are_allowed_by_name_and_no_others_with_them() -> None:
    allowed = ("127.0.0.1", "10.20.0.0/16", "fd12::/16")
    for address in ("127.0.0.1", "10.20.3.4", "fd12::1", "::ffff:10.20.3.4"):
        assert guard(address, allowed=allowed).resolve("page.example", 80) == (address,)
    for address in ("127.0.0.2", "10.21.0.1", "fd13::1", "169.254.169.254"):
        with pytest.raises(AddressRefused):
            guard(address, allowed=allowed).resolve("page.example", 80)


def test_what_is_no_network_cannot_be_allowed() -> None:
    with pytest.raises(ValueError, match="localhost"):
        AddressGuard(("localhost",))


def test_a_name_without_addresses_has_none_to_visit() -> None:
    with pytest.raises(socket.gaierror):
        guard().resolve("page.example", 80)


def test_what_can_be_no_name_is_said_to_be_none() -> None:
    with pytest.raises(Fault, match="looked up"):
        AddressGuard().resolve("x" * 70, 80)


@pytest.mark.parametrize(
    "spelling", ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "[::1]", "::1"]
)
def test_every_spelling_of_an_address_is_seen_through(spelling: str) -> None:
    with pytest.raises(AddressRefused, match="loopback"):
        AddressGuard().check_literal(spelling)


def test_names_are_no_literal_addresses() -> None:
    assert literal_address("page.example") is None
    AddressGuard().check_literal("page.example")


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_a_disguise_changes_nothing(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    disguises = [
        ipaddress.IPv6Address((0xFFFF << 32) | number),
        ipaddress.IPv6Address((0x64FF9B << 96) | number),
        ipaddress.IPv6Address((0x2002 << 112) | (number << 80)),
    ]
    for disguise in disguises:
        assert embedded(disguise) == (address,)
        assert is_visited(str(disguise)) == is_visited(str(address))


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_in_the_local_nat64_nothing_private_can_hide(address: ipaddress.IPv4Address) -> None:
    """Whatever the length of the operator's prefix is (RFC 6052, 2.2)."""
    if is_visited(str(address)):
        return
    number, prefix = int(address), 0x64FF9B0001 << 80
    layouts = (
        prefix | number,
        prefix | ((number >> 16) << 64) | ((number & 0xFFFF) << 40),
        prefix | ((number >> 24) << 64) | ((number & 0xFFFFFF) << 32),
        prefix | (number << 24),
    )
    assert not any(is_visited(str(ipaddress.IPv6Address(layout))) for layout in layouts)


def is_visited(address: str) -> bool:
    try:
        guard(address).resolve("page.example", 80)
    except AddressRefused:
        return False
    return True
