"""Which addresses are visited: public ones, and those that the configuration allows by name.

A page, a feed or a redirect can name any address; one inside our own network, or the metadata
service of a cloud, must never be asked on a stranger's behalf. A name is resolved here, every
address is checked, and the connection goes to a checked address: asking the resolver again could
give another one. Python's own properties do not suffice: `is_private` misses 100.64.0.0/10, and
`is_global` is true for multicast and for IPv4 addresses wrapped in 6to4 and NAT64.

Sources: IANA's special-purpose address registries (RFC 6890), RFC 6052 and 8215 (NAT64), RFC 4380
(Teredo), RFC 3056 (6to4).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import Any

from tracker.fetch.faults import AddressRefused, Fault

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# As socket.getaddrinfo; tests play resolvers with it.
Resolver = Callable[..., Iterable[Any]]

_SPECIAL: tuple[tuple[Network, str], ...] = tuple(
    (ipaddress.ip_network(network), word)
    for network, word in (
        ("169.254.169.254/32", "the metadata service of a cloud"),
        ("fd00:ec2::254/128", "the metadata service of a cloud"),
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a provider's customers"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "for documentation"),
        ("3fff::/20", "for documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
    )
)
# Nothing else of IPv6 is given to hosts of the public net so far.
_PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")
# Where RFC 6052 puts the IPv4 address after a prefix of that many bits: the bits' positions from the
# left. Bits 64 to 71 are always zero.
_NAT64_LAYOUTS = {
    48: (*range(48, 64), *range(72, 88)),
    56: (*range(56, 64), *range(72, 96)),
    64: tuple(range(72, 104)),
    96: tuple(range(96, 128)),
}


class AddressGuard:
    """Checks addresses. `allowed` are addresses or networks that are visited although not public.

    Raises ValueError where one of `allowed` is neither.
    """

    def __init__(self, allowed: Iterable[str] = (), resolver: Resolver = socket.getaddrinfo) -> None:
        self._allowed = tuple(ipaddress.ip_network(network, strict=False) for network in allowed)
        self._resolver = resolver

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses of `host`, in the resolver's order, every one of them checked.

        Raises AddressRefused where one of them is not visited (then none is: which one a connection
        gets is the stranger's choice), Fault for what can be no name, OSError where there are none.
        """
        try:
            found = self._resolver(host, port, socket.AF_UNSPEC, socket.SOCK_STREAM)
        except UnicodeError:
            raise Fault("the name of the host is none that can be looked up") from None
        addresses = tuple(dict.fromkeys(str(row[4][0]) for row in found))
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "the name has no address")
        for address in addresses:
            self._check(host, ipaddress.ip_address(address.partition("%")[0]))
        return addresses

    def check_literal(self, host: str) -> None:
        """Checks a host that is an address itself; where a proxy resolves names, this is what we can do.

        Raises AddressRefused. Names pass.
        """
        address = literal_address(host)
        if address is not None:
            self._check(host, address)

    def _check(self, host: str, address: Address) -> None:
        why = self._why_not(address)
        if why is None:
            return
        found = f"{address} is" if literal_address(host) == address else f"{host} resolves to {address},"
        raise AddressRefused(f"{found} {why}: such addresses are not visited")

    def _why_not(self, address: Address) -> str | None:
        if self._is_allowed(address):
            return None
        inner = embedded(address)
        if inner:
            reasons = [(one, self._why_not(one)) for one in inner]
            return next((f"{one} in disguise, {why}" for one, why in reasons if why), None)
        for network, word in _SPECIAL:
            if address in network:
                return word
        if isinstance(address, ipaddress.IPv6Address) and address not in _PUBLIC_IPV6:
            return "reserved"
        return None

    def _is_allowed(self, address: Address) -> bool:
        return any(address in network for network in self._allowed)


def literal_address(host: str) -> Address | None:
    """The address that `host` is, in any of the spellings that resolvers take (`127.1`, `0x7f000001`)."""
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        pass  # no address in the common spelling; the old ones follow
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def embedded(address: Address) -> tuple[ipaddress.IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address stands for; several where it can be read several ways."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address.sixtofour:
        return (address.sixtofour,)
    if address.teredo:
        return address.teredo
    if address in _NAT64:
        return (_picked(address, _NAT64_LAYOUTS[96]),)
    if address in _LOCAL_NAT64:
        return _local_nat64(address)
    return ()


def _local_nat64(address: ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...]:
    """How long the operator's own prefix is cannot be known: every layout that fits counts."""
    bits = f"{int(address):0128b}"
    readings = [
        _picked(address, positions)
        for length, positions in _NAT64_LAYOUTS.items()
        if "1" not in bits[positions[-1] + 1 :]
        and (length == 96 or "1" not in bits[64:72])
        and any(bits[position] == "1" for position in positions)
    ]
    return tuple(readings) or (ipaddress.IPv4Address(0),)


def _picked(address: ipaddress.IPv6Address, positions: tuple[int, ...]) -> ipaddress.IPv4Address:
    bits = f"{int(address):0128b}"
    return ipaddress.IPv4Address(int("".join(bits[position] for position in positions), 2))
