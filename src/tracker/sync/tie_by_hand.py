"""What a person decides about entries of lists: that two are one target, or that they are two."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tracker.errors import UsageError
from tracker.model import Configuration, DecisionKind, EntryKey
from tracker.store.connection import connect
from tracker.store.lists import tracked_uids
from tracker.sync.desk import By, Desk, open_desk
from tracker.sync.opening import utc_now
from tracker.sync.retie import anchor, retie
from tracker.sync.walk import Clock


def tie(
    configuration: Configuration, database: Path, first: str, second: str, by: By, *, clock: Clock = utc_now
) -> int:
    """Two entries, each as `list:uid`, are one target; returns the decision's number.

    Raises UsageError for an entry that is not known, and for one with itself.
    """
    return _decide(configuration, database, DecisionKind.TIE, (first, second), by, clock)


def untie(
    configuration: Configuration, database: Path, first: str, second: str, by: By, *, clock: Clock = utc_now
) -> int:
    """Two entries are two targets, whatever they have in common. As `tie`."""
    return _decide(configuration, database, DecisionKind.UNTIE, (first, second), by, clock)


def make_ties(configuration: Configuration, database: Path) -> None:
    """Makes the ties anew after a decision; where that is killed, the next visit to a list does it."""
    with closing(connect(database, create=False)) as connection:
        retie(connection, configuration)


def _decide(
    configuration: Configuration,
    database: Path,
    kind: DecisionKind,
    names: tuple[str, str],
    by: By,
    clock: Clock,
) -> int:
    with open_desk(configuration, database, by, clock) as desk:
        one, other = sorted(_entry(desk, name) for name in names)
        if one == other:
            raise UsageError(f"{one} twice: a tie is between two entries")
        number = desk.add(kind, f"{one} {other}", (anchor(one),), (anchor(other),))
    make_ties(configuration, database)
    return number


def _entry(desk: Desk, name: str) -> EntryKey:
    wanted, mark, uid = name.partition(":")
    known = tracked_uids(desk.connection)
    if not mark or wanted not in known:
        lists = f"lists: {', '.join(known)}" if known else "no list was read yet"
        raise UsageError(f"{name!r} is no entry as LIST:UID; {lists}")
    if uid not in known[wanted]:
        raise UsageError(f"no entry {uid!r} on {wanted}; 'tracker lists compare --json' gives the keys")
    return EntryKey(wanted, uid)
