"""The values that pass from stage to stage. Frozen, without behaviour of their own.

Nothing here imports another part of the tracker. Enumerations of a record live here and feed
the database's checks, the command line's choices and the exports.

Times are aware datetimes in UTC; dates are days in the publisher's zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum


class Grade(StrEnum):
    """How good an answer was. Only `ok` is ever compared with what was known before."""

    OK = "ok"
    UNCHANGED = "unchanged"
    BLOCKED = "blocked"
    ERROR_PAGE = "error_page"
    EMPTY = "empty"
    DRIFTED = "drifted"
    DISALLOWED = "disallowed"
    OFFLINE = "offline"


class Origin(StrEnum):
    """Where bytes come from. Printed with every fact that is not `live`."""

    LIVE = "live"
    IMPORT = "import"
    PUBLISHED = "published"
    REBUILT = "rebuilt"
    DEMO = "demo"


class EntryKind(StrEnum):
    """What a list entry is, in OFAC's four kinds; other lists map onto them."""

    INDIVIDUAL = "individual"
    ENTITY = "entity"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"


class NameType(StrEnum):
    """Which name of a target it is: also, formerly, now known as."""

    PRIMARY = "primary"
    AKA = "aka"
    FKA = "fka"
    NKA = "nka"


class RecordType(StrEnum):
    """What a record is about."""

    RELEASE = "release"
    SANCTION = "sanction"
    CONTACT = "contact"


class Status(StrEnum):
    """Whether it happened, or was officially said to be coming."""

    ACTUAL = "actual"
    ANNOUNCED = "announced"


class Action(StrEnum):
    """What a sanction record says was done. A licence is no delisting."""

    DESIGNATE = "designate"
    DELIST = "delist"
    EASE = "ease"
    LICENCE = "licence"
    EXTEND = "extend"
    TIGHTEN = "tighten"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DateBasis(StrEnum):
    """Why we say that day: the publisher named it, or we saw the list before and after."""

    OFFICIAL = "official"
    OBSERVED = "observed"


class EvidenceRole(StrEnum):
    """What a piece of evidence shows about a record."""

    STATES = "states"
    LAST_SEEN = "last_seen"
    FIRST_MISSING = "first_missing"
    LAST_MISSING = "last_missing"
    FIRST_SEEN = "first_seen"


class Relation(StrEnum):
    """What a development is to the article."""

    KNOWN = "known"
    EARLIER = "earlier"
    NEW = "new"
    CORRECTS = "corrects"


class Effect(StrEnum):
    """What a development does to one of the article's open questions."""

    MOVES = "moves"
    ANSWERS = "answers"


class ChangeKind(StrEnum):
    """What happened to one entry of an official list between two states."""

    DESIGNATION = "designation"
    AMENDMENT = "amendment"
    DELISTING = "delisting"
    PROGRAMME_ENTERED = "programme_entered"
    PROGRAMME_LEFT = "programme_left"


# ---------------------------------------------------------------- official lists


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


# ---------------------------------------------------------------- fetching and evidence


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


# ---------------------------------------------------------------- records and developments


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
    where the evidence is an absence (the state in which an entry is first missing). `observed_at`
    is when the body was fetched, or the day that a rebuilt or published state stands for.
    """

    role: EvidenceRole
    sha256: str
    observed_at: datetime
    quote: str | None = None
    start: int | None = None
    length: int | None = None
    snapshot: int | None = None


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
class Record:
    """What one source says about one thing that happened or is announced.

    `id` is made from what it says, as it says it; never from when it was fetched. The fields from
    `action` on belong to sanction records.
    """

    id: str
    type: RecordType
    status: Status
    source: str
    authority: str
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


@dataclass(frozen=True, slots=True)
class Tie:
    """Why a record belongs to a development."""

    record: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class QuestionEffect:
    """A development moves or answers one open question of the article."""

    question: str
    effect: Effect
    why: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Development:
    """One event in the world, out of the records that support it."""

    id: str
    type: RecordType
    status: Status
    action: Action | None
    authority: str
    agency: str | None
    list: str | None
    targets: tuple[Target, ...]
    programmes: tuple[str, ...]
    still_under: tuple[str, ...]
    when: When
    ties: tuple[Tie, ...]
    origin: Origin
    summary: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a development means for the article."""

    relation: Relation
    claims: tuple[str, ...] = ()
    effects: tuple[QuestionEffect, ...] = ()
    note: str | None = None


# ---------------------------------------------------------------- the article


