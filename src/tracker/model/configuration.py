"""What the configuration folder says: sources, subject, politeness, mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from tracker.model.article import Baseline, BaselineList


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
    gap_s: float | None = None
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
