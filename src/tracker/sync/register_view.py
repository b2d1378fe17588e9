"""The registers of prisoners as they stand in the database, for every face that shows them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tracker.read.registers.form import register_forms
from tracker.report.register_lines import RegisterShown
from tracker.store.connection import connect
from tracker.store.holds import Hold, open_hold
from tracker.store.registers import StoredState, register_states


@dataclass(frozen=True, slots=True)
class RegisterView:
    """One state of a register as it is told, and how it is stored; `hold`: of its register, where one is
    open."""

    shown: RegisterShown
    stored: StoredState
    hold: Hold | None


def register_views(connection: sqlite3.Connection) -> tuple[RegisterView, ...]:
    """All states of all registers, the first imported first."""
    last: dict[str, StoredState] = {}
    found = []
    for state in register_states(connection):
        before = last.get(state.register)
        found.append(RegisterView(_shown(state, before), state, open_hold(connection, state.register)))
        last[state.register] = state
    return tuple(found)


def all_register_views(database: Path) -> tuple[RegisterView, ...]:
    """As `register_views`, of a database. Raises StoreError where there is none."""
    with closing(connect(database, read_only=True)) as connection:
        return register_views(connection)


def registers_since(
    connection: sqlite3.Connection, since: datetime | None, until: datetime
) -> tuple[RegisterShown, ...]:
    """The states that were taken in after `since` (all, if None) and not after `until`."""
    return tuple(
        view.shown
        for view in register_views(connection)
        if (since is None or view.stored.imported_at > since) and view.stored.imported_at <= until
    )


def register_json(view: RegisterView) -> Mapping[str, object]:
    """One state for programs."""
    shown, stored = view.shown, view.stored
    return {
        "register": shown.register,
        "title": shown.title,
        "day": shown.day.isoformat(),
        "last_day": shown.last_day.isoformat(),
        "before": shown.before.isoformat() if shown.before else None,
        "imported_at": stored.imported_at.isoformat(),
        **asdict(shown.counts),
        "changes": asdict(shown.changes) if shown.changes else None,
        "file_sha256": stored.file_sha256,
        "file_size": stored.file_size,
        "snapshot": stored.snapshot,
        "held": view.hold.reason if view.hold else None,
    }


def _shown(state: StoredState, before: StoredState | None) -> RegisterShown:
    return RegisterShown(
        register=state.register,
        title=register_forms()[state.register].title,
        day=state.on_date,
        last_day=state.last_date,
        counts=state.counts,
        before=before.last_date if before else None,
        changes=state.changes,
    )
