"""The body of an answer: decoded, unpacked, capped before and after, and never whole in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol, cast

from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError as TransportError

from tracker.errors import UnreadableList
from tracker.fetch.faults import Fault, Limits, fault_of
from tracker.fetch.wire import ENCODINGS
from tracker.model import Grade
from tracker.read.container import unpacked

# As much of the decoded body as the grading looks at.
HEAD = 64 * 1024
_CHUNK = 64 * 1024
# Known coding, but nothing is coded.
_PLAIN = frozenset({"", "identity"})


class Sink(Protocol):
    """Where the decoded body goes, chunk by chunk."""

    def write(self, chunk: bytes, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a body: its first 64 KiB, its size as far as it came, and why it ended early."""

    head: bytes
    size: int
    fault: Fault | None = None


class _Stream:
    """A response as a stream that ends with a Fault once more bytes than the cap were on the wire."""

    def __init__(self, raw: HTTPResponse, max_bytes: int) -> None:
        self._raw = raw
        self._max_bytes = max_bytes

    def read(self, _size: int = -1) -> bytes:
        # read1 gives what is there: read would wait for a full buffer, however slowly it drips.
        chunk = self._raw.read1(_CHUNK, decode_content=True)
        if self._raw.tell() > self._max_bytes:
            raise Fault(f"the body has more than {self._max_bytes:,} bytes")
        return chunk


def take(raw: HTTPResponse, sink: Sink, limits: Limits) -> Taken:
    """Moves the body into the sink. What the sink raises is raised; what the network does is not."""
    head, size = bytearray(), 0
    fault = _refused_unread(raw, limits)
    if fault is not None:
        return Taken(b"", 0, fault)
    chunks = _chunks(raw, limits.max_bytes)
    while True:
        try:
            chunk = next(chunks, None)
        except UnreadableList as error:
            # An empty body is no damage: the grading says what it is.
            return Taken(bytes(head), size, None if error.empty else Fault(str(error)))
        except (Fault, TransportError, ValueError) as error:
            return Taken(bytes(head), size, _with_size(fault_of(error, limits), raw.tell()))
        if chunk is None:
            return Taken(bytes(head), size)
        size += len(chunk)
        head += chunk[: HEAD - len(head)]
        sink.write(chunk)


def leave(raw: HTTPResponse, limits: Limits) -> None:
    """Reads a body that nobody wants, so that the connection can be used again; a long one is left."""
    left = HEAD
    try:
        while left > 0 and (chunk := raw.read1(left, decode_content=False)):
            left -= len(chunk)
    except (Fault, TransportError, ValueError) as error:
        fault = fault_of(error, limits)
        raw.close()
        raise fault from error
    if left <= 0:
        raw.close()


def _chunks(raw: HTTPResponse, max_bytes: int) -> Iterator[bytes]:
    """As `unpacked`, which reads the beginning when it is called; this does when it is asked for."""
    yield from unpacked(cast(BinaryIO, _Stream(raw, max_bytes)), max_bytes)


def _with_size(fault: Fault, came: int) -> Fault:
    """Where the network failed within a body, how far it had come is a help."""
    return Fault(f"{fault}; {came:,} bytes came", Grade.OFFLINE) if fault.grade is Grade.OFFLINE else fault


def _refused_unread(raw: HTTPResponse, limits: Limits) -> Fault | None:
    """Why a body is not even begun: it says itself that it is too large, or packed as we cannot unpack."""
    codings = {word.strip().lower() for word in raw.headers.get("content-encoding", "").split(",")}
    unknown = codings - _PLAIN - {*ENCODINGS, "x-gzip"}
    if unknown:
        return Fault(f"the body is packed as {', '.join(sorted(unknown))}, which we did not ask for")
    length = raw.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and len(length) < 20 and int(length) > limits.max_bytes:
        return Fault(f"the body has {int(length):,} bytes, more than the {limits.max_bytes:,} that are taken")
    return None
