"""What comes back from a visit: everything but the body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tracker.model import Grade

# Not kept: keys that a server hands out to recognise a visitor again, or that open an address for an hour.
_LEFT_OUT = frozenset({"set-cookie", "set-cookie2", "location", "authentication-info", "www-authenticate"})


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gives to ask "has it changed?" with: its own words, byte for byte, never our clock."""

    etag: str | None = None
    last_modified: str | None = None

    def as_headers(self) -> dict[str, str]:
        """The conditional headers that ask with them."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: everything but the body, which went to the sink.

    `status` is None where no server answered. `redirects` are the addresses that we were sent to, in
    order, without their queries; `final_url` is the last of them, or the address that was asked for.
    Header names are in small letters; cookies and the like are left out. `reason` is one clause for a
    person, None where the grade is `ok` or `unchanged`. `validators` are those of this answer; with
    `unchanged` those that were asked with stand where the server repeats none. They are worth keeping
    only after the body was read with success. Not `is_whole`: the body broke off, and what is in the sink
    is some beginning of it, another one each time.
    """

    url: str
    final_url: str
    fetched_at: datetime
    status: int | None
    headers: tuple[tuple[str, str], ...]
    grade: Grade
    reason: str | None = None
    validators: Validators = Validators()
    redirects: tuple[str, ...] = ()
    is_whole: bool = True


def kept_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The headers that prove an answer, in the order of the wire."""
    return tuple((name.lower(), value) for name, value in headers if name.lower() not in _LEFT_OUT)
