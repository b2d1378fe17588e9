"""OFAC SDN list as CSV: sdn.csv with add.csv, alt.csv, sdn_comments.csv (12, 6, 5, 2 columns).

No header, CRLF, joined by the first column. Empty is "-0- " with its blank; two programmes stand in
one field as "A] [B"; a lone 0x1A ends a file, and a file without it was cut (sdn_comments.csv of
2021 has none even when whole). Remarks break off at 1,000 characters and go on in sdn_comments.csv.
Every entry has a row in add.csv, if only an empty one. ASCII: Cyrillic names are in ENHANCED_XML.
The four files of one state must be of one publication: rows of strangers are told as faults.
Specification: OFAC's dat_spec.txt. Data: public domain. Fixtures: tests/lists/us_ofac/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from tracker.errors import UnreadableList
from tracker.model import Address, Cut, EntryName, Identifier, ListEntry, ListOutline
from tracker.read import faults
from tracker.read.csvrows import Rows, columns_of, decoded
from tracker.read.digest import digest
from tracker.read.listfile import ListFile, Parts
from tracker.read.lists.us_ofac import remarks
from tracker.read.lists.us_ofac import vocabulary as words
from tracker.read.scripts import script_of
from tracker.text.globs import matching

READER = 1

_NULL = "-0-"
_COLUMNS = 12
_REMARKS_BREAK_AT = 1000


@dataclass(frozen=True, slots=True)
class _SideFile:
    """A file beside sdn.csv: its name, its columns, and whether it closes with the end mark."""

    name: str
    columns: int
    has_end_mark: bool = True


_SIDES = {
    "add": _SideFile("add.csv", 6),
    "alt": _SideFile("alt.csv", 5),
    "comments": _SideFile("sdn_comments.csv", 2, has_end_mark=False),
}
# Columns of sdn.csv -> the label of the identifier that they become.
_ATTRIBUTES = (
    (4, words.TITLE),
    (5, words.CALL_SIGN),
    (6, words.VESSEL_TYPE),
    (7, words.TONNAGE),
    (8, words.GROSS_TONNAGE),
    (9, words.VESSEL_FLAG),
    (10, words.VESSEL_OWNER),
)
_ADDRESS_REMARKS = "Address Remarks"
_ALIAS_REMARKS = "Alias Remarks"

# Rows of the side files: part -> uid -> the bytes of its rows.
_Rows = Mapping[str, Mapping[str, Sequence[bytes]]]


def open_csv(parts: Parts, list_name: str | None, programmes: Sequence[str]) -> ListFile:
    """The list in `parts`. Damage is told in the outline's faults; nothing else is read on trust."""
    unknown = parts.keys() - _SIDES.keys() - {"main"}
    if unknown:
        raise UnreadableList(f"sdn.csv has no part {sorted(unknown)[0]!r}; its parts are {', '.join(_SIDES)}")
    sides: dict[str, dict[str, list[bytes]]] = {}
    told: list[str] = []
    for part, side in _SIDES.items():
        if part in parts:
            sides[part], problems = _side_rows(parts[part], side)
            told += problems
    main = _main_rows(parts["main"], sides, programmes)
    name = list_name or words.SDN
    source = _Source(parts["main"], sides, main.cuts, name)
    outline = ListOutline(
        list=name,
        format="sdn_csv",
        reader=READER,
        published_on=None,
        declared=None,
        cuts=main.cuts,
        faults=(*main.faults, *told, *_strangers(main, sides)),
    )
    return ListFile(outline, frozenset(main.candidates), source.entries, source.quote)


@dataclass(frozen=True, slots=True)
class _Main:
    """sdn.csv, cut: `broken_off` are the uids whose remarks stop at the limit."""

    cuts: dict[str, Cut]
    candidates: set[str]
    broken_off: list[str]
    faults: list[str]


def _main_rows(stream: BinaryIO, sides: _Rows, programmes: Sequence[str]) -> _Main:
    rows = Rows(stream)
    found = _Main({}, set(), [], [])
    repeated: list[str] = []
    damaged: list[str] = []
    for row in rows:
        uid = row.columns[0]
        if len(row.columns) != _COLUMNS or not uid.isdecimal():
            damaged.append(_damaged("", len(row.columns), _COLUMNS, uid))
        elif uid in found.cuts:
            repeated.append(uid)
        else:
            found.cuts[uid] = Cut(uid, _digest(uid, row.raw, sides), row.start, len(row.raw))
            if not programmes or matching(_programmes(row.columns[3]), programmes):
                found.candidates.add(uid)
            if len(row.columns[11]) == _REMARKS_BREAK_AT:
                found.broken_off.append(uid)
    found.faults.extend(_endings("", rows, has_end_mark=True))
    found.faults.extend([] if found.cuts else [faults.NO_ENTRIES])
    found.faults.extend([*faults.several(damaged, "such rows"), *faults.repeated(repeated)])
    return found


