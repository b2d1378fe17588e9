"""Federal Register: an act of OFAC's or the President's, printed; often months after it was done.

What is read is the API's entry: its title, and a text of its abstract, its "dates" and the days of signing
and effect (the source's mapping puts them there as "Signed: …", "Effective: …"). The record is dated by the
act, so that it joins the act that is known; where the text does not say that day, there is no record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tracker.extract.notices._about import About, Line, act, day_in, days_in, lines_of, title_of, unclear
from tracker.extract.notices._knowledge import table
from tracker.extract.notices._licences import instrument_of
from tracker.extract.pages.statement import Extraction, Statement
from tracker.model import Action, Document

_NAME = "us_fr"
_NUMBER = r"\d{1,3}(?:-?[A-Z](?![a-z]))?"
_LICENCES = re.compile(
    rf"\b(?:GLs?|General Licenses?)\s({_NUMBER}(?:(?:,? and |, | through ){_NUMBER}){{0,12}})"
)
_NUMBERS = re.compile(_NUMBER)
_ISSUED = re.compile(r"\b(?:was|were) (?:each )?issued on\b")
_DAYS = {"signed": re.compile(r"\bSigned: (\S+)"), "effective": re.compile(r"\bEffective: (\S+)")}
_AGENCY = "OFAC"


def read(document: Document, about: About) -> Extraction:
    """The act that the document prints; unclear where the title is about the subject and no form fits."""
    title = title_of(document)
    if title is None or not about.name.search(title.text):
        return Extraction()
    text = next(lines_of(document))
    low = title.text.casefold()
    if re.search(table(_NAME)["licences"]["title"], low):
        statements = tuple(_licences(title, text, about))
        return Extraction(statements, () if statements else (unclear(f"{_NAME}.licence", title),))
    for one in table(_NAME)["act"]:
        pattern = one["title"].replace("{subject}", about.in_patterns.casefold())
        if re.search(pattern, low):
            return _act(one, title, text, about)
    return Extraction(rejected=(unclear(f"{_NAME}.title", title),))


def _licences(title: Line, text: Line, about: About) -> Iterator[Statement]:
    """Each licence on the day on which it was issued; one without a day is left out."""
    on = dict(_issue_days(text.text))
    effective = _day("effective", text)
    for number, day in on.items():
        yield act(
            about,
            f"{_NAME}.licence",
            Action.LICENCE,
            day,
            title,
            agency=_AGENCY,
            instrument=instrument_of(number),
            in_force=effective,
        )


def _issue_days(text: str) -> Iterator[tuple[str, date]]:
    """ "GL 12 was issued on November 4, 2025; GLs 13 and 14 were issued on …": number by number."""
    for hit in _ISSUED.finditer(text):
        named = None
        for one in _LICENCES.finditer(text, max(0, hit.start() - 80), hit.start()):
            named = one
        behind = next(days_in(text[hit.end() : hit.end() + 30]), None)
        if named is not None and behind is not None:
            yield from ((number, behind[1]) for number in _NUMBERS.findall(named[1]))


def _act(one: Mapping[str, Any], title: Line, text: Line, about: About) -> Extraction:
    on = _day(one["day"], text)
    if on is None:
        return Extraction(rejected=(unclear(f"{_NAME}.{one['rule']}", title),))
    statement = act(
        about,
        f"{_NAME}.{one['rule']}",
        Action(one["action"]),
        on,
        title,
        agency=one.get("agency", _AGENCY),
        instrument=one["instrument"],
        in_force=_day("effective", text),
    )
    return Extraction((statement,))


def _day(name: str, text: Line) -> date | None:
    hit = _DAYS[name].search(text.text)
    return day_in(hit[1]) if hit else None
