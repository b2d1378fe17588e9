"""Official lists: an entry, a publication before it is parsed, a publication of changes, a difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.model.kinds import ChangeKind, EntryKind, NameType


@dataclass(frozen=True, slots=True)
class EntryName:
    """One name of a target, as the list prints it.

    `script` is an ISO 15924 code (`Latn`, `Cyrl`), `language` an ISO 639 code or None where
    the list does not say. `weak`: the list itself calls it too weak to match on.
    """

    name: str
    type: NameType = NameType.AKA
    language: str | None = None
    script: str | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Birth:
    """A date or a place of birth (or both, where the list ties them together).

    `date` is the ISO reading, as exact as the text allows (`1954-08-30`, `1954-08`, `1954`) or None
    where the text is no single date; `text` is the list's own wording of the date.
    """

    date: str | None = None
    text: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number, document or attribute that a list gives for a target, under the list's own label."""

    type: str
    value: str
    country: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address as the list divides it. All parts may be missing but the country, or it too."""

    street: str | None = None
    city: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One target on one official list, in one state of it.

    `uid` is the list's own key, raw. `programmes` are split and in the list's order. `remarks`
    is the list's own text, whole; what can be read out of it stands in the other fields as well.
    Some lists keep what they took off: it has no programme, and the day in `delisted_on`.
    Unordered things (names, programmes, births, identifiers, addresses) are compared as sets.
    """

    list: str
    uid: str
    kind: EntryKind
    name: str
    names: tuple[EntryName, ...] = ()
    programmes: tuple[str, ...] = ()
    births: tuple[Birth, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    remarks: str | None = None
    listed_on: date | None = None
    delisted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Where one entry stands in a list's body, and the digest of all its bytes.

    `start` and `length` are byte offsets into the decoded main part; `digest` is the first
    16 bytes of SHA-256 over the entry's bytes in every part, so equal digests mean equal entries.
    """

    uid: str
    digest: bytes
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class ListOutline:
    """All that is known of one publication of a list before any entry is parsed.

    `format` names the layout (`sdn_csv`, `sdn_xml`, `enhanced_xml`), `reader` the version of our
    reader of it: where either differs from the last state's, the comparison re-bases. `faults`
    are the reasons not to trust it (cut short, a uid twice, two publications mixed), as one clause
    each; a state with faults is held. `cuts` keeps the order of the file.
    """

    list: str
    format: str
    reader: int
    published_on: date | None
    declared: int | None
    cuts: Mapping[str, Cut]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeltaEntry:
    """What one publication of changes says about one entry.

    `entry` is whole for `add` and `remove` and None for `change`; a change says which programmes
    came and went, and which other fields changed (field name -> values removed, values added).
    """

    uid: str
    kind: ChangeKind
    entry: ListEntry | None
    lists: tuple[str, ...] = ()
    programmes_added: tuple[str, ...] = ()
    programmes_removed: tuple[str, ...] = ()
    changes: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    start: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class ListDelta:
    """One publication of changes (OFAC's DeltaFile), with the publisher's own date."""

    list: str
    published_on: date
    publication_type: str
    entries: tuple[DeltaEntry, ...]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One entry that stands in both states and differs.

    `changes` maps a field of `ListEntry` to its old and new value, ready for JSON.
    `only_links`: nothing differs but the names of *other* entries that its text is linked to.
    """

    old: ListEntry
    new: ListEntry
    changes: Mapping[str, tuple[object, object]]
    only_links: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeRenaming:
    """One programme tag replaced by another for many entries at once: no designation, no delisting."""

    old: str
    new: str
    entries: int


@dataclass(frozen=True, slots=True)
class ListDiff:
    """What differs between two states of one list, entry by entry, in the lists' order."""

    added: tuple[ListEntry, ...] = ()
    removed: tuple[ListEntry, ...] = ()
    changed: tuple[EntryChange, ...] = ()
    renamed_programmes: tuple[ProgrammeRenaming, ...] = ()
