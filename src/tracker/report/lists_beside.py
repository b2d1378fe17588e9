"""The subject's targets, a row each, with their days on every list: for people, spreadsheets and programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.model import EntryKey, EntryKind, ListEntry, ListLook, SinceBasis, Stay, StayState
from tracker.report.cells import defused_cell

# Before a day: on it or before, and first seen on it.
_MARKS = {SinceBasis.STATED: "", SinceBasis.OR_BEFORE: "<=", SinceBasis.FIRST_SEEN: "~"}
MARKS_IN_WORDS = "<= that day or before; ~ first seen on that day"
_CSV_LIST = ("uid", "state", "since", "since_basis", "until", "last_seen")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target: its entries by list, and all names by which it can be asked for.

    `is_doubtful`: a further entry may be the target's; `tracker review` tells.
    """

    name: str
    kind: EntryKind
    names: tuple[str, ...]
    stays: tuple[Stay, ...]
    is_doubtful: bool

    @property
    def keys(self) -> tuple[EntryKey, ...]:
        return tuple(stay.key for stay in self.stays)

    def on(self, name: str) -> tuple[Stay, ...]:
        """Its entries on one list; more than one where it came back, or is listed twice."""
        return tuple(stay for stay in self.stays if stay.key.list == name)

    def is_on(self, name: str) -> bool:
        """Whether the list has or had it."""
        return bool(self.on(name))

    def has_name(self, wanted: str) -> bool:
        """Whether one of its names contains these words, in whatever case."""
        return any(wanted.casefold() in name.casefold() for name in self.names)

    def is_differing(self, known: Sequence[ListLook]) -> bool:
        """Whether some of the lists that were seen have it and others have not."""
        listed = {stay.key.list for stay in self.stays if stay.state is StayState.LISTED}
        return 0 < len(listed & {look.list for look in known}) < len(known)


@dataclass(frozen=True, slots=True)
class ListsBeside:
    """The rows, and when each list was last seen."""

    looks: tuple[ListLook, ...]
    rows: tuple[TargetRow, ...]


def target_row(entries: Sequence[tuple[ListEntry, Stay]], *, is_doubtful: bool) -> TargetRow:
    """One target out of its entries as they are shown; the first says what it is called."""
    first = entries[0][0]
    names = dict.fromkeys(
        name for entry, _ in entries for name in (entry.name, *(one.name for one in entry.names))
    )
    return TargetRow(first.name, first.kind, tuple(names), tuple(stay for _, stay in entries), is_doubtful)


def cell(row: TargetRow, look: ListLook) -> str:
    """Its days on one list: "2022-06-03", "2022-06-03 to 2026-03-26"; "?" where the list was never seen."""
    if not (stays := row.on(look.list)):
        return "" if look.seen_at else "?"
    return "; ".join(map(_days, stays))


def _days(stay: Stay) -> str:
    since = f"{_MARKS[stay.since_basis]}{stay.since.isoformat()}"
    match stay.state:
        case StayState.LISTED:
            return since
        case StayState.LEFT:
            return f"{since} to {stay.until} (other programmes)"
        case StayState.GONE:
            return f"{since} to {stay.until}"


def as_csv(beside: ListsBeside) -> str:
    """The table for a spreadsheet: for each list the uid, the state and the days; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    heads = (f"{look.list}_{name}" for look in beside.looks for name in _CSV_LIST)
    writer.writerow(("target", "kind", *heads, "doubtful"))
    for row in beside.rows:
        cells = (one for look in beside.looks for one in _csv_cells(row, look))
        writer.writerow(
            map(defused_cell, (row.name, row.kind.value, *cells, "yes" if row.is_doubtful else ""))
        )
    return out.getvalue()


def _csv_cells(row: TargetRow, look: ListLook) -> tuple[str, ...]:
    stays = row.on(look.list)
    seen = look.seen_at.isoformat() if look.seen_at else ""
    if not stays:
        return ("", "not_listed" if seen else "not_known", "", "", "", seen)
    columns = (
        (
            stay.key.uid,
            stay.state.value,
            stay.since.isoformat(),
            stay.since_basis.value,
            str(stay.until or ""),
        )
        for stay in stays
    )
    return (*("; ".join(column) for column in zip(*columns, strict=True)), seen)


def as_json(beside: ListsBeside) -> Iterator[dict[str, object]]:
    """A target each: every list is there, with what is known of it."""
    for row in beside.rows:
        yield {
            "target": row.name,
            "kind": row.kind.value,
            "doubtful": row.is_doubtful,
            "lists": [
                {
                    "list": look.list,
                    "authority": look.authority,
                    "last_seen": look.seen_at.isoformat() if look.seen_at else None,
                    "known": look.seen_at is not None,
                    "entries": [_stay_json(stay) for stay in row.on(look.list)],
                }
                for look in beside.looks
            ],
        }


def _stay_json(stay: Stay) -> dict[str, object]:
    return {
        "uid": stay.key.uid,
        "state": stay.state.value,
        "programmes": list(stay.programmes),
        "since": stay.since.isoformat(),
        "since_basis": stay.since_basis.value,
        "until": stay.until.isoformat() if stay.until else None,
    }