def _side_rows(stream: BinaryIO, side: _SideFile) -> tuple[dict[str, list[bytes]], list[str]]:
    rows = Rows(stream)
    found: dict[str, list[bytes]] = {}
    damaged: list[str] = []
    for row in rows:
        uid = row.columns[0]
        if len(row.columns) != side.columns or not uid.isdecimal():
            damaged.append(_damaged(f"{side.name}: ", len(row.columns), side.columns, uid))
        else:
            found.setdefault(uid, []).append(row.raw)
    told = _endings(f"{side.name}: ", rows, side.has_end_mark)
    return found, [*told, *faults.several(damaged, "such rows")]


def _damaged(where: str, columns: int, expected: int, uid: str) -> str:
    if columns != expected:
        return f"{where}a row has {columns} columns instead of {expected} (uid {uid[:20]!r})"
    return f"{where}a row begins with {uid[:20]!r}, which is no uid"


def _endings(where: str, rows: Rows, has_end_mark: bool) -> list[str]:
    told = []
    if has_end_mark and not rows.is_ended:
        told.append(where + faults.NO_END_MARK)
    if rows.broken_at is not None:
        told.append(f"{where}it breaks off inside a row (line {rows.broken_at:,})")
    if rows.is_followed:
        told.append(f"{where}something follows the end mark")
    return told


def _strangers(main: _Main, sides: _Rows) -> list[str]:
    """What shows that the files are not of one publication."""
    told: list[str] = []
    for part, rows in sides.items():
        name = _SIDES[part].name
        strange = [
            f"{name} names uid {uid}, which sdn.csv does not hold" for uid in rows if uid not in main.cuts
        ]
        told += faults.several(strange, f"uids of {name} are strange to sdn.csv")
    if "add" in sides:
        lost = [f"add.csv has no row for uid {uid}" for uid in main.cuts if uid not in sides["add"]]
        told += faults.several(lost, "uids have no row in add.csv")
    if "comments" in sides:
        open_ended = [uid for uid in main.broken_off if uid not in sides["comments"]]
        clauses = [f"the remarks of uid {uid} do not go on in sdn_comments.csv" for uid in open_ended]
        told += faults.several(clauses, "remarks do not go on there")
    return told


def _digest(uid: str, raw: bytes, sides: _Rows) -> bytes:
    beside = (b"\n%b:%b" % (part.encode(), row) for part, rows in sides.items() for row in rows.get(uid, ()))
    return digest(raw, beside)


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the entries of one opened quartet come from."""

    stream: BinaryIO
    sides: _Rows
    cuts: Mapping[str, Cut]
    list: str

    def entries(self, wanted: frozenset[str] | None) -> Iterator[ListEntry]:
        for uid in self.cuts:
            if wanted is None or uid in wanted:
                beside = {
                    part: [columns_of(row) for row in rows.get(uid, ())] for part, rows in self.sides.items()
                }
                try:
                    yield entry(columns_of(self._raw(uid)), beside, self.list)
                except UnreadableList as error:
                    raise UnreadableList(f"{words.AUTHORITY} uid {uid}: {error}") from error

    def quote(self, uid: str) -> str:
        return decoded(self._raw(uid))

    def _raw(self, uid: str) -> bytes:
        self.stream.seek(self.cuts[uid].start)
        return self.stream.read(self.cuts[uid].length)


def entry(row: Sequence[str], beside: Mapping[str, Sequence[Sequence[str]]], list_name: str) -> ListEntry:
    """One target out of its row in sdn.csv and its rows in the files beside. Raises UnreadableList."""
    own = [_value(column) for column in row]
    addresses = [[_value(column) for column in line] for line in beside.get("add", ())]
    aliases = [[_value(column) for column in line] for line in beside.get("alt", ())]
    # The text breaks off in the middle of a word: the continuations are joined as they are.
    text = (row[11] if own[11] else "") + "".join(line[1] for line in beside.get("comments", ()))
    told = remarks.read(text)
    columns = [Identifier(label, value) for at, label in _ATTRIBUTES if (value := own[at])]
    notes = [Identifier(_ADDRESS_REMARKS, line[5]) for line in addresses if line[5]]
    notes += [Identifier(_ALIAS_REMARKS, line[4]) for line in aliases if line[4]]
    return ListEntry(
        list=list_name,
        uid=own[0],
        kind=words.KINDS[own[2]],
        name=own[1],
        names=(*(_alias(line) for line in aliases), *told.names),
        programmes=_programmes(row[3]),
        births=tuple(told.births),
        identifiers=(*columns, *told.identifiers, *notes),
        addresses=tuple(
            Address(street=line[2] or None, city=line[3] or None, country=line[4] or None)
            for line in addresses
            if any(line[2:5])
        ),
        remarks=text.strip() or None,
    )


def _alias(line: Sequence[str]) -> EntryName:
    kind = words.NAME_TYPES[line[2]]
    return EntryName(line[3], kind, script=script_of(line[3]))


def _value(column: str) -> str:
    text = column.strip()
    return "" if text == _NULL else text


def _programmes(column: str) -> tuple[str, ...]:
    return tuple(tag for tag in map(str.strip, _value(column).split("] [")) if tag)
