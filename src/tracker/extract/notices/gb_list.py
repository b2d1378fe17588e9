"""Change notes of the UK Sanctions List: how many came and went under the subject's regime.

A note names nobody, so its record has no targets: the list's change of the same days says who it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.extract.notices._about import About, Line, act, lines_of, title_of, unclear
from tracker.extract.notices._knowledge import table
from tracker.extract.pages.statement import Extraction, Rejected, Statement
from tracker.model import Action, Document

_NAME = "gb_list"
_PARTS = re.compile(r"[^.;\n]+")


def read(document: Document, about: About) -> Extraction:
    """What the note counts under the subject's regime, part by part."""
    if document.published is None or document.is_guessed:
        return Extraction()
    statements: list[Statement] = []
    rejected: list[Rejected] = []
    title = title_of(document)
    for line in (*((title,) if title else ()), *lines_of(document)):
        for part in _parts(line):
            if not about.name.search(part.text):
                continue
            counted = [(rule, action) for rule, action in counts_in(part.text)]
            is_of_others = re.search(table(_NAME)["regime"]["others"], part.text.casefold())
            if counted and not is_of_others:
                statements += [
                    act(about, f"{_NAME}.{rule}", action, document.published, part)
                    for rule, action in counted
                ]
            elif not re.search(table(_NAME)["ignored"]["pattern"], part.text.casefold()):
                rejected.append(unclear(f"{_NAME}.note", part))
    return Extraction(tuple(statements), tuple(dict.fromkeys(rejected)))


def counts_in(text: str) -> Iterator[tuple[str, Action]]:
    """What a part of a note counts: the rule and the action."""
    number = rf"(?:[1-9]\d{{0,3}}|{'|'.join(table(_NAME)['numbers']['words'])})"
    for one in table(_NAME)["count"]:
        if re.search(one["pattern"].replace("{n}", number), text.casefold()):
            yield one["rule"], Action(one["action"])


def _parts(line: Line) -> Iterator[Line]:
    for hit in _PARTS.finditer(line.text):
        text = hit[0].strip()
        if text:
            yield Line(text, line.start + hit.start() + hit[0].index(text), line.is_title)
