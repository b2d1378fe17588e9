"""The article: its editions, links, claims and open questions, and the lists as of its date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.model.kinds import Action, Origin, Precision, RecordType
from tracker.model.questions import Question


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
class ClaimPerson:
    """Somebody of whom a claim tells: how the name is written, and whose look-alike name it is not.

    Not `in_article`: others name this person, the article does not.
    """

    name: str
    forms: tuple[str, ...] = ()
    not_forms: tuple[str, ...] = ()
    in_article: bool = True


@dataclass(frozen=True, slots=True)
class ClaimSubgroup:
    """A part of those whom a claim counts: its number, and others that the claim itself knows to be told.

    `words` are how words begin by which the part is recognised, in whatever language.
    """

    of: str
    counts: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the article says, with its place in it.

    `claim_kind` is the article's own kind (release, contact, sanction, context, reported_offer,
    announced_topic, demand, implied, list_state). `uncertainty` says what is contested; it goes
    into every output that shows the claim. `days`, `counts` and `kinds` are what else is told of the very
    same event without contradicting the claim; `people` and what follows tell it from others of its day.
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
    days: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    subgroups: tuple[ClaimSubgroup, ...] = ()
    people: tuple[ClaimPerson, ...] = ()
    country: str | None = None
    counterparts: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


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
