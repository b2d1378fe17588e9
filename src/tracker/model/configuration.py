"""What the configuration folder says: sources, subject, politeness, mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum

from tracker.model.article import Baseline, BaselineList
from tracker.model.kinds import RecordType, Status


class SourceKind(StrEnum):
    """How a source is read. `delta` is a publisher's own file of changes to a list."""

    PAGE = "page"
    INDEX = "index"
    FEED = "feed"
    POSTS = "posts"
    API = "api"
    LIST = "list"
    DELTA = "delta"


class Weekday(StrEnum):
    """A day of the week, in the order of `date.weekday()`."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Keep(StrEnum):
    """Which entries of a list are kept whole; of the others only the digest is."""

    SUBJECT = "subject"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Checks:
    """What must be found in a good answer; where it is not, the source has drifted."""

    must_match: tuple[str, ...] = ()
    min_text: int | None = None
    min_links: int | None = None
    min_filled: Mapping[str, float] = field(default_factory=dict)


# Stands in a source's addresses where its token belongs.
TOKEN_PLACE = "{token}"


@dataclass(frozen=True, slots=True)
class Token:
    """Where the publisher tells the token that a list's addresses take, as `{token}` in them.

    The first group of `pattern` in what `url` answers is the token. `env` names the environment variable
    of a token of one's own, which is used instead where it is set.
    """

    url: str
    pattern: str
    env: str | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """What is asked before a list is fetched: only where it answers otherwise than before, the list is.

    Either a short answer to `url`, or a `header` of the list's own address. It is believed for so long as
    `whole_every`; then the list is read, whatever the marker says.
    """

    url: str | None
    header: str | None
    whole_every: timedelta


@dataclass(frozen=True, slots=True)
class Source:
    """An address that is watched.

    `name` is the file's name. `parts` are further files of the same publication (part -> address),
    as OFAC's add.csv, alt.csv and sdn_comments.csv are to sdn.csv. `history_url` (with `{year}`)
    and `publication_url` (with `{id}`) belong to `delta` sources. `programmes` are glob patterns of the
    list's programme tags that are the subject's. `every` is the resting interval, give
    or take `jitter`; a source with `at` is visited at that hour of the subject's zone instead, on `days`
    (all, where empty), and rests a day after a failure at the least.
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
    programmes: tuple[str, ...] = ()
    keep: Keep = Keep.SUBJECT
    # A removal that no notice names is believed when the entry has been missing so long.
    removals_after: timedelta | None = None
    authority: str | None = None
    agency: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    token: Token | None = None
    marker: Marker | None = None
    history_url: str | None = None
    publication_url: str | None = None
    max_bytes: int | None = None
    gap_s: float | None = None
    note: str | None = None
    # index: links to follow; posts: the blocks and what stands in them; page: what must be there.
    link_selector: str | None = None
    link_pattern: str | None = None
    max_links: int | None = None
    max_age: timedelta | None = None
    post_selector: str | None = None
    permalink_selector: str | None = None
    time_selector: str | None = None
    text_selector: str | None = None
    # api: where the entries are and how their fields are called (ours -> theirs, dotted).
    entries_path: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    # a page once read is looked at again after these times
    recheck: tuple[timedelta, ...] = ()
    charset: str | None = None
    checks: Checks = field(default_factory=Checks)
    backfill_url: str | None = None
    # The IANA zone of times that the publisher writes without one; None: they are UTC.
    zone: str | None = None
    # False: what the source itself says of a page is all that is read; its links are not visited.
    follow: bool = True
    # The reader of official notices that its pages are given to: a module of tracker.extract.notices.
    notice: str | None = None
    # The longest time for one answer, and the longest silence within it, if not politeness's.
    timeout_s: float | None = None
    jitter: timedelta = timedelta()
    at: time | None = None
    days: tuple[Weekday, ...] = ()


