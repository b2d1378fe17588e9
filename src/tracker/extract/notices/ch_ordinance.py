"""Swiss notices that the subject's ordinance was changed: `amend`, with the day from which it is in force."""

from __future__ import annotations

import re
from datetime import date

from tracker.extract.notices._about import About, act, day_in, lines_of
from tracker.extract.notices._knowledge import table
from tracker.extract.pages.statement import Extraction
from tracker.model import Action, Document

_NAME = "ch_ordinance"
_GERMAN_DAY = re.compile(r"(\d{1,2})\. ?([a-zä]+) (\d{4})")


def read(document: Document, about: About) -> Extraction:
    """The first line that says that the ordinance was changed."""
    if document.published is None or document.is_guessed:
        return Extraction()
    words = table(_NAME)
    named = words["ordinance"]["named"].replace("{subject}", about.in_patterns.casefold())
    for line in lines_of(document):
        low = line.text.casefold()
        is_ours = re.search(words["ordinance"]["number"], low) or re.search(named, low)
        if is_ours and re.search(words["changed"]["pattern"], low):
            rule = "annexes" if re.search(words["annexes"]["pattern"], low) else "ordinance"
            statement = act(
                about,
                f"{_NAME}.{rule}",
                Action.AMEND,
                document.published,
                line,
                instrument="SR 946.231.116.9",
                in_force=_in_force(document.text),
            )
            return Extraction((statement,))
    return Extraction()


def _in_force(text: str) -> date | None:
    hit = re.search(table(_NAME)["in_force"]["pattern"], text.casefold())
    return None if hit is None else _day(hit[1])


def _day(written: str) -> date | None:
    months = table(_NAME)["months"]["names"]
    hit = _GERMAN_DAY.fullmatch(written)
    if hit is None or hit[2] not in months:
        return day_in(written.title())
    try:
        return date(int(hit[3]), months.index(hit[2]) + 1, int(hit[1]))
    except ValueError:
        return None
