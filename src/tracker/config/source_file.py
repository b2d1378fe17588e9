"""sources/NAME.toml: one address that is watched."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from tracker.config.values import (
    Charset,
    CountryCode,
    Day,
    Duration,
    EnvironmentName,
    Form,
    Hour,
    JsonPlace,
    Languages,
    ListName,
    Pattern,
    Patterns,
    Pause,
    RisingDurations,
    Selector,
    Share,
    Size,
    Text,
    Texts,
    WebAddress,
    Weekdays,
    Zone,
)
from tracker.model import Checks, Keep, Marker, Source, SourceKind, Token

PublisherClass = Literal[
    "official_list", "official", "state_media", "independent", "ngo", "think_tank", "discovery"
]

Mapped = Literal["url", "title", "published_at", "summary"]
Filled = Literal["title", "time", "text"]

# A source that is visited at an hour rests a day, as far as failures go.
_DAILY = timedelta(days=1)
# Without a word of its own, a source's visits are spread by a tenth of the interval, and no more than this.
_MOST_JITTER = timedelta(minutes=10)


class ChecksForm(Form):
    """[checks]: what a good answer has. Where it is not found, the source has drifted and tells nothing."""

    must_match: Patterns = Field(
        default_factory=lambda: [], description="Regular expressions that the text must hold."
    )
    min_text: int | None = Field(None, ge=1, description="Characters of text.")
    min_links: int | None = Field(None, ge=1, description="Links or posts.")
    min_filled: dict[Filled, Share] = Field(
        default_factory=dict, description="Which share of the links or posts has a title, a time, a text."
    )


class TokenForm(Form):
    """[token]: where the publisher tells the token that the addresses take; {token} stands in these."""

    url: WebAddress
    pattern: Pattern = Field(description="Regular expression; what its first group holds is the token.")
    env: EnvironmentName | None = Field(
        None, description="The environment variable of a token of one's own, used instead where it is set."
    )


class MarkerForm(Form):
    """[marker]: asked before the list, which is fetched only where the marker differs from the last one."""

    url: WebAddress | None = Field(
        None, description="A short answer in plain text, as a checksum; or else header."
    )
    header: Text | None = Field(
        None, description="A header with which the list's own address answers HEAD; or else url."
    )
    whole_every: Duration = Field(
        timedelta(days=7), description="The list is read so often at least, whatever the marker says."
    )


class SourceForm(Form):
    """One address that is watched. The file's name is the source's name."""

    title: Text
    kind: Annotated[SourceKind, Field(strict=False)]
    url: WebAddress | None = Field(None, description="Left out while it is not known; then not enabled.")
    enabled: bool = True
    disabled_reason: Text | None = Field(None, description="Why it is not enabled.")
    disabled_since: Day | None = None
    every: Duration | None = Field(None, description="The resting interval between two visits; or else at.")
    jitter: Pause | None = Field(
        None, description="How much sooner or later than every; a tenth of it, at most 10m, if left out."
    )
    at: Hour | None = Field(None, description="The hour of the visit, in subject.toml's zone; or else every.")
    days: Weekdays = Field(
        default_factory=lambda: [], description="With at: on which days, as in mon; on all, if left out."
    )
    publisher_class: PublisherClass
    languages: Languages = Field(min_length=1)
    terms: Text = Field(description="Licence or terms under which the publisher gives it.")
    format: ListName | None = Field(
        None, description="The reader of a list or delta: a module of tracker.read.lists."
    )
    list: ListName | None = Field(None, description="The list's name; its title stands with its reader.")
    programmes: Texts | None = Field(
        None, min_length=1, description="List: glob patterns of the programmes that are the subject's."
    )
    keep: Annotated[Keep, Field(strict=False)] = Field(
        Keep.SUBJECT, description="Which entries of a list are kept whole; of the others the digest is."
    )
    removals_after: Duration | None = Field(
        None,
        description="List: a removal that no official notice names is held until the entry has been missing"
        " so long; for publishers that drop entries by mistake and bring them back.",
    )
    authority: CountryCode | None = Field(None, description="Who acts: US, EU, UK …")
    agency: Text | None = Field(None, description="The authority's office: OFAC, Council …")
    parts: dict[ListName, WebAddress] = Field(
        default_factory=dict, description="Further files of the same publication: part, address."
    )
    token: TokenForm | None = None
    marker: MarkerForm | None = None
    history_url: WebAddress | None = Field(
        None, description="Delta only: the list of a year's publications; {year} stands in it."
    )
    publication_url: WebAddress | None = Field(
        None, description="Delta only: one publication; {id} stands in it."
    )
    max_size: Size | None = Field(None, description="Largest body, if not politeness.max_size.")
    gap: Pause | None = Field(None, description="Pause between two requests, if not politeness.gap.")
    timeout: Duration | None = Field(
        None, description="Longest time for one answer and longest silence in it, if not politeness's."
    )
    link_selector: Selector | None = Field(None, description="Index: CSS selector of the links.")
    link_pattern: Pattern | None = Field(
        None, description="Index: regular expression that a link's address must hold."
    )
    max_links: int | None = Field(None, ge=1, description="How many links are taken, the newest.")
    max_age: Duration | None = Field(None, description="Links and posts known to be older are left.")
    follow: bool = Field(
        True, description="false: the pages behind the links are not visited; what is said of them is read."
    )
    notice: ListName | None = Field(
        None, description="The reader of its official notices: a module of tracker.extract.notices."
    )
    recheck: RisingDurations = Field(
        default_factory=lambda: [],
        description="How long after its first reading a page is looked at again, for corrections.",
    )
    post_selector: Selector | None = Field(None, description="Posts: CSS selector of the blocks.")
    permalink_selector: Selector | None = Field(None, description="Posts: a block's own address.")
    time_selector: Selector | None = Field(
        None, description="Posts: a block's time. Index: a link's, in it or beside it."
    )
    text_selector: Selector | None = Field(
        None,
        description="Posts: a block's words. Others: the part of a page (for an index, a feed or an API of "
        "the pages behind the links) whose text is read.",
    )
    zone: Zone | None = Field(None, description="The zone of times that are written without one.")
    charset: Charset | None = Field(None, description="The encoding, where the publisher names a wrong one.")
    entries_path: JsonPlace | None = Field(None, description="API: where the entries are, as in results.")
    mapping: dict[Mapped, JsonPlace] = Field(
        default_factory=dict, description="API: our field, its place in an entry."
    )
    backfill_url: WebAddress | None = Field(
        None, description="The address of older links, page by page; {page} stands in it."
    )
    checks: ChecksForm | None = None
    note: Text | None = None


def source(form: SourceForm, name: str) -> Source:
    """The form as the model's value; `name` is the file's, without `.toml`."""
    return Source(
        name=name,
        title=form.title,
        kind=form.kind,
        url=form.url,
        enabled=form.enabled,
        every=form.every or _DAILY,
        jitter=_jitter(form),
        at=form.at,
        days=tuple(form.days),
        publisher_class=form.publisher_class,
        languages=tuple(form.languages),
        terms=form.terms,
        disabled_reason=form.disabled_reason,
        disabled_since=form.disabled_since,
        format=form.format,
        list=form.list,
        programmes=tuple(form.programmes or ()),
        keep=form.keep,
        removals_after=form.removals_after,
        authority=form.authority,
        agency=form.agency,
        parts=dict(form.parts),
        token=None if form.token is None else Token(form.token.url, form.token.pattern, form.token.env),
        marker=None if form.marker is None else _marker(form.marker),
        history_url=form.history_url,
        publication_url=form.publication_url,
        max_bytes=form.max_size,
        gap_s=None if form.gap is None else form.gap.total_seconds(),
        note=form.note,
        link_selector=form.link_selector,
        link_pattern=form.link_pattern,
        max_links=form.max_links,
        max_age=form.max_age,
        follow=form.follow,
        notice=form.notice,
        recheck=tuple(form.recheck),
        post_selector=form.post_selector,
        permalink_selector=form.permalink_selector,
        time_selector=form.time_selector,
        text_selector=form.text_selector,
        zone=form.zone,
        charset=form.charset,
        entries_path=form.entries_path,
        mapping=dict(form.mapping.items()),
        backfill_url=form.backfill_url,
        checks=Checks() if form.checks is None else _checks(form.checks),
        timeout_s=None if form.timeout is None else form.timeout.total_seconds(),
    )


def _marker(form: MarkerForm) -> Marker:
    return Marker(form.url, form.header.lower() if form.header else None, form.whole_every)


def _jitter(form: SourceForm) -> timedelta:
    if form.jitter is not None:
        return form.jitter
    return timedelta() if form.every is None else min(form.every / 10, _MOST_JITTER)


def _checks(form: ChecksForm) -> Checks:
    return Checks(
        must_match=tuple(form.must_match),
        min_text=form.min_text,
        min_links=form.min_links,
        min_filled=dict(form.min_filled.items()),
    )
