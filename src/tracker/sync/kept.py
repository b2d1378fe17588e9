"""The rows of snapshots and of their bodies, which are on disk already."""

from __future__ import annotations

from tracker.model import Snapshot
from tracker.store.snapshots import add_evidence, add_snapshot, latest_snapshot
from tracker.sync.walk import Walk


def store_snapshot(walk: Walk, snapshot: Snapshot) -> int:
    """Stores one snapshot and names its body, which is on disk already; the same again is the same row."""
    last = latest_snapshot(walk.connection, snapshot.source, snapshot.part, snapshot.grade)
    # Only the last one: a page that goes back to an earlier text has changed all the same.
    if last is not None and last.id is not None and _is_same(last, snapshot):
        return last.id
    return add_with_body(walk, snapshot)


def add_with_body(walk: Walk, snapshot: Snapshot) -> int:
    """Stores one snapshot, whatever the last one was, and names its body."""
    if snapshot.sha256 is not None and snapshot.size is not None:
        stored = walk.evidence.stored_size(snapshot.sha256)
        add_evidence(
            walk.connection,
            snapshot.sha256,
            size=snapshot.size,
            stored_size=stored,
            now=snapshot.fetched_at,
        )
    return add_snapshot(walk.connection, snapshot, run=walk.run)


def _is_same(last: Snapshot, snapshot: Snapshot) -> bool:
    """Whether an answer brought what the last one of its grade did; without a body: the same status.

    The reason is no mark: it may name how many bytes came, or until when we are to wait.
    """
    if snapshot.sha256 is not None:
        return last.sha256 == snapshot.sha256
    return last.sha256 is None and last.status == snapshot.status
