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
from tracker.model import Action, Effect, RecordType, Status

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


class ClaimForm(Form):
    """[[claim]]: one thing that the article says."""

    id: Text
    claim_kind: ClaimKind = Field(description="What kind of saying it is in the article itself.")
    text: Text = Field(description="In our words.")
    where: list[Text] = Field(description="Places in the article: P0 lede, P1 … paragraphs, N1 … notes.")
    links: list[Text] = Field(default_factory=list, description="Ids of links that it rests on.")
    on: PartialDate | None = Field(None, description="Day, month or year, as exact as it is known.")
    type: Annotated[RecordType, Field(strict=False)] | None = None
    action: Annotated[Action, Field(strict=False)] | None = None
    authority: CountryCode | None = None
    targets: list[Text] = Field(default_factory=list, description="Names, or list:uid.")
    count: Annotated[int, Field(ge=0)] | None = None
    quote: ShortQuote | None = Field(None, description="The article's own words, 12 at most.")
    contested: bool = False
    uncertainty: Text | None = Field(None, description="What is contested; shown with the claim.")
    facts: dict[str, object] = Field(default_factory=dict, description="Further fields, as they are.")


class ConditionForm(Form):
    """[[question.condition]]: a kind of development that would move or answer the question."""

    text: Text = Field(description="What readers are told as the reason.")
    effect: Annotated[Effect, Field(strict=False)]
    judge: Judge = Field(
        "rule", description="rule: recognised by the fields below; reader: only a person can tell."
    )
    part: Text | None = Field(None, description="The part of the question that it concerns.")
    type: Annotated[RecordType, Field(strict=False)] | None = None
    status: Annotated[Status, Field(strict=False)] | None = None
    actions: list[Annotated[Action, Field(strict=False)]] = Field(default_factory=list)
    authorities: list[CountryCode] = Field(default_factory=list)
    targets: list[Text] = Field(default_factory=list, description="list:uid")
    programmes: list[Text] = Field(default_factory=list, description="Glob patterns.")


class QuestionForm(Form):
    """[[question]]: one thing that the article leaves open."""

    id: Text
    text: Text
    where: list[Text]
    look_alikes: list[Text] = Field(default_factory=list, description="What must never count.")
    parts: dict[str, Text] = Field(default_factory=dict)
    ladder: list[Text] = Field(default_factory=list, description="Rungs to an answer, lowest first.")
    measure: Text | None = None
    trap: Text | None = None
    condition: list[ConditionForm] = Field(default_factory=list)


class BaselineForm(Form):
    """What the article says, links to, and leaves open."""

    article: ArticleForm
    link: list[LinkForm] = Field(default_factory=list)
    claim: list[ClaimForm] = Field(default_factory=list)
    question: list[QuestionForm] = Field(default_factory=list)
