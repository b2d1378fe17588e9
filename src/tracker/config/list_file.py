"""lists/LIST.toml: what the list state beside it stands for, and what it rests on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from tracker.config.values import Day, FileName, Form, ListName, Text, Texts
from tracker.model import BaselineList, Origin


class ListForm(Form):
    """The state of one official list as of the article's date; its body lies beside this file."""

    list: ListName = Field(description="The list's name; also this file's.")
    format: ListName = Field(description="Its reader: a module of tracker.read.lists.")
    file: FileName = Field(description="The body's file, in this folder.")
    as_of: Day = Field(description="The day that the state stands for.")
    origin: Annotated[Origin, Field(strict=False)] = Field(
        description="published: a file as it was; rebuilt: made from dated facts that `sources` name."
    )
    covers: Texts = Field(
        min_length=1, description="Glob patterns of the programmes for which it is complete."
    )
    observed_from: Day | None = Field(None, description="The last observation on or before the day.")
    observed_to: Day | None = Field(None, description="The first observation on or after the day.")
    sources: Texts = Field(min_length=1, description="What it was made from.")
    licence: Text
    note: Text | None = None
    uncertain: dict[Text, Text] = Field(
        default_factory=dict, description="What is not known for sure, by uid."
    )


def baseline_list(form: ListForm, folder: Path) -> BaselineList:
    """The form as the model's value; `folder` holds the body."""
    return BaselineList(
        list=form.list,
        format=form.format,
        path=str(folder / form.file),
        as_of=form.as_of,
        origin=form.origin,
        covers=tuple(form.covers),
        sources=tuple(form.sources),
        licence=form.licence,
        observed_from=form.observed_from,
        observed_to=form.observed_to,
        note=form.note,
        uncertain=dict(form.uncertain),
    )
