"""The names of listed targets that the database knows, as an aid to read pages."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from tracker.extract.pages.listed import ListedNames, listed_names
from tracker.store.connection import connect
from tracker.store.list_entries import every_kept_entry
from tracker.store.list_states import newest_state


class ListedTargets:
    """The names of all who stand or stood on a list, made anew only when a list has another state.

    Pages speak of a target after it left its list, and are read again then.

    One for all threads of a process.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._as_of: int | None = None
        self._names = ListedNames()

    def names(self, connection: sqlite3.Connection) -> ListedNames:
        """The names that the database knows."""
        newest = newest_state(connection)
        with self._lock:
            if newest != self._as_of:
                self._names = listed_names(every_kept_entry(connection))
                self._as_of = newest
            return self._names


def stored_names(database: Path) -> ListedNames:
    """The names that a database knows. Raises StoreError where there is none."""
    with closing(connect(database, read_only=True)) as connection:
        return ListedTargets().names(connection)
