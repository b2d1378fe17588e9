"""Entries of official lists as they are shown: a person who is suppressed has no name there either."""

from __future__ import annotations

from tracker.model import ListEntry
from tracker.report.naming import Naming
from tracker.report.phrases import PERSON_NOT_NAMED
from tracker.report.withheld import withheld


def entry_shown(entry: ListEntry, naming: Naming) -> ListEntry:
    """The entry without the names that are withheld. Of a hidden person's own entry only the uid, the
    programmes and the days of listing and delisting stay: dates of birth and numbers tell who it is."""
    names = (entry.name, *(one.name for one in entry.names))
    if not any(naming.hides(name) for name in names):
        return withheld(entry, naming)
    return ListEntry(
        list=entry.list,
        uid=entry.uid,
        kind=entry.kind,
        name=PERSON_NOT_NAMED,
        programmes=entry.programmes,
        listed_on=entry.listed_on,
        delisted_on=entry.delisted_on,
    )
