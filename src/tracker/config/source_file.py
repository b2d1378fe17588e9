"""sources/NAME.toml: one address that is watched."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tracker.config.values import (
    CountryCode,
    Day,
    Duration,
    Form,
    Hosts,
    Languages,
    ListName,
    Pause,
    Size,
    Text,
    WebAddress,
)
from tracker.model import Keep, Source, SourceKind

PublisherClass = Literal[
    "official_list", "official", "state_media", "independent", "ngo", "think_tank", "discovery"
]


class SourceForm(Form):
    """One address that is watched. The file's name is the source's name."""

    title: Text
    kind: Annotated[SourceKind, Field(strict=False)]
    url: WebAddress | None = Field(None, description="Left out while it is not known; then not enabled.")
    enabled: bool = True
    disabled_reason: Text | None = Field(None, description="Why it is not enabled.")
    disabled_since: Day | None = None
    every: Duration = Field(description="The resting interval between two visits.")
    publisher_class: PublisherClass
    languages: Languages = Field(min_length=1)
    terms: Text = Field(description="Licence or terms under which the publisher gives it.")
    format: ListName | None = Field(
        None, description="The reader of a list or delta: a module of tracker.read.lists."
    )
    list: ListName | None = Field(None, description="The list's name, as in subject.toml [programmes].")
    keep: Annotated[Keep, Field(strict=False)] = Field(
        Keep.SUBJECT, description="Which entries of a list are kept whole; of the others the digest is."
    )
    authority: CountryCode | None = Field(None, description="Who acts: US, EU, UK …")
    agency: Text | None = Field(None, description="The authority's office: OFAC, Council …")
    parts: dict[ListName, WebAddress] = Field(
        default_factory=dict, description="Further files of the same publication: part, address."
    )
    history_url: WebAddress | None = Field(
        None, description="Delta only: the list of a year's publications; {year} stands in it."
    )
    publication_url: WebAddress | None = Field(
        None, description="Delta only: one publication; {id} stands in it."
    )
    redirect_hosts: Hosts = Field(
        default_factory=lambda: [], description="Other hosts that this source may send us to."
    )
    max_size: Size | None = Field(None, description="Largest body, if not politeness.max_size.")
    gap: Pause | None = Field(None, description="Pause between two requests, if not politeness.gap.")
    note: Text | None = None


def source(form: SourceForm, name: str) -> Source:
    """The form as the model's value; `name` is the file's, without `.toml`."""
    return Source(
        name=name,
        title=form.title,
        kind=form.kind,
        url=form.url,
        enabled=form.enabled,
        every=form.every,
        publisher_class=form.publisher_class,
        languages=tuple(form.languages),
        terms=form.terms,
        disabled_reason=form.disabled_reason,
        disabled_since=form.disabled_since,
        format=form.format,
        list=form.list,
        keep=form.keep,
        authority=form.authority,
        agency=form.agency,
        parts=dict(form.parts),
        history_url=form.history_url,
        publication_url=form.publication_url,
        redirect_hosts=tuple(form.redirect_hosts),
        max_bytes=form.max_size,
        gap_s=None if form.gap is None else form.gap.total_seconds(),
        note=form.note,
    )
