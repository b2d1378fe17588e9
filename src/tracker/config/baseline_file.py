"""baseline.toml: what the article says, links to, and leaves open."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from tracker.config.values import (
    CountryCode,
    Day,
    Form,
    Language,
    PartialDate,
    ShortQuote,
    Text,
    WebAddress,
)
from tracker.model import Action, Effect, Measure, Reason, RecordType, Status

Certainty = Literal["certain", "likely", "unknown"]
ClaimKind = Literal[
    "release",
    "contact",
    "sanction",
    "context",
    "reported_offer",
    "announced_topic",
    "demand",
    "implied",
    "list_state",
]
Judge = Literal["rule", "reader"]
# What a release or a contact can be, in the words of the record schema.
Kind = Literal[
    "pardon",
    "exchange",
    "amnesty",
    "deportation",
    "term_end",
    "unspecified",
    "visit",
    "meeting",
    "call",
    "embassy",
    "envoy",
]
Count = Annotated[int, Field(ge=0)]


class EditionForm(Form):
    """[[article.edition]]: one place where the article was published."""

    publisher: Text
    language: Language
    published_on: Day | None = None
    url: WebAddress | None = Field(None, description="Left out while it is not known.")
    url_certainty: Certainty
    note: Text | None = None


class ArticleForm(Form):
    """[article]"""

    title: Text
    author: Text
    publisher: Text
    url: WebAddress | None = None
    as_of: Day = Field(description="Up to this day the article can know; what is later is new.")
    as_of_original: Day | None = Field(None, description="The day of its first publication.")
    edition: list[EditionForm] = Field(default_factory=list)


class LinkForm(Form):
    """[[link]]: one hyperlink of the article, by the words that carry it, in the article's order."""

    id: Text
    anchor: Text = Field(description="The words in the article that are linked.")
    source: Text = Field(description="Who published the linked page and what it is, as far as known.")
    source_certainty: Certainty
    url: WebAddress | None = Field(None, description="Left out while it is not known: never guessed.")
    url_certainty: Certainty = "unknown"
    enabled: bool = Field(description="Whether the page is watched; false while there is no url.")
    publisher: Text | None = Field(None, description="The publisher's name alone, for matching.")
    published_on: Day | None = None
    carriers: list[WebAddress] = Field(
        default_factory=list, description="Pages with the same text or news; not what is linked."
    )
    note: Text | None = None


class PersonForm(Form):
    """[[claim.person]]: somebody of whom the claim tells."""

    name: Text
    forms: list[Text] = Field(default_factory=list, description="How else the name is written.")
    not_forms: list[Text] = Field(default_factory=list, description="Other people's names that look alike.")
    in_article: bool = Field(True, description="false: the article does not name this person; others do.")
    note: Text | None = None


class SubgroupForm(Form):
    """[[claim.subgroup]]: a part of those whom the claim counts."""

    of: Text
    counts: Annotated[list[Count], Field(min_length=1)] = Field(
        description="The article's number first, then others that are told and known to be contested."
    )
    words: Annotated[list[Text], Field(min_length=1)] = Field(
        description="How words begin by which pages name this part, in every language."
    )


class ClaimForm(Form):
    """[[claim]]: one thing that the article says."""

    id: Text
    claim_kind: ClaimKind = Field(description="What kind of saying it is in the article itself.")
    text: Text = Field(description="In our words.")
    where: list[Text] = Field(description="Places in the article: P0 lede, P1 … paragraphs, N1 … notes.")
    links: list[Text] = Field(default_factory=list, description="Ids of links that it rests on.")
    on: PartialDate | None = Field(None, description="Day, month or year, as exact as it is known.")
    days: list[PartialDate] = Field(
        default_factory=list, description="Other days that are told of the same event: no contradiction."
    )
    type: Annotated[RecordType, Field(strict=False)] | None = None
    kinds: list[Kind] = Field(
        default_factory=list, description="Of a release or contact: the article's kind, then others meant."
    )
    action: Annotated[Action, Field(strict=False)] | None = None
    authority: CountryCode | None = None
    targets: list[Text] = Field(default_factory=list, description="Names, or list:uid.")
    count: Count | None = None
    counts: list[Count] = Field(
        default_factory=list, description="Other numbers that are told of it and known to be contested."
    )
    subgroup: list[SubgroupForm] = Field(default_factory=list)
    person: list[PersonForm] = Field(default_factory=list)
    country: CountryCode | None = Field(None, description="Of a release: whose prisoners.")
    counterparts: list[CountryCode] = Field(default_factory=list, description="Of a release: with whom.")
    parties: list[CountryCode] = Field(default_factory=list, description="Of a contact: between whom.")
    officials: list[Text] = Field(
        default_factory=list, description="Of a contact: how the names begin of who took part."
    )
    quote: ShortQuote | None = Field(None, description="The article's own words, 12 at most.")
    contested: bool = False
    uncertainty: Text | None = Field(None, description="What is contested; shown with the claim.")
    facts: dict[str, object] = Field(default_factory=dict, description="Further fields, as they are.")


