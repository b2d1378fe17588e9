"""One publication of an official list, opened: its outline now, its entries when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from tracker.errors import UnreadableList
from tracker.model import ListEntry, ListOutline

# Entries that a list's newer state lacks, and those that it has instead, by uid: the uids of both, for
# those of them that are one target under another uid.
Moves = Callable[[Mapping[str, ListEntry], Mapping[str, ListEntry]], Mapping[str, str]]
# "main", and further files of the same publication where a format has them. Seekable streams of
# decoded bytes; they must stay open as long as the ListFile is asked for entries.
Parts = Mapping[str, BinaryIO]


def only_part(parts: Parts, whose: str) -> BinaryIO:
    """The body of a list that is one file. Raises UnreadableList where there are others."""
    if others := parts.keys() - {"main"}:
        raise UnreadableList(f"{whose} is one file and has no part {sorted(others)[0]!r}")
    return parts["main"]


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list that was cut into entries but not parsed.

    `candidates` are the uids whose bytes may name one of the programmes that were asked for: no
    other entry does (but those with a known digest), some of these may not. All uids, if no programme
    was asked for. `moves` is there where the list's keys are places in it, which may be numbered anew.
    """

    outline: ListOutline
    candidates: frozenset[str]
    parse: Callable[[frozenset[str] | None], Iterator[ListEntry]] = field(repr=False)
    literal: Callable[[str], str] = field(repr=False)
    moves: Moves | None = field(default=None, repr=False)

    def entries(self, uids: Iterable[str] | None = None) -> Iterator[ListEntry]:
        """Parses the entries with these uids (all, if None), one by one, in the order of the file.

        Raises UnreadableList on a field, attribute or value that the reader does not know, and
        KeyError for a uid that the list does not hold.
        """
        wanted = None if uids is None else frozenset(uids)
        for uid in wanted or ():
            if uid not in self.outline.cuts:
                raise KeyError(uid)
        return self.parse(wanted)

    def quote(self, uid: str) -> str:
        """The literal text of an entry in the main part: its evidence. KeyError if there is none."""
        if uid not in self.outline.cuts:
            raise KeyError(uid)
        return self.literal(uid)
