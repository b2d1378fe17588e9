"""The fingerprint of an entry's bytes."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

DIGEST_BYTES = 16


def digest(entry: bytes | memoryview, others: Iterable[bytes] = ()) -> bytes:
    """16 bytes of SHA-256 over the entry's bytes and those of its rows in other files.

    SHA-256 because processors have it built in: twice as fast as BLAKE2b here, half of the cut's time.
    """
    hashed = sha256(entry, usedforsecurity=False)
    for part in others:
        hashed.update(part)
    return hashed.digest()[:DIGEST_BYTES]
