"""What a visit to a link's page makes of the link: kept, changed, withdrawn, back, gone.

A bad answer is no change: only 404 and 410 say that a page was withdrawn, and what is withdrawn is
looked at once more a day later at the least. Anything else is tried again, ever more seldom.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.model import Grade
from tracker.schedule import next_recheck, wait_after
from tracker.store.links import Link, LinkState, link_of, save_link
from tracker.store.transaction import require_transaction

# After this many visits in a row without a usable answer nobody asks again (five days, with the waits).
MOST_TRIES = 10
_FIRST_WAIT = timedelta(hours=1)
_SECOND_LOOK = timedelta(days=1)
_NOT_THERE = frozenset({404, 410})
_GOOD = frozenset({Grade.OK, Grade.UNCHANGED})
_KEPT = frozenset({LinkState.UNREAD, LinkState.READ})


@dataclass(frozen=True, slots=True)
class LinkVisit:
    """One answer. `snapshot` and `text_digest` may be left out for a 304: the page is as it was.

    `status` is the HTTP status, where one came; `is_read`: a reader of the page took what it says.
    """

    at: datetime
    grade: Grade
    status: int | None = None
    snapshot: int | None = None
    text_digest: str | None = None
    is_read: bool = False


class LinkOutcome(StrEnum):
    """What is to be made of a visit. `unchanged` covers a withdrawn page that is still not there."""

    KEPT = "kept"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    GONE = "gone"
    FAILED = "failed"


def note_link_visit(
    connection: sqlite3.Connection, link: Link, visit: LinkVisit, *, recheck: Sequence[timedelta] = ()
) -> LinkOutcome:
    """Remembers what became of a link at a visit. `recheck`: when a kept page is looked at again, as
    times after it was first kept (the source's own).

    Raises ValueError for a good first answer without snapshot, and for a link that is not stored.
    """
    require_transaction(connection)
    stored = link_of(connection, link.source, link.url)
    if stored is None:
        raise ValueError(f"{link.url}: is no link of {link.source}")
    outcome, after = visited(stored, visit, recheck)
    save_link(connection, after)
    return outcome


def visited(link: Link, visit: LinkVisit, recheck: Sequence[timedelta]) -> tuple[LinkOutcome, Link]:
    """The link after a visit, and what that means. Changes nothing that is stored."""
    if visit.grade in _GOOD:
        return _kept(link, visit, recheck)
    if visit.status in _NOT_THERE:
        return _missing(link, visit, recheck)
    return _failed(link, visit)


def _kept(link: Link, visit: LinkVisit, recheck: Sequence[timedelta]) -> tuple[LinkOutcome, Link]:
    outcome = _kept_outcome(link, visit)
    is_same = outcome is LinkOutcome.UNCHANGED or visit.text_digest in {None, link.text_digest}
    # Its present text stays tied to the first body that had it: later ones may be let go (stretches).
    snapshot = link.snapshot if is_same and link.snapshot is not None else visit.snapshot
    if snapshot is None:
        raise ValueError(f"{link.url}: a page that is kept names its snapshot")
    first_kept_at = link.first_kept_at or visit.at
    return outcome, replace(
        link,
        state=_kept_state(link, visit, is_same),
        next_due_at=next_recheck(first_kept_at, recheck, visit.at),
        failures=0,
        rechecks_done=link.rechecks_done + (link.first_snapshot is not None),
        first_snapshot=link.first_snapshot or snapshot,
        first_kept_at=first_kept_at,
        snapshot=snapshot,
        text_digest=visit.text_digest or link.text_digest,
        last_changed_at=visit.at
        if outcome in {LinkOutcome.CHANGED, LinkOutcome.RETURNED}
        else link.last_changed_at,
    )


def _kept_outcome(link: Link, visit: LinkVisit) -> LinkOutcome:
    if link.first_snapshot is None:
        return LinkOutcome.KEPT
    if link.state is LinkState.WITHDRAWN:
        return LinkOutcome.RETURNED
    if visit.text_digest in {None, link.text_digest} or link.text_digest is None:
        return LinkOutcome.UNCHANGED
    return LinkOutcome.CHANGED


def _kept_state(link: Link, visit: LinkVisit, is_same: bool) -> LinkState:
    if visit.is_read:
        return LinkState.READ
    return link.state if is_same and link.state in _KEPT else LinkState.UNREAD


def _missing(link: Link, visit: LinkVisit, recheck: Sequence[timedelta]) -> tuple[LinkOutcome, Link]:
    second_look = visit.at + _SECOND_LOOK
    if link.first_kept_at is None:
        is_first = link.state is LinkState.NEW
        after = replace(link, state=LinkState.GONE, failures=0, next_due_at=second_look if is_first else None)
        return LinkOutcome.GONE if is_first else LinkOutcome.UNCHANGED, after
    is_first = link.state is not LinkState.WITHDRAWN
    scheduled = next_recheck(link.first_kept_at, recheck, visit.at)
    after = replace(
        link,
        state=LinkState.WITHDRAWN,
        failures=0,
        rechecks_done=link.rechecks_done + 1,
        next_due_at=scheduled or (second_look if is_first else None),
        last_changed_at=visit.at if is_first else link.last_changed_at,
    )
    return LinkOutcome.WITHDRAWN if is_first else LinkOutcome.UNCHANGED, after


def _failed(link: Link, visit: LinkVisit) -> tuple[LinkOutcome, Link]:
    failures = link.failures + 1
    if failures < MOST_TRIES:
        wait = wait_after(_FIRST_WAIT, failures - 1)
        return LinkOutcome.FAILED, replace(link, failures=failures, next_due_at=visit.at + wait)
    if link.first_snapshot is None:
        return LinkOutcome.GONE, replace(link, state=LinkState.GONE, failures=failures, next_due_at=None)
    return LinkOutcome.FAILED, replace(link, failures=failures, next_due_at=None)
