"""Other authorities' lists beside OFAC's, so that the demo can tell who is still listed elsewhere.

They are the states that ship for the article's date. `other_lists.toml` says up to which day each is known to
have stood so: on later days it is not visited, and the tracker says that it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path

from tracker.config.toml import read_toml, tables, text
from tracker.demo.archive import Addresses, Archive, Body, Step
from tracker.demo.build import path_of
from tracker.errors import ArchiveBroken
from tracker.model import BaselineList, Configuration, Source
from tracker.text.dates import day_in_words

TABLE = "other_lists.toml"
_XML = "text/xml"


@dataclass(frozen=True, slots=True)
class OtherList:
    """A source whose shipped state stood unchanged until a day; `note` is one clause for readers."""

    source: str
    until: date
    note: str


def load_other_lists() -> tuple[OtherList, ...]:
    """The lists that the demo shows beside OFAC's. Raises ArchiveBroken for a table that is damaged."""
    path = Path(str(files("tracker.demo"))) / TABLE
    return tuple(_other(path, table) for table in tables(read_toml(path), "list"))


def _other(path: Path, table: Mapping[str, object]) -> OtherList:
    until = table.get("until")
    if not isinstance(until, date):
        raise ArchiveBroken(f"{path}: until = {until!r} is no day")
    return OtherList(text(table, "source") or "", until, text(table, "note") or "")


def with_other_lists(archive: Archive, others: Sequence[OtherList], configuration: Configuration) -> Archive:
    """The archive with those lists that the subject watches and has a state of, at each of its steps."""
    sources = {source.name: source for source in configuration.sources}
    states = {state.list: state for state in configuration.lists}
    served = [
        (other, source, states[source.list])
        for other in others
        if (source := sources.get(other.source)) is not None and source.list in states
    ]
    bodies = {other.source: _body(other, state) for other, _, state in served}
    return replace(
        archive,
        addresses={
            **archive.addresses,
            **{source.name: Addresses(_address(source)) for _, source, _ in served},
        },
        bodies={**archive.bodies, **{body.name: body for body in bodies.values()}},
        steps=tuple(_step(step, served, bodies) for step in archive.steps),
    )


def _step(
    step: Step, served: Sequence[tuple[OtherList, Source, BaselineList]], bodies: Mapping[str, Body]
) -> Step:
    now = [(other, source) for other, source, _ in served if step.at.date() <= other.until]
    return replace(
        step,
        visits=(*step.visits, *(source.name for _, source in now)),
        serves={**step.serves, **{path_of(_address(source)): bodies[source.name].name for _, source in now}},
    )


def _address(source: Source) -> str:
    """The source's own; a token in it is nothing that the demo has."""
    return (source.url or "").partition("?")[0]


def _body(other: OtherList, state: BaselineList) -> Body:
    return Body(
        name=f"{state.list}_{state.as_of}.xml",
        content=Path(state.path).read_bytes(),
        content_type=_XML,
        origin=state.origin,
        note=other.note.format(as_of=day_in_words(state.as_of)),
        sources=state.sources,
        licence=state.licence,
    )
