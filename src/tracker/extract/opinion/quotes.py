"""Whether a text literally says something, and where; only blanks and line ends may differ."""

from __future__ import annotations

import re


def find_literal(text: str, wanted: str) -> tuple[int, int] | None:
    """Where `wanted` begins and ends in `text`, as offsets into `text` as written."""
    words = wanted.split()
    if not words:
        return None
    # Words hold no blanks, so that the blanks between them match in one way only.
    found = re.search(r"\s+".join(map(re.escape, words)), text)
    return (found.start(), found.end()) if found else None
