"""subject.toml: what one subject is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from pydantic import Field

from tracker.config.values import (
    CountryCode,
    Day,
    Duration,
    Form,
    Language,
    Network,
    Text,
    WebAddress,
    Zone,
)
from tracker.model import Renewal, SecondOpinion, Sector, SectorTarget, Source, Subject


class RenewalForm(Form):
    """[[renewal]]: a measure that ends on a day unless it is prolonged."""

    name: Text
    authority: CountryCode = Field(description="Who decides: US, EU, UK …")
    on: Day = Field(description="The day on which it ends, unless it is prolonged before.")
    url: WebAddress = Field(description="The act or notice that says so.")
    note: Text | None = None


class SectorTargetForm(Form):
    """[[sector.target]]: one who is meant by relief for the whole sector."""

    name: Text = Field(description="What readers are told; how pages begin it stands in words.")
    words: list[Text] = Field(min_length=1, description="How its name begins on pages, in any language.")
    entries: list[Text] = Field(
        default_factory=lambda: [], description='Its entries of official lists, as in "us_ofac_sdn:32746".'
    )


class SectorForm(Form):
    """[[sector]]: a branch for which relief is told in one word, and whom that means.

    An announcement for "potash" and the delisting of a potash company are steps of one ladder.
    """

    name: Text = Field(description="A sector of the lexicons (fields.toml), which pages are read by.")
    words: list[Text] = Field(
        min_length=1, description="How words for all of it begin on pages, in any language."
    )
    target: list[SectorTargetForm] = Field(default_factory=lambda: [], description="Who belongs to it.")


class ExtractionForm(Form):
    """[extraction]: how pages are read."""

    ner: bool = Field(
        False, description="Correct the names of people in Russian; needs the extra: belarus-tracker[ner]."
    )


class SecondOpinionForm(Form):
    """[second_opinion]: a model that is asked beside the rules. It tells others what we look at.

    The key comes from the environment variable TRACKER_OPINION_KEY.
    """

    enabled: bool = Field(False, description="Text of pages is sent to this address only if this is true.")
    base_url: WebAddress = Field(
        description="The endpoint, before /chat/completions, as in https://api.example.org/v1."
    )
    model: Text = Field(description="What the endpoint calls the model.")
    timeout: Duration = Field(timedelta(minutes=1), description="Longest time for one answer.")
    max_chars: int = Field(
        12_000, ge=500, le=200_000, description="So much of a page's text is sent, from its beginning."
    )
    allow_addresses: list[Network] = Field(
        default_factory=lambda: [],
        description="Addresses or networks that may be asked although they are not public: a model of ours.",
    )


class SubjectForm(Form):
    """What one subject is about: the country, its words, its readers' zone."""

    title: Text
    country: CountryCode = Field(description="The country that the article is about.")
    counterpart: CountryCode = Field(description="The other side of the relations.")
    zone: Zone = Field(description="The IANA zone in which readers are told days and hours.")
    words: dict[Language, list[Text]] = Field(
        description="By language, how words of the country begin; a page with none of them is not read."
    )
    officials: dict[str, list[Text]] = Field(
        default_factory=dict, description="Who speaks and acts for the two sides: name, other forms of it."
    )
    renewal: list[RenewalForm] = Field(
        default_factory=lambda: [], description="Which measures end when; told in the week before."
    )
    sector: list[SectorForm] = Field(
        default_factory=lambda: [],
        description="For which sectors relief is told in one word, and who is meant.",
    )
    extraction: ExtractionForm | None = None
    second_opinion: SecondOpinionForm | None = None


def subject(form: SubjectForm, name: str, sources: Iterable[Source]) -> Subject:
    """The form as the model's value; `name` is the folder's, `sources` say which programmes are its own."""
    return Subject(
        name=name,
        title=form.title,
        country=form.country,
        counterpart=form.counterpart,
        zone=form.zone,
        programmes=_programmes(sources),
        words={key: tuple(words) for key, words in form.words.items()},
        officials={key: tuple(forms) for key, forms in form.officials.items()},
        renewals=tuple(Renewal(one.name, one.authority, one.on, one.url, one.note) for one in form.renewal),
        sectors=tuple(map(_sector, form.sector)),
        corrects_names=form.extraction is not None and form.extraction.ner,
        second_opinion=_second_opinion(form.second_opinion),
    )


def _programmes(sources: Iterable[Source]) -> dict[str, tuple[str, ...]]:
    """By list, its programmes; where two files name one list, those of the one that is watched."""
    watched_last = sorted(sources, key=lambda source: source.enabled)
    return {one.list: one.programmes for one in watched_last if one.list is not None and one.programmes}


def _sector(form: SectorForm) -> Sector:
    return Sector(
        name=form.name,
        words=tuple(form.words),
        targets=tuple(SectorTarget(one.name, tuple(one.words), tuple(one.entries)) for one in form.target),
    )


def _second_opinion(form: SecondOpinionForm | None) -> SecondOpinion | None:
    if form is None or not form.enabled:
        return None
    return SecondOpinion(
        base_url=form.base_url,
        model=form.model,
        timeout_s=form.timeout.total_seconds(),
        max_chars=form.max_chars,
        allow_addresses=tuple(form.allow_addresses),
    )
