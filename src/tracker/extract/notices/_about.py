"""Whom notices are read for, and what a reader has of a document: its lines, its days, its acts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.extract.pages.statement import Noticed, Reason, Rejected, Statement
from tracker.model import Action, Document, RecordType, Status
from tracker.text.dates import MONTHS

# Who acts says it himself: only a mistake of ours can be in it.
_SURE = 0.95
_MONTHS = "|".join(MONTHS)
_DAY = re.compile(
    rf"\b(?:(?P<month>{_MONTHS})\s(?P<day>\d{{1,2}}),?|(?P<day_first>\d{{1,2}})\s(?P<month_second>{_MONTHS}))"
    r"\s(?P<year>\d{4})\b|\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
)


@dataclass(frozen=True, slots=True)
class Before:
    """What stood at the address of a document before it: read last on the day `read_on`; the document itself
    was read on `seen_on`."""

    document: Document
    read_on: date
    seen_on: date


@dataclass(frozen=True)
class About:
    """Whom the notices of a source are read for.

    `words` are how English words of the country begin, `programmes` globs of the lists' tags. `authority`
    and `agency` are the source's. `before` is what stood at the document's address before.
    """

    country: str
    words: tuple[str, ...]
    programmes: tuple[str, ...]
    authority: str
    agency: str | None = None
    before: Before | None = None

    @cached_property
    def name(self) -> re.Pattern[str]:
        """A word of the country, from its beginning."""
        return re.compile(rf"(?<!\w)(?:{self.in_patterns})", re.IGNORECASE)

    @cached_property
    def in_patterns(self) -> str:
        """A word of the country, to be put into a pattern: `Belarus\\w*`."""
        return rf"(?:{'|'.join(map(re.escape, self.words))})\w*"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a document, or its title (`is_title`): `start` is its offset into the text."""

    text: str
    start: int
    is_title: bool = False


def title_of(document: Document) -> Line | None:
    """The title as a line."""
    return None if document.title is None else Line(document.title, 0, is_title=True)


def lines_of(document: Document) -> Iterator[Line]:
    """The paragraphs of the text, without the title."""
    at = 0
    for text in document.text.split("\n\n"):
        yield Line(text, at)
        at += len(text) + 2


def days_in(text: str) -> Iterator[tuple[int, date]]:
    """The days that an English text or a machine writes out, with the places where they begin."""
    for hit in _DAY.finditer(text):
        try:
            if hit["iso"]:
                day = date.fromisoformat(hit["iso"])
            else:
                month = MONTHS.index(hit["month"] or hit["month_second"]) + 1
                day = date(int(hit["year"]), month, int(hit["day"] or hit["day_first"]))
        except ValueError:
            continue
        yield hit.start(), day


def day_in(text: str) -> date | None:
    """The first day that the text writes out."""
    return next((day for _, day in days_in(text)), None)


def act(
    about: About,
    rule: str,
    action: Action,
    on: date,
    line: Line,
    *,
    quote: tuple[int, int] | None = None,
    agency: str | None = None,
    targets: Sequence[str] = (),
    instrument: str | None = None,
    in_force: date | None = None,
    valid_until: date | None = None,
    noticed: Noticed | None = None,
) -> Statement:
    """What a notice says was done. `rule` is `FORMAT.NAME`; `quote` the part of the line that says it."""
    start, end = quote or (0, len(line.text))
    return Statement(
        type=RecordType.SANCTION,
        status=Status.ACTUAL,
        rule=f"notice.{rule}",
        quote=line.text[start:end],
        start=line.start + start,
        end=line.start + end,
        is_title=line.is_title,
        on=on,
        confidence=_SURE,
        action=action,
        authority=about.authority,
        agency=agency or about.agency,
        country=about.country,
        targets=tuple(dict.fromkeys(targets)),
        instrument=instrument,
        in_force=in_force,
        valid_until=valid_until,
        noticed=noticed or Noticed(),
    )


def unclear(rule: str, line: Line) -> Rejected:
    """A line that speaks of an act which the reader could not make out: a person should read it."""
    return Rejected(line.text, f"notice.{rule}", Reason.UNCLEAR, line.start, line.is_title)
