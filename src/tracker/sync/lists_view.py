"""A stored list as of a day, and how certain that is."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from tracker.errors import UsageError
from tracker.extract.list_diff import entry_json
from tracker.model import Configuration, ListEntry
from tracker.report.entries import entry_shown
from tracker.report.naming import Naming
from tracker.store.connection import connect
from tracker.store.lists import AsOf, as_of, entries_at, load_states
from tracker.sync.known_people import known_people
from tracker.sync.opening import utc_now
from tracker.text.dates import minute_in_utc
from tracker.text.globs import matching


@dataclass(frozen=True, slots=True)
class ListView:
    """The subject's entries of a list at the end of the day `asked` (UTC), as far as it was observed."""

    list: str
    asked: date
    seen: AsOf
    entries: tuple[ListEntry, ...]

    @property
    def certainty(self) -> str:
        """Between which observations the day lies, and whether the list was the same at both."""
        before, after = self.seen.before, self.seen.after
        if before is None:
            return f"not observed on or before {self.asked}"
        if after is None:
            return f"last observed {minute_in_utc(before)}; not observed since"
        between = f"observed {minute_in_utc(before)} and next {minute_in_utc(after)}"
        if self.seen.state == self.seen.next_state:
            return f"{between}, the same both times"
        return f"{between}, when it was another state: what changed, changed in between"


def list_as_of(configuration: Configuration, database: Path, list_name: str, day: date | None) -> ListView:
    """The list at the end of a day, UTC; now, where no day is given.

    Raises UsageError for a list that was never observed, StoreError where there is no database.
    """
    moment = utc_now() if day is None else datetime.combine(day, time.max, UTC)
    with closing(connect(database, read_only=True)) as connection:
        names = sorted({state.list for state in load_states(connection)})
        if list_name not in names:
            there = f"observed lists: {', '.join(names)}" if names else "no list was observed yet"
            raise UsageError(f"no list {list_name} in {database}; {there}")
        seen = as_of(connection, list_name, moment)
        kept = entries_at(connection, list_name, seen.state.id) if seen.state else {}
        naming = Naming(known_people(connection, configuration).never_shown)
    globs = configuration.subject.programmes.get(list_name, ())
    entries = (entry for entry in kept.values() if matching(entry.programmes, globs))
    return ListView(list_name, moment.date(), seen, tuple(entry_shown(entry, naming) for entry in entries))


def list_view_json(view: ListView) -> dict[str, object]:
    """The view for programs."""
    state = view.seen.state
    return {
        "list": view.list,
        "as_of": view.asked.isoformat(),
        "observed_before": view.seen.before.isoformat() if view.seen.before else None,
        "observed_after": view.seen.after.isoformat() if view.seen.after else None,
        "same_after": state is not None and state == view.seen.next_state,
        "certainty": view.certainty,
        "origin": state.origin.value if state else None,
        "published_on": state.published_on.isoformat() if state and state.published_on else None,
        "entries": [entry_json(entry) for entry in view.entries],
    }
