"""From a fetched answer to what one source says: snapshots, evidence, records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.model.kinds import (
    Action,
    CountRelation,
    DateBasis,
    EntryKind,
    EvidenceRole,
    Grade,
    Origin,
    Precision,
    RecordType,
    Status,
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One fetched answer. `id` is None until it is stored; `sha256` is of the decoded body."""

    source: str
    part: str
    fetched_at: datetime
    url: str
    final_url: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    grade: Grade
    sha256: str | None = None
    size: int | None = None
    origin: Origin = Origin.LIVE
    origin_note: str | None = None
    reason: str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """Who or what a sanction record is about; `list` and `uid` where an official list names it."""

    name: str
    kind: EntryKind | None = None
    list: str | None = None
    uid: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that can be looked at to check a record.

    `quote` is the literal text at byte `start` of the decoded body whose hash is `sha256`; None
    where the evidence is an absence (the state in which an entry is first missing). With a `document`
    (its number) `start` and `length` count characters of that document's text, or of its title.
    `observed_at` is when the body was fetched, or the day that a rebuilt or published state stands for.
    """

    role: EvidenceRole
    sha256: str
    observed_at: datetime
    quote: str | None = None
    start: int | None = None
    length: int | None = None
    snapshot: int | None = None
    document: int | None = None
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """When something happened, as far as it is known.

    `on`: the day, where the publisher names it (`basis` official). Otherwise it lies after
    `after` (last seen before) and not later than `by` (first seen after); `basis` observed.
    """

    basis: DateBasis
    on: date | None = None
    precision: Precision = Precision.DAY
    after: date | None = None
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Subgroup:
    """A part of those freed, as the page counts it: 10 "foreign nationals".

    `destination` is the country that a part is counted by: 114 were taken to it. `of` then names the place.
    """

    count: int
    of: str
    destination: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What a page says of a release, a contact or a sanctions measure besides what every record has.

    Names, places and parties are as written, in the case of the text; `country` and the parties are
    ISO 3166 codes (and EU, UN). A measure or licence holds from `in_force` to `valid_until`, where that
    is said. `kind` is of a release or a contact, in the words of the record schema.
    """

    kind: str | None = None
    country: str | None = None
    count: int | None = None
    count_relation: CountRelation | None = None
    subgroups: tuple[Subgroup, ...] = ()
    names: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    destination: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    sector: str | None = None
    in_force: date | None = None
    valid_until: date | None = None
    parties: tuple[str, ...] = ()
    place: str | None = None


NO_DETAILS = Details()


@dataclass(frozen=True, slots=True)
class Record:
    """What one source says about one thing that happened or is announced.

    `id` is made from what it says, as it says it; never from when it was fetched. `authority` and the
    fields from `action` to `instrument` belong to sanction records; a list's records have no `details`.
    """

    id: str
    type: RecordType
    status: Status
    source: str
    authority: str | None
    agency: str | None
    when: When
    rule: str
    confidence: float
    evidence: tuple[Evidence, ...]
    origin: Origin
    summary: str
    action: Action | None = None
    list: str | None = None
    programmes: tuple[str, ...] = ()
    still_under: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    instrument: str | None = None
    note: str | None = None
    details: Details = NO_DETAILS