@dataclass(frozen=True, slots=True)
class Renewal:
    """A day on which a measure that is known to us ends unless it is prolonged; `url` says so."""

    name: str
    authority: str
    on: date
    url: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class SectorTarget:
    """One who is meant where a measure on a whole sector is spoken of.

    `words` are how names of it begin; `entries` are its entries of official lists, as `list:uid`.
    """

    name: str
    words: tuple[str, ...]
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sector:
    """A branch of the economy for which relief is told in one word, and whom that means.

    `words` are how names for all of it begin: "potash".
    """

    name: str
    words: tuple[str, ...]
    targets: tuple[SectorTarget, ...]


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """A model that is asked what pages say, beside the rules: an OpenAI-compatible endpoint.

    `base_url` is the address before `/chat/completions`. No more than `max_chars` of a page's text are
    sent. `allow_addresses` are networks or addresses that may be asked although they are not public, as
    a model's on this machine. The key is not here: it comes from the environment.
    """

    base_url: str
    model: str
    timeout_s: float
    max_chars: int
    allow_addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What the tracker is about: the country, its words, its programmes.

    `programmes` maps each list that is watched to glob patterns of its programme tags. `words` maps a
    language to the words of the country. `zone` is the IANA zone in which days and hours are told to
    readers. With `corrects_names` the extra `ner` corrects the names of people in records;
    `second_opinion` is None unless it is switched on.
    """

    name: str
    title: str
    country: str
    counterpart: str
    zone: str
    programmes: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    officials: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    renewals: tuple[Renewal, ...] = ()
    sectors: tuple[Sector, ...] = ()
    corrects_names: bool = False
    second_opinion: SecondOpinion | None = None


@dataclass(frozen=True, slots=True)
class Politeness:
    """How we behave as a visitor. Times in seconds, sizes in bytes."""

    user_agent: str
    gap_s: float
    connect_timeout_s: float
    read_timeout_s: float
    total_timeout_s: float
    max_bytes: int
    # Networks or addresses that may be visited although they are not public: tests and the demo.
    allow_addresses: tuple[str, ...] = ()
    proxy: str | None = None
    hosts_at_once: int = 8


@dataclass(frozen=True, slots=True)
class Mail:
    """Where and how mail is handed over. The password comes from the environment or a named file.

    `unsubscribe` is a page on which a reader can have the mails stopped.
    """

    host: str
    port: int
    security: str
    sender: str
    recipients: tuple[str, ...]
    username: str | None = None
    password_env: str | None = None
    password_file: str | None = None
    unsubscribe: str | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest mail: when it is made, what it tells, who gets it.

    It is made at `at`, an hour of the subject's zone, on `days` (every day, where empty). `types` and
    `lists` limit what it tells (everything, where empty). `ping` is called when the mail server has
    accepted it for everybody; `ping_env` names the environment variable that holds that address.
    """

    name: str
    at: time
    days: tuple[Weekday, ...] = ()
    types: tuple[RecordType, ...] = ()
    lists: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    ping: str | None = None
    ping_env: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """Which developments are told at once, beside the digest, and through what.

    `targets` are glob patterns of names. The addresses of a webhook or of Apprise may hold secrets:
    they come from the environment variables that `webhook_env` and `apprise_env` name.
    """

    name: str
    types: tuple[RecordType, ...] = ()
    status: Status = Status.ACTUAL
    min_count: int = 1
    min_confidence: float = 0.0
    targets: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    webhook: str | None = None
    webhook_env: str | None = None
    apprise_env: str | None = None


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long what no record needs is kept, and how many backups there are (none without a folder)."""

    bad_answers: timedelta = timedelta(days=30)
    sent_mail: timedelta = timedelta(days=90)
    runs: timedelta = timedelta(days=90)
    backup_folder: str | None = None
    backups: int = 7


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
    digests: tuple[Digest, ...] = ()
    notices: tuple[NoticeRule, ...] = ()
    keeping: Keeping = Keeping()
    # Where the built site stands; every development then has a page there.
    site: str | None = None
    # Bytes that database and evidence may take before `tracker status` warns; None: nobody said.
    evidence_budget: int | None = None
