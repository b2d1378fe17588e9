"""The fingerprint of an entry's bytes."""

from __future__ import annotations

from collections.abc import Iterable

from xxhash import xxh3_128, xxh3_128_digest

DIGEST_BYTES = 16


def digest(entry: bytes | memoryview, others: Iterable[bytes] = ()) -> bytes:
    """16 bytes of XXH3 over the entry's bytes and those of its rows in other files.

    It only tells one version of an entry from the next, so it need not withstand an attacker: what a
    body was is proved by its SHA-256. Per entry that would take half of the cut's time, this a tenth.
    """
    if not others:
        return xxh3_128_digest(entry)
    hashed = xxh3_128(entry)
    for part in others:
        hashed.update(part)
    return hashed.digest()
