"""OFAC's page on the subject's programme: which general licences it has, line by line.

Each line is the record of the licence on the day that stands in it. A line that stood on the page before and
is gone is a licence that ended; of that day no more is known than the two looks, so it is dated by the page.
Nothing is said of the end where the page has no licences left: then its layout is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.extract.notices._about import About, Line, act, day_in, lines_of, unclear
from tracker.extract.notices._knowledge import table
from tracker.extract.notices._licences import instrument_of, targets_in
from tracker.extract.pages.statement import Extraction, Noticed, Statement
from tracker.model import Action, Document

_NAME = "us_ofac_programme"


@dataclass(frozen=True, slots=True)
class Licence:
    """One line of the page."""

    instrument: str
    title: str
    issued: date
    line: Line


def read(document: Document, about: About) -> Extraction:
    """The licences that the page has, and those that it had before and has no more."""
    now = tuple(licences_on(document))
    before = tuple(licences_on(about.before.document)) if about.before else ()
    if before and not now:
        first = next(lines_of(document))
        return Extraction(rejected=(unclear(f"{_NAME}.no_licences", first),))
    issued = [
        act(
            about,
            f"{_NAME}.licence",
            Action.LICENCE,
            one.issued,
            one.line,
            targets=targets_in(one.title),
            instrument=one.instrument,
        )
        for one in now
    ]
    return Extraction((*issued, *_ended(before, now, about)))


def licences_on(document: Document) -> Iterator[Licence]:
    """The licences that a version of the page has, in its order."""
    for line in lines_of(document):
        hit = re.search(table(_NAME)["line"]["pattern"], line.text, re.IGNORECASE)
        issued = day_in(hit[3]) if hit else None
        if hit is not None and issued is not None:
            yield Licence(instrument_of(hit[1].upper()), hit[2], issued, line)


def _ended(before: tuple[Licence, ...], now: tuple[Licence, ...], about: About) -> Iterator[Statement]:
    """Licences that are gone: an absence, shown by the line that stands first in the list without them."""
    if about.before is None:
        return
    kept = {one.instrument for one in now}
    for one in before:
        if one.instrument not in kept:
            yield act(
                about,
                f"{_NAME}.gone",
                Action.EXPIRE,
                about.before.seen_on,
                now[0].line,
                instrument=one.instrument,
                noticed=Noticed(after=about.before.read_on, key=one.instrument),
            )
