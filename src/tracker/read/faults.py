"""Reasons not to trust a list, each a short clause; many of one sort become one clause."""

from __future__ import annotations

from collections.abc import Sequence

_SHOWN = 3

NO_END_MARK = "the end mark is missing"
NO_ENTRIES = "it holds no entries"
TORN = "it breaks off inside an entry"


def repeated(uids: Sequence[str]) -> tuple[str, ...]:
    """For uids that stand more than once in one list."""
    return several([f"uid {uid} stands twice" for uid in dict.fromkeys(uids)], "uids stand twice")


def miscounted(found: int, declared: int | None) -> tuple[str, ...]:
    """For a list whose number of entries is not the one that it declares."""
    if declared is None or found == declared:
        return ()
    return (f"{found:,} entries, but its own count says {declared:,}",)


def several(clauses: Sequence[str], what: str) -> tuple[str, ...]:
    """The first few clauses, and how many more there are: `and 12 more uids stand twice`."""
    if len(clauses) <= _SHOWN:
        return tuple(clauses)
    return (*clauses[:_SHOWN], f"and {len(clauses) - _SHOWN:,} more {what}")
