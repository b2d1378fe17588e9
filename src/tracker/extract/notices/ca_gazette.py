"""Canada Gazette: regulations that change the schedules of the subject's Special Economic Measures.

The record has the SOR number, the day of registration (in force then) and the names as the schedule prints
them. What is behind a name, a birth or another name, is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tracker.extract.notices._about import About, Line, act, day_in, lines_of, title_of, unclear
from tracker.extract.notices._knowledge import table
from tracker.extract.pages.statement import Extraction, Noticed, Statement
from tracker.model import Action, Document

_NAME = "ca_gazette"


@dataclass
class _Section:
    rule: str
    action: Action
    heading: Line
    names: list[tuple[int, str]] = field(default_factory=list)


def read(document: Document, about: About) -> Extraction:
    """What the regulations add to the schedules and take out of them."""
    title, words = title_of(document), table(_NAME)
    if title is None:
        return Extraction()
    pattern = words["title"]["pattern"].replace("{subject}", about.in_patterns.casefold())
    if not re.search(pattern, title.text.casefold()):
        return Extraction()
    lines = tuple(lines_of(document))
    on, instrument = _registered(lines), re.search(words["title"]["instrument"], title.text.casefold())
    statements = () if on is None else tuple(_statements(lines, about, on, instrument and instrument[1]))
    return Extraction(statements, () if statements else (unclear(f"{_NAME}.title", title),))


def _registered(lines: tuple[Line, ...]) -> date | None:
    whole = " ".join(line.text for line in lines[:12])
    hit = re.search(table(_NAME)["registered"]["pattern"], whole, re.IGNORECASE)
    return day_in(hit[1]) if hit else None


def _statements(
    lines: tuple[Line, ...], about: About, on: date, instrument: str | None
) -> Iterator[Statement]:
    for section in _sections(lines):
        yield act(
            about,
            f"{_NAME}.{section.rule}",
            section.action,
            on,
            section.heading,
            targets=[name for _, name in section.names],
            instrument=instrument.upper() if instrument else None,
            in_force=on,
            noticed=Noticed(passages=tuple(section.names)),
        )


def _sections(lines: tuple[Line, ...]) -> list[_Section]:
    found: list[_Section] = []
    current: _Section | None = None
    for line in lines:
        low = line.text.casefold()
        kinds = [one for one in table(_NAME)["section"] if re.search(one["pattern"], low)]
        if len(kinds) == 1:
            current = _Section(kinds[0]["rule"], Action(kinds[0]["action"]), line)
            found.append(current)
        elif kinds or re.search(table(_NAME)["ends"]["pattern"], low):
            current = None
        elif current is not None:
            hit = re.search(table(_NAME)["entry"]["pattern"], line.text)
            if hit is not None:
                current.names.append((line.start + hit.start(2), hit[2]))
    return found
