"""Why no whole answer came, in one line each. These errors never leave the fetch layer.

Two kinds: the network failed (`offline`), or what came, or where it pointed, is no good (`error_page`).
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import requests
from urllib3 import exceptions as urllib3_errors
from urllib3.util.ssl_match_hostname import CertificateError

from tracker.model import Grade

_MAX_REASON = 300


class Fault(Exception):
    """No whole answer; `grade` says of which kind, the text is one clause for a person."""

    def __init__(self, reason: str, grade: Grade = Grade.ERROR_PAGE) -> None:
        self.grade = grade
        super().__init__(one_line(reason))


class AddressRefused(Fault):
    """An address that is not visited; the text says which and why."""


class Overdue(Fault):
    """The time for the whole answer is over."""

    def __init__(self, limit_s: float) -> None:
        super().__init__(f"the answer was not complete after {limit_s:g} s", Grade.OFFLINE)


class Stopped(Fault):
    """The run ends; what is under way is given up."""

    def __init__(self) -> None:
        super().__init__("given up: the run was stopped", Grade.OFFLINE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one visit may take: seconds to connect, of silence, for the whole answer; bytes."""

    connect_s: float
    silence_s: float
    total_s: float
    max_bytes: int


def one_line(text: str) -> str:
    """`text` on one line that is safe to print, shortened."""
    words = "".join(sign if sign.isprintable() else "?" for sign in " ".join(text.split()))
    return words if len(words) <= _MAX_REASON else words[: _MAX_REASON - 1] + "…"


def fault_of(error: Exception, limits: Limits) -> Fault:
    """The fault that a library's error stands for; the libraries nest up to four of them."""
    causes = list(_causes(error))
    for kinds, describe, grade in _KINDS:
        for cause in causes:
            if isinstance(cause, kinds):
                return cause if isinstance(cause, Fault) else Fault(describe(cause, limits), grade)
    return Fault(f"no answer: {str(causes[-1]) or type(causes[-1]).__name__}", Grade.OFFLINE)


def is_hang_up(error: Exception) -> bool:
    """Whether the other side had closed the connection before it read what we asked."""
    gone = (ConnectionResetError, BrokenPipeError, ssl.SSLEOFError)
    return any(isinstance(cause, gone) for cause in _causes(error))


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it comes from, outermost first."""
    seen: set[int] = set()
    queue: list[object] = [error]
    while queue:
        cause = queue.pop(0)
        if not isinstance(cause, BaseException) or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        queue += [getattr(cause, "reason", None), *cause.args, cause.__cause__, cause.__context__]


def _certificate(error: BaseException, _: Limits) -> str:
    return f"the certificate is not valid: {getattr(error, 'verify_message', None) or error}"


def _tls(error: BaseException, _: Limits) -> str:
    reason = getattr(error, "reason", None)
    words = reason.replace("_", " ").lower() if isinstance(reason, str) else str(error)
    return f"the encrypted connection failed: {words}"


def _name(error: BaseException, _: Limits) -> str:
    return f"the name of the host cannot be resolved: {getattr(error, 'strerror', None) or error}"


_Describe = Callable[[BaseException, Limits], str]
# The first kind that is found anywhere among the causes counts, so the order is from precise to vague.
_KINDS: tuple[tuple[tuple[type[BaseException], ...], _Describe, Grade], ...] = (
    ((Fault,), lambda error, _: str(error), Grade.ERROR_PAGE),
    ((ssl.SSLCertVerificationError, CertificateError), _certificate, Grade.OFFLINE),
    ((ssl.SSLError,), _tls, Grade.OFFLINE),
    ((socket.gaierror,), _name, Grade.OFFLINE),
    ((ConnectionRefusedError,), lambda *_: "the connection was refused", Grade.OFFLINE),
    (
        (urllib3_errors.DecodeError,),
        lambda *_: "the body is not what its Content-Encoding says",
        Grade.ERROR_PAGE,
    ),
    (
        (urllib3_errors.ConnectTimeoutError, requests.ConnectTimeout),
        lambda _, limits: f"no connection within {limits.connect_s:g} s",
        Grade.OFFLINE,
    ),
    (
        (http.client.RemoteDisconnected,),
        lambda *_: "the server closed the connection without an answer",
        Grade.OFFLINE,
    ),
    (
        (urllib3_errors.IncompleteRead, http.client.IncompleteRead),
        lambda *_: "the answer broke off",
        Grade.OFFLINE,
    ),
    (
        (ConnectionResetError, BrokenPipeError),
        lambda *_: "the server reset the connection",
        Grade.OFFLINE,
    ),
    (
        (urllib3_errors.ReadTimeoutError, TimeoutError, requests.Timeout),
        lambda _, limits: f"nothing came for {limits.silence_s:g} s",
        Grade.OFFLINE,
    ),
    (
        (urllib3_errors.LocationParseError, urllib3_errors.LocationValueError, requests.exceptions.InvalidURL,
         http.client.InvalidURL, requests.exceptions.InvalidSchema, requests.exceptions.MissingSchema,
         UnicodeError),
        lambda *_: "this is no address that can be fetched",
        Grade.ERROR_PAGE,
    ),
    (
        (http.client.HTTPException, urllib3_errors.InvalidHeader, urllib3_errors.InvalidChunkLength),
        lambda error, _: f"what came is no HTTP: {str(error) or type(error).__name__}",
        Grade.OFFLINE,
    ),
)  # fmt: skip
