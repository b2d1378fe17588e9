"""Redirects, followed by us, one checked step at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from tracker.fetch.faults import Fault

MOST = 5
_STATUSES = frozenset({301, 302, 303, 307, 308})
_OWN_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads: `origin` for robots.txt, `host` (name alone, small letters) for the pace."""

    origin: str
    host: str


@lru_cache(maxsize=256)
def place_of(address: str) -> Place:
    """Raises a Fault for anything but an http(s) address with a host and without a user's name."""
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise Fault("this is no address that can be fetched") from None
    if parts.scheme not in _OWN_PORTS:
        raise Fault("only http and https addresses are fetched")
    if not host:
        raise Fault("the address names no host")
    if parts.username is not None:
        raise Fault("an address with a user name in it is not fetched")
    name = f"[{host}]" if ":" in host else host
    own_port = port is None or port == _OWN_PORTS[parts.scheme]
    return Place(f"{parts.scheme}://{name}" + ("" if own_port else f":{port}"), host)


def target_of(status: int, headers: Mapping[str, str], address: str) -> str | None:
    """Where an answer redirects to, whole and without fragment; None where it does not."""
    location = headers.get("location")
    if status not in _STATUSES or location is None:
        return None
    # Header bytes reach us as Latin-1; where they are UTF-8 they are meant as that, as browsers take them.
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        parts = urlsplit(urljoin(address, location.strip()))
    except ValueError:
        raise Fault(f"redirects to something that is no address: {location}") from None
    return urlunsplit(parts._replace(fragment=""))


def check_step(address: str, target: str, passed: Collection[str]) -> None:
    """Raises a Fault for a step that is not taken. `passed` are all addresses asked so far."""
    if target in passed:
        raise Fault("asked for already, so the redirects go in a circle")
    if len(passed) > MOST:
        raise Fault(f"one redirect more than the {MOST} that are followed")
    if address.startswith("https:") and target.startswith("http:"):
        # What TLS proved would be lost: anybody on the way could write the page.
        raise Fault("a redirect from https to http is not followed")


def without_query(address: str) -> str:
    """An address that may be kept: a signed one carries, in its query, a key that lives an hour."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address.partition("?")[0]
    bare = SplitResult(parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", "")
    return urlunsplit(bare)
