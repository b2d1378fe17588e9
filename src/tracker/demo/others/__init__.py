"""The lists of other authorities in the demo: their states of the article's date, served until known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from pathlib import Path

from tracker.config.toml import read_toml, tables, text
from tracker.demo.archive import Addresses, Archive, Body
from tracker.demo.build import path_of
from tracker.errors import ArchiveBroken
from tracker.model import BaselineList, Configuration

_XML = "text/xml; charset=utf-8"
_NOTE = "state of {as_of}, rebuilt from later copies; everybody in it still stood on {until}"


@dataclass(frozen=True, slots=True)
class OtherList:
    """One list: the source whose address answers with it, and until when that is known to be true."""

    source: str
    url: str
    until: date


def shipped_others() -> Path:
    """The file that comes with the package."""
    return Path(str(files("tracker.demo.others"))) / "others.toml"


def load_others(path: Path) -> tuple[OtherList, ...]:
    """Reads and checks the file. Raises ArchiveBroken with what is wrong with it."""
    found = []
    for row in tables(read_toml(path), "list"):
        source, url, until = text(row, "source"), text(row, "url"), row.get("until")
        if source is None or url is None or not isinstance(until, date):
            raise ArchiveBroken(f"{path}: a list needs source, url and until (a day)")
        found.append(OtherList(source, url, until))
    return tuple(found)


def with_others(archive: Archive, others: Sequence[OtherList], configuration: Configuration) -> Archive:
    """The archive with these lists: they are visited at each step at which a list is, as long as known.

    One whose state does not ship with the subject is left out.
    """
    lists = {one.list: one for one in configuration.lists}
    names = {source.name: source.list for source in configuration.sources}
    shown = {one: lists[name] for one in others if (name := names.get(one.source)) in lists}
    bodies = {one: _body(one, state) for one, state in shown.items()}
    steps = []
    for step in archive.steps:
        now = [one for one in shown if step.at.date() <= one.until and step.visits]
        steps.append(
            replace(
                step,
                visits=(*step.visits, *(one.source for one in now)),
                serves={**step.serves, **{path_of(one.url): bodies[one].name for one in now}},
            )
        )
    addresses: Mapping[str, Addresses] = {one.source: Addresses(url=one.url) for one in shown}
    return replace(
        archive,
        addresses={**archive.addresses, **addresses},
        bodies={**archive.bodies, **{body.name: body for body in bodies.values()}},
        steps=tuple(steps),
    )


def _body(one: OtherList, state: BaselineList) -> Body:
    # A publication of its own: what the first look has in common with the state is who stands there.
    content = Path(state.path).read_bytes() + b"<!-- as served in the demo -->\n"
    note = _NOTE.format(as_of=state.as_of, until=one.until)
    return Body(f"other_{state.list}", content, _XML, state.origin, note, state.sources, state.licence)
