"""Where a decision is taken: its transaction, the developments that it names, what it comes to."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker.errors import UsageError
from tracker.model import Configuration, DecisionKind
from tracker.store.connection import connect
from tracker.store.decisions import add_decision
from tracker.store.developments import StoredDevelopment, development_with, load_development
from tracker.store.runs import finish_run
from tracker.store.transaction import immediate
from tracker.sync.anchors import anchors_of
from tracker.sync.opening import begin_run, check_subject
from tracker.sync.tell import resolve_again
from tracker.sync.walk import Clock

# The command in `runs` under which decisions change developments.
DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class By:
    """Who decides, and why."""

    who: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision came to: its number, and how each development that it is about stands since.

    `merged` are ids that lead to another now, `withdrawn` those that stand no more, `standing` the others.
    """

    decision: int
    standing: tuple[str, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True)
class Desk:
    """A decision under way: inside its transaction."""

    connection: sqlite3.Connection
    configuration: Configuration
    by: By
    now: datetime

    def named(self, name: str) -> StoredDevelopment:
        """The development with this id, or the one that it leads to. Raises UsageError."""
        stored = load_development(self.connection, name)
        while stored is not None and stored.redirect_to is not None:
            stored = load_development(self.connection, stored.redirect_to)
        if stored is None:
            raise UsageError(f"no development {name}; 'tracker developments' lists them")
        return stored

    def anchors(self, records: Sequence[str]) -> tuple[str, ...]:
        """By what the decision finds these records again."""
        return anchors_of(self.connection, self.configuration, records)

    def add(
        self,
        kind: DecisionKind,
        subject: str,
        one: Sequence[str] = (),
        other: Sequence[str] = (),
        *,
        note: str | None = None,
    ) -> int:
        """Stores the decision, with its reason or what it says."""
        return add_decision(
            self.connection,
            kind,
            subject,
            now=self.now,
            note=note or self.by.why,
            who=self.by.who,
            one=one,
            other=other,
        )

    def outcome(self, decision: int, about: Collection[str], records: Sequence[str]) -> Outcome:
        """Resolves the records again, and says how those developments stand that have or had them."""
        run = begin_run(self.connection, DECIDE, self.now)
        resolve_again(self.connection, self.configuration, run, records, self.now)
        finish_run(self.connection, run, exit_code=0, now=self.now)
        owners = (development_with(self.connection, record) for record in records)
        ids = dict.fromkeys((*about, *(owner for owner in owners if owner is not None)))
        return outcome_of(decision, [load_development(self.connection, name) for name in ids])


@contextmanager
def open_desk(configuration: Configuration, database: Path, by: By, clock: Clock) -> Iterator[Desk]:
    """A desk inside a transaction of its own: all that is done at it is committed together, or not at all.

    Raises UsageError for another subject's database, StoreError where there is none.
    """
    now = clock()
    with closing(connect(database, create=False, now=now)) as connection, immediate(connection):
        check_subject(connection, configuration, database)
        yield Desk(connection, configuration, by, now)


def outcome_of(decision: int, developments: Sequence[StoredDevelopment | None]) -> Outcome:
    """How these developments stand."""
    standing, merged, withdrawn = [], [], []
    for stored in developments:
        if stored is None:
            continue
        name = stored.development.id
        if stored.redirect_to is not None:
            merged.append((name, stored.redirect_to))
        elif stored.withdrawn_at is not None:
            withdrawn.append(name)
        else:
            standing.append(name)
    return Outcome(decision, tuple(standing), tuple(merged), tuple(withdrawn))
