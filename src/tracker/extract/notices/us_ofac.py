"""OFAC's recent actions: who was put on or taken off its lists, which licences were issued or ended.

Only entries under the subject's tags give records, one for each heading and set of tags; their names are the
evidence, and nothing behind the names (births, addresses, papers) is read. A change of an entry is a record
only where the subject's tag came or went: what came has "-to-" before it. A licence is no delisting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracker.extract.notices import _entries as entries
from tracker.extract.notices._about import About, Line, act, lines_of, title_of, unclear
from tracker.extract.notices._entries import Entry
from tracker.extract.notices._knowledge import table
from tracker.extract.notices._licences import licences_in
from tracker.extract.pages.statement import Extraction, Noticed, Rejected, Statement
from tracker.model import Action, Document

_NAME = "us_ofac"
_DAY_IN_ADDRESS = re.compile(r"/recent-actions/(\d{4})(\d{2})(\d{2})(?:_\d+)?/?$")


@dataclass
class _Section:
    """A heading, and the entries of the subject below it."""

    rule: str
    action: Action
    heading: Line
    entries: list[Entry] = field(default_factory=list)


def read(document: Document, about: About) -> Extraction:
    """What the page says of the subject. Nothing without the day of the action."""
    on, title = _day(document), title_of(document)
    if on is None:
        return Extraction()
    lines = tuple(lines_of(document))
    parts = tuple(_parts(title)) if title else ()
    sections, rejected = _sections(lines, about)
    statements = [one for section in sections for one in _of_section(section, about, on)]
    statements += licences_in(_NAME, (*_prose(lines), *parts), about, on, _title_act(parts, about))
    statements += _acts(parts, about, on)
    rejected += _broken_promises(parts, statements, about)
    return Extraction(tuple(statements), tuple(dict.fromkeys(rejected)))


def _day(document: Document) -> date | None:
    """The day of the action: the address has it, else the page."""
    if (hit := _DAY_IN_ADDRESS.search(document.url or "")) is not None:
        try:
            return date(int(hit[1]), int(hit[2]), int(hit[3]))
        except ValueError:
            pass
    return None if document.is_guessed else document.published


def _parts(title: Line) -> Iterator[Line]:
    """The actions that a title names, each a line of its own."""
    at = 0
    for text in title.text.split(";"):
        stripped = text.strip()
        yield Line(stripped, title.start + at + text.index(stripped), is_title=True)
        at += len(text) + 1


def heading_of(text: str) -> tuple[str, Action] | None:
    """The rule and the action of the heading that a line is; None for any other line, and for a heading of
    several kinds of change."""
    found = _headings(text)
    return found[0] if len(found) == 1 else None


def _headings(text: str) -> list[tuple[str, Action]]:
    low = text.casefold()
    return [
        (one["rule"], Action(one["action"]))
        for one in table(_NAME)["section"]
        if any(re.search(pattern, low) for pattern in one["patterns"])
    ]


def _is_prose(text: str) -> bool:
    return re.search(table(_NAME)["prose"]["pattern"], text.casefold()) is not None


def _prose(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that are neither headings nor entries."""
    return (line for line in lines if not entries.has_tags(line.text) and not _headings(line.text))


def _sections(lines: Sequence[Line], about: About) -> tuple[list[_Section], list[Rejected]]:
    """The sections with entries of the subject, and its entries of which it is not clear what became."""
    sections: list[_Section] = []
    rejected: list[Rejected] = []
    current: _Section | None = None
    for group in entries.with_changes_together(lines):
        text = group[0].text
        if headings := _headings(text):
            current = _Section(*headings[0], group[0]) if len(headings) == 1 else None
            sections += [current] if current else []
        elif _is_prose(text):
            current = None
        elif entries.has_tags(group[-1].text):
            entry = entries.read_entry(group, about.programmes)
            if not entry.is_of_subject:
                continue
            if current is None or entry.name is None:
                rejected.append(unclear(f"{_NAME}.entry", Line(entry.shown, entry.start)))
            else:
                current.entries.append(entry)
    return sections, rejected


def _of_section(section: _Section, about: About, on: date) -> Iterator[Statement]:
    """A record for each set of the subject's tags, in the order in which they stand."""
    by_tags: dict[tuple[Action, tuple[str, ...]], list[Entry]] = {}
    for entry in section.entries:
        if section.action is not Action.AMEND:
            by_tags.setdefault((section.action, entry.tags), []).append(entry)
            continue
        if entry.tags_came:
            by_tags.setdefault((Action.DESIGNATE, entry.tags_came), []).append(entry)
        if entry.tags_left:
            by_tags.setdefault((Action.EASE, entry.tags_left), []).append(entry)
    for (action, tags), found in by_tags.items():
        named = [(one.name, one) for one in found if one.name is not None]
        yield act(
            about,
            f"{_NAME}.{section.rule}",
            action,
            on,
            section.heading,
            targets=[name for name, _ in named],
            noticed=Noticed(
                programmes=tags,
                kinds=tuple((name, one.kind) for name, one in named),
                passages=tuple((one.start, one.shown) for _, one in named),
            ),
        )


def _title_act(parts: Sequence[Line], about: About) -> Action | None:
    """What the title says of the subject's licences, for a page that only names them."""
    words = table(_NAME)["licence"]
    for part in parts:
        low = part.text.casefold()
        if about.name.search(part.text) and "general licen" in low:
            return Action.EXPIRE if re.search(words["ended"], low) else Action.LICENCE
    return None


def _acts(parts: Sequence[Line], about: About, on: date) -> Iterator[Statement]:
    for part in parts:
        low = part.text.casefold()
        if not about.name.search(part.text):
            continue
        for one in table(_NAME)["act"]:
            hit = re.search(one["pattern"], low)
            if hit is None:
                continue
            instrument = one["instrument"].format(n=hit[1])
            yield act(about, f"{_NAME}.{one['rule']}", Action(one["action"]), on, part, instrument=instrument)
            break


def _broken_promises(
    parts: Sequence[Line], statements: Sequence[Statement], about: About
) -> Iterator[Rejected]:
    """Parts of the title that promise what the reader did not find."""
    done = {one.action for one in statements}
    done |= {Action.DELIST} if Action.EASE in done else set()
    for part in parts:
        low = part.text.casefold()
        promised = {
            Action(one["action"])
            for one in table(_NAME)["promise"]
            if re.search(one["pattern"].replace("{subject}", about.in_patterns.casefold()), low)
        }
        if "general licen" in low and about.name.search(part.text) and not done & _OF_LICENCES:
            promised.add(Action.LICENCE)
        if promised - done - (_OF_LICENCES if done & _OF_LICENCES else set()):
            yield unclear(f"{_NAME}.title", part)


_OF_LICENCES = frozenset({Action.LICENCE, Action.EXPIRE})
