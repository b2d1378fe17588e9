"""subject.toml: what one subject is about."""

from __future__ import annotations

from pydantic import Field

from tracker.config.values import CountryCode, Form, Language, ListName, Text, Zone
from tracker.model import Subject


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
    )