class MarksForm(Form):
    """By what a kind of development is recognised: all that is written must fit."""

    type: Annotated[RecordType, Field(strict=False)] | None = None
    status: Annotated[Status, Field(strict=False)] | None = None
    actions: list[Annotated[Action, Field(strict=False)]] = Field(default_factory=list)
    authorities: list[CountryCode] = Field(default_factory=list)
    agencies: list[Text] = Field(default_factory=list, description="As in OFAC, State, BIS, Council.")
    targets: list[Text] = Field(default_factory=list, description="list:uid")
    named: list[Text] = Field(
        default_factory=list, description="How names of targets begin, where no list has them."
    )
    names_nobody: bool = Field(False, description="Fits where no target is named.")
    programmes: list[Text] = Field(default_factory=list, description="Glob patterns.")
    sectors: list[Text] = Field(default_factory=list, description="As in potash, finance, aviation.")
    kinds: list[Kind] = Field(default_factory=list)
    not_kinds: list[Kind] = Field(default_factory=list, description="Fits where the kind is none of these.")
    countries: list[CountryCode] = Field(default_factory=list, description="Whose prisoners; sanctions on.")
    not_countries: list[CountryCode] = Field(
        default_factory=list, description="Fits where the country is known and is none of these."
    )
    counterparts: list[CountryCode] = Field(default_factory=list)
    parties: list[CountryCode] = Field(default_factory=list, description="All of them must take part.")
    officials: list[Text] = Field(default_factory=list, description="How their names begin, in any script.")
    not_officials: list[Text] = Field(default_factory=list, description="Fits where none of them is named.")
    places: list[Text] = Field(default_factory=list, description="How the place's name begins.")
    destinations: list[CountryCode] = Field(default_factory=list, description="Where the freed were taken.")
    quoted: list[Text] = Field(
        default_factory=list, description="Words or phrases in a quote of the evidence; how they begin."
    )
    min_count: Annotated[int, Field(ge=1)] | None = Field(None, description="So many people at the least.")
    min_voices: Annotated[int, Field(ge=1)] | None = Field(
        None, description="So many publishers that say so independently, or an official one."
    )
    talks_with: list[CountryCode] = Field(default_factory=list)
    talks_within_days: Annotated[int, Field(ge=0)] | None = None


class ConditionForm(MarksForm):
    """[[question.condition]]: a kind of development that would move or answer the question."""

    text: Text = Field(description="What readers are told as the reason.")
    effect: Annotated[Effect, Field(strict=False)]
    judge: Judge = Field(
        "rule", description="rule: recognised by the fields below; reader: only a person can tell."
    )
    part: Text | None = Field(None, description="The part of the question that it concerns.")


class LookAlikeForm(MarksForm):
    """[[question.look_alike]]: what looks like an answer and must never count."""

    text: Text
    refused: list[Annotated[Reason, Field(strict=False)]] = Field(
        default_factory=list, description="For which reasons sentences of this kind are refused."
    )


class QuestionForm(Form):
    """[[question]]: one thing that the article leaves open."""

    id: Text
    text: Text
    where: list[Text]
    parts: dict[str, Text] = Field(default_factory=dict)
    ladder: list[Text] = Field(default_factory=list, description="Rungs to an answer, lowest first.")
    measure: Text | None = Field(None, description="Of a judgement: what is reported instead of a verdict.")
    measures: list[Annotated[Measure, Field(strict=False)]] = Field(default_factory=list)
    made_of: list[Text] = Field(default_factory=list, description="Ids of the questions that bear on it.")
    trap: Text | None = None
    condition: list[ConditionForm] = Field(default_factory=list)
    look_alike: list[LookAlikeForm] = Field(default_factory=list)


class BaselineForm(Form):
    """What the article says, links to, and leaves open."""

    article: ArticleForm
    link: list[LinkForm] = Field(default_factory=list)
    claim: list[ClaimForm] = Field(default_factory=list)
    question: list[QuestionForm] = Field(default_factory=list)
