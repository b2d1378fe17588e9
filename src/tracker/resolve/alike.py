"""The list entries that a page may mean by a name that no entry has: "Belavia" beside its full name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.model import EntryKind, ListEntry
from tracker.resolve.names import MAY_BE_SAME, compare_entities, fold_entity


def entries_alike(name: str, entries: Iterable[ListEntry]) -> tuple[str, ...]:
    """The names of the entries, no people's, that are longer than this name or another spelling of it: each
    once, in their order."""
    words = _words(name)
    found = (
        one.name for one in entries if one.kind is not EntryKind.INDIVIDUAL and _is_alike(name, words, one)
    )
    return tuple(dict.fromkeys(found))


def _is_alike(name: str, words: frozenset[str], entry: ListEntry) -> bool:
    folded = fold_entity(name)
    return any(
        (words and words <= _words(written))
        or compare_entities(folded, fold_entity(written)).score >= MAY_BE_SAME
        for written in _written(entry)
    )


def _written(entry: ListEntry) -> Iterator[str]:
    yield entry.name
    yield from (one.name for one in entry.names)


def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().split())
