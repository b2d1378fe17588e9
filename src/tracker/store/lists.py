"""List states, and the versions of their entries.

A state is one publication of a list as it was observed. An entry's version is one row: valid from
the state `since_state` up to, but not including, `until_state`. The first state writes every entry,
later ones only what came, changed or went. `start` and `length` are those in the body of
`since_state`: an entry that did not change may stand elsewhere in later bodies, but the evidence for
its version is that body, and there they stay right.

The baseline state shares the list's name with the observed ones; it `covers` only the subject's
programmes, so the entries that the first observed state adds are no designations.
"""

from __future__ import annotations

from tracker.store.list_changes import StoredChange, add_changes, confirm_change, load_changes
from tracker.store.list_entries import (
    EntryVersion,
    digests,
    entries_at,
    entry_history,
    entry_version,
    kept_entries,
    tracked_uids,
    versions_mark,
)
from tracker.store.list_states import (
    AsOf,
    StateRow,
    as_of,
    latest_state,
    load_state,
    load_states,
    state_parts,
)
from tracker.store.list_writing import add_state

__all__ = [
    "AsOf",
    "EntryVersion",
    "StateRow",
    "StoredChange",
    "add_changes",
    "add_state",
    "as_of",
    "confirm_change",
    "digests",
    "entries_at",
    "entry_history",
    "entry_version",
    "kept_entries",
    "latest_state",
    "load_changes",
    "load_state",
    "load_states",
    "state_parts",
    "tracked_uids",
    "versions_mark",
]
