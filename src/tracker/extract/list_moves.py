"""Entries of an older state under the keys that they have in a newer one, where a list's keys move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tracker.model import ListEntry
from tracker.read.listfile import Moves


def under_new_keys(
    old: Mapping[str, ListEntry], new: Mapping[str, ListEntry], moves: Moves | None
) -> dict[str, ListEntry]:
    """`old`, in which each entry that only got another uid has the one that it has in `new`."""
    if moves is None:
        return dict(old)
    gone = {uid: entry for uid, entry in old.items() if uid not in new}
    come = {uid: entry for uid, entry in new.items() if uid not in old}
    moved = moves(gone, come)
    return {
        moved.get(uid, uid): replace(entry, uid=moved[uid]) if uid in moved else entry
        for uid, entry in old.items()
    }
