"""Rules between the files of one subject: every list is one of the subject's, watched once, dated alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tracker.config.file_rules import list_of_target
from tracker.config.problems import did_you_mean
from tracker.config.toml import Table, subtable, tables, text, texts
from tracker.errors import Problem
from tracker.model import Origin
from tracker.read.lists import known_lists


@dataclass(frozen=True, slots=True)
class SubjectTables:
    """The subject's files as they are written; those that are no TOML are missing."""

    folder: Path
    subject: Table | None
    baseline: Table | None
    sources: Mapping[Path, Table]
    lists: Mapping[Path, Table]


def subject_rules(written: SubjectTables) -> Iterator[Problem]:
    """What the files say of one another, as far as they could be read."""
    yield from _list_names(written)
    yield from _reserved(written.sources)
    yield from _watched_once(written.sources)
    yield from _deltas(written.sources)
    yield from _baseline_days(written)


def _list_names(written: SubjectTables) -> Iterator[Problem]:
    """What is spoken of is a list that somebody watches, or could."""
    watched = _whole_lists(written.sources)
    # Several targets of one list make one problem.
    for path, name in dict.fromkeys(_named_lists(written)):
        # All readers are loaded only for a list that nobody watches.
        if name not in watched and name not in (known := known_lists()):
            yield Problem(str(path), f'list "{name}" is none that is read{did_you_mean(name, known)}')


def _whole_lists(sources: Mapping[Path, Table]) -> set[str | None]:
    """The lists of which there is a source that publishes them whole."""
    return {text(table, "list") for table in sources.values() if table.get("kind") == "list"}


def _named_lists(written: SubjectTables) -> Iterator[tuple[Path, str]]:
    for path, table in written.lists.items():
        name = text(table, "list")
        if name is not None:
            yield path, name
    for target in _targets(written.baseline or {}):
        name = list_of_target(target)
        if name is not None:
            yield written.folder / "baseline.toml", name
    for entry in _sector_entries(written.subject or {}):
        name = list_of_target(entry)
        if name is not None:
            yield written.folder / "subject.toml", name


def _sector_entries(subject: Table) -> Iterator[str]:
    """The list entries that the sectors name."""
    for sector in tables(subject, "sector"):
        for target in tables(sector, "target"):
            yield from texts(target, "entries")


def _targets(baseline: Table) -> Iterator[str]:
    """The targets that claims and conditions name, each once."""
    asked = (
        marks
        for one in tables(baseline, "question")
        for kind in ("condition", "look_alike")
        for marks in tables(one, kind)
    )
    named = (texts(one, "targets") for one in (*tables(baseline, "claim"), *asked))
    yield from dict.fromkeys(target for targets in named for target in targets)


def _reserved(sources: Mapping[Path, Table]) -> Iterator[Problem]:
    """Documents that were collected elsewhere are kept under a source that has no file."""
    for path in sources:
        if path.stem == Origin.IMPORT.value:
            yield Problem(str(path), f"{path.stem} is the name of what `tracker import` takes in; rename it")


def _watched_once(sources: Mapping[Path, Table]) -> Iterator[Problem]:
    """Two whole files of one list would take turns in being its state."""
    first: dict[str, Path] = {}
    for path, table in sources.items():
        name = text(table, "list")
        if table.get("kind") != "list" or table.get("enabled", True) is not True or name is None:
            continue
        if name in first:
            yield Problem(str(path), f'list "{name}" is watched by {first[name].name} already; disable one')
        first.setdefault(name, path)


def _deltas(sources: Mapping[Path, Table]) -> Iterator[Problem]:
    """A publication of changes is only read beside the whole list that it changes."""
    whole = _whole_lists(sources)
    for path, table in sources.items():
        name = text(table, "list")
        if table.get("kind") == "delta" and name is not None and name not in whole:
            yield Problem(str(path), f'no source of kind "list" watches "{name}", which this one changes')


def _baseline_days(written: SubjectTables) -> Iterator[Problem]:
    """A list state of another day than the article's would date developments wrongly."""
    if written.baseline is None:
        return
    day = subtable(written.baseline, "article").get("as_of")
    for path, table in written.lists.items():
        if day is not None and "as_of" in table and table["as_of"] != day:
            yield Problem(str(path), f"as_of = {table['as_of']} is not the article's, {day}")