@dataclass(frozen=True, slots=True)
class Edition:
    """One place where the article was published. `url` is None where it is not known."""

    publisher: str
    language: str
    published_on: date | None
    url: str | None
    url_certainty: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """One link of the article. `url` is None where it is not known: nothing is guessed.

    `source` says who published the linked page and what it is; `publisher` and `published_on` say
    the same for matching, where it is known. `carriers` are pages that hold the same text or tell
    the same, and are not what the article links to. Without `url` it is never `enabled`.
    """

    id: str
    anchor: str
    source: str
    url: str | None
    source_certainty: str
    url_certainty: str
    enabled: bool = False
    publisher: str | None = None
    published_on: date | None = None
    carriers: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class LinkProposal:
    """What the article's live page says about one of its links.

    `url` is set only where exactly one hyperlink fits; `certainty` is then `certain` or `likely`,
    and `unknown` otherwise. `candidates` are the addresses between which nothing decides, in the
    page's order; none: the anchor was not found. `context` is the sentence around the hyperlink.
    """

    id: str
    anchor: str
    url: str | None
    certainty: str
    reason: str
    context: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the article says, with its place in it.

    `claim_kind` is the article's own kind (release, contact, sanction, context, reported_offer,
    announced_topic, demand, implied, list_state). `uncertainty` says what is contested; it goes
    into every output that shows the claim.
    """

    id: str
    claim_kind: str
    text: str
    where: tuple[str, ...]
    links: tuple[str, ...] = ()
    on: str | None = None
    precision: Precision | None = None
    type: RecordType | None = None
    action: Action | None = None
    authority: str | None = None
    targets: tuple[str, ...] = ()
    count: int | None = None
    quote: str | None = None
    contested: bool = False
    uncertainty: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """A kind of development that would move or answer a question, and how it is recognised.

    Empty fields match anything. `targets` are `list:uid` keys; `programmes` are glob patterns.
    `text` is what a reader is told as the reason.
    """

    text: str
    effect: Effect
    type: RecordType | None = None
    status: Status | None = None
    actions: tuple[Action, ...] = ()
    authorities: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that the article leaves open. `look_alikes` must never count as an answer.

    `conditions` are those that a rule can recognise; `for_reader` are those that only a person can
    judge: they are shown beside the question and match nothing. `ladder` are the rungs on the way
    to an answer, lowest first.
    """

    id: str
    text: str
    where: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    for_reader: tuple[Condition, ...] = ()
    look_alikes: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    measure: str | None = None
    trap: str | None = None
    ladder: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the article said on its date."""

    title: str
    author: str
    publisher: str
    url: str | None
    as_of: date
    as_of_original: date | None
    links: tuple[ArticleLink, ...] = ()
    claims: tuple[Claim, ...] = ()
    questions: tuple[Question, ...] = ()
    editions: tuple[Edition, ...] = ()


@dataclass(frozen=True, slots=True)
class BaselineList:
    """The state of one official list as of the article's date, as it ships with the subject.

    `as_of` is the day it stands for; `observed_from` and `observed_to` the observations that it
    rests on. `covers` are the programmes it is complete for: others are not compared with it.
    `uncertain` maps a uid to what is not known about it.
    """

    list: str
    format: str
    path: str
    as_of: date
    origin: Origin
    covers: tuple[str, ...]
    sources: tuple[str, ...]
    licence: str
    observed_from: date | None = None
    observed_to: date | None = None
    note: str | None = None
    uncertain: Mapping[str, str] = field(default_factory=dict)


# ---------------------------------------------------------------- configuration


class SourceKind(StrEnum):
    """How a source is read. `delta` is a publisher's own file of changes to a list."""

    PAGE = "page"
    INDEX = "index"
    FEED = "feed"
    POSTS = "posts"
    API = "api"
    LIST = "list"
    DELTA = "delta"


class Keep(StrEnum):
    """Which entries of a list are kept whole; of the others only the digest is."""

    SUBJECT = "subject"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Source:
    """An address that is watched.

    `name` is the file's name. `parts` are further files of the same publication (part -> address),
    as OFAC's add.csv, alt.csv and sdn_comments.csv are to sdn.csv. `history_url` (with `{year}`)
    and `publication_url` (with `{id}`) belong to `delta` sources. `every` is the resting interval.
    """

    name: str
    title: str
    kind: SourceKind
    url: str | None
    enabled: bool
    every: timedelta
    publisher_class: str
    languages: tuple[str, ...]
    terms: str
    disabled_reason: str | None = None
    disabled_since: date | None = None
    format: str | None = None
    list: str | None = None
    keep: Keep = Keep.SUBJECT
    authority: str | None = None
    agency: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    history_url: str | None = None
    publication_url: str | None = None
    redirect_hosts: tuple[str, ...] = ()
    max_bytes: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What the tracker is about: the country, its words, its programmes.

    `programmes` maps a list to glob patterns of its programme tags. `words` maps a language to the
    words of the country. `zone` is the IANA zone in which days and hours are told to readers.
    """

    name: str
    title: str
    country: str
    counterpart: str
    zone: str
    programmes: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    officials: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Politeness:
    """How we behave as a visitor. Times in seconds, sizes in bytes."""

    user_agent: str
    gap_s: float
    connect_timeout_s: float
    read_timeout_s: float
    total_timeout_s: float
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Mail:
    """Where and how mail is handed over. The password comes from the environment or a named file."""

    host: str
    port: int
    security: str
    sender: str
    recipients: tuple[str, ...]
    username: str | None = None
    password_env: str | None = None
    password_file: str | None = None


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything the configuration folder says about one subject, checked."""

    folder: str
    database_folder: str | None
    politeness: Politeness
    mail: Mail | None
    subject: Subject
    sources: tuple[Source, ...]
    baseline: Baseline
    lists: tuple[BaselineList, ...]
