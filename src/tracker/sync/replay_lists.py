"""The last state of each list, opened again by today's reader, beside what was stored of it.

It only says whether they agree: how a reader of ours reads is no news of a list, so no record comes of
it. A list's records take part in a replay where they are tied to developments.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from tracker.errors import EvidenceBroken, UnreadableList
from tracker.model import Configuration, Source
from tracker.read.lists import open_list
from tracker.store.evidence import EvidenceFolder
from tracker.store.lists import StateRow, entries_at, latest_state, state_parts


@dataclass(frozen=True, slots=True)
class ListReread:
    """One list's last state: `entries` now and then, how many of the subject's are read otherwise; `unread`
    is why it could not be opened again."""

    list: str
    state: int
    stored: int
    entries: int = 0
    others: int = 0
    unread: str | None = None

    @property
    def agrees(self) -> bool:
        return self.unread is None and self.stored == self.entries and not self.others


def reread_lists(
    configuration: Configuration,
    connection: sqlite3.Connection,
    evidence: EvidenceFolder,
    names: Iterable[str],
) -> Iterator[ListReread]:
    """The last states of these lists, as far as there are any."""
    sources = {source.name: source for source in configuration.sources}
    for name in names:
        state = latest_state(connection, name)
        if state is None:
            continue
        source = sources.get(state.source)
        try:
            if source is None or source.format is None:
                raise UnreadableList(f"the source {state.source} is no longer configured")
            yield _reread(connection, evidence, state, source)
        except (EvidenceBroken, UnreadableList) as error:
            yield ListReread(name, state.id, state.entries, unread=str(error))


def _reread(
    connection: sqlite3.Connection, evidence: EvidenceFolder, state: StateRow, source: Source
) -> ListReread:
    kept = entries_at(connection, state.list, state.id)
    with ExitStack() as stack:
        bodies = {
            part: stack.enter_context(evidence.open(snapshot.sha256 or ""))
            for part, snapshot in state_parts(connection, state.id).items()
        }
        file = open_list(bodies, format=source.format or "", list_name=state.list)
        there = kept.keys() & file.outline.cuts.keys()
        now = {entry.uid: entry for entry in file.entries(there)}
        others = sum(now.get(uid) != entry for uid, entry in kept.items())
        return ListReread(state.list, state.id, state.entries, len(file.outline.cuts), others)
