"""Ids of what is said: the same saying has the same id for ever, whenever and wherever it is read."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence

# 60 bits: among a million records the chance of one collision is under one in two million.
_CHARACTERS = 12


def short_id(prefix: str, parts: Sequence[str | int | Sequence[str] | None]) -> str:
    """`prefix` and twelve letters and digits that follow from `parts` and their order alone."""
    text = json.dumps(list(parts), ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).digest()
    return f"{prefix}-{base64.b32encode(digest).decode().lower()[:_CHARACTERS]}"
