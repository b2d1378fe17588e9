"""subject.toml: what one subject is about."""

from __future__ import annotations

from pydantic import Field

from tracker.config.values import CountryCode, Day, Form, Language, ListName, Text, WebAddress, Zone
from tracker.model import Renewal, Subject


class RenewalForm(Form):
    """[[renewal]]: a measure that ends on a day unless it is prolonged."""

    name: Text
    authority: CountryCode = Field(description="Who decides: US, EU, UK …")
    on: Day = Field(description="The day on which it ends, unless it is prolonged before.")
    url: WebAddress = Field(description="The act or notice that says so.")
    note: Text | None = None


class SubjectForm(Form):
    """What one subject is about: the country, its words, its programmes, its readers' zone."""

    title: Text
    country: CountryCode = Field(description="The country that the article is about.")
    counterpart: CountryCode = Field(description="The other side of the relations.")
    zone: Zone = Field(description="The IANA zone in which readers are told days and hours.")
    programmes: dict[ListName, list[Text]] = Field(
        description="Which programmes of a list are the subject's: list name, glob patterns."
    )
    words: dict[Language, list[Text]] = Field(
        description="By language, how words of the country begin; a page with none of them is not read."
    )
    officials: dict[str, list[Text]] = Field(
        default_factory=dict, description="Who speaks and acts for the two sides: name, other forms of it."
    )
    renewal: list[RenewalForm] = Field(
        default_factory=lambda: [], description="Which measures end when; told in the week before."
    )


def subject(form: SubjectForm, name: str) -> Subject:
    """The form as the model's value; `name` is the folder's."""
    return Subject(
        name=name,
        title=form.title,
        country=form.country,
        counterpart=form.counterpart,
        zone=form.zone,
        programmes={key: tuple(globs) for key, globs in form.programmes.items()},
        words={key: tuple(words) for key, words in form.words.items()},
        officials={key: tuple(forms) for key, forms in form.officials.items()},
        renewals=tuple(Renewal(one.name, one.authority, one.on, one.url, one.note) for one in form.renewal),
    )
