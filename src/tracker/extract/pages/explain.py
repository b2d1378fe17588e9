"""Sentence by sentence: which rule fired, and which filter stopped it. With this the lexicons are grown."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.extract.pages.aids import NO_AIDS, Aids
from tracker.extract.pages.lexicon import lexicon_of
from tracker.extract.pages.passage import read_passages
from tracker.extract.pages.place import about
from tracker.extract.pages.reading import Finding, findings
from tracker.extract.pages.statement import Reason, Statement
from tracker.model import Document


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired: its words (offsets into the sentence), and what came of it."""

    rule: str
    start: int
    end: int
    reason: Reason | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence, and the rules that fired in it."""

    text: str
    is_title: bool
    fired: tuple[Fired, ...]


def explain(
    document: Document, country: str = "BY", aids: Aids = NO_AIDS, *, elsewhere: bool = False
) -> tuple[Explained, ...]:
    """Every sentence of the document, those without a trigger too, before events are grouped.

    Empty where `extract` does not look at the document at all.
    """
    lexicon = lexicon_of(document.language)
    if lexicon is None or document.published is None:
        return ()
    passages = read_passages(document, lexicon, document.published, aids)
    place = about(passages, country)
    if place is None or (place != country and not elsewhere):
        return ()
    fired: dict[int, list[Fired]] = {}
    for finding in findings(document, passages, place, has_contacts=place == country):
        fired.setdefault(finding.passage.number, []).append(_fired(finding))
    return tuple(
        Explained(passage.text, passage.is_title, tuple(fired.get(passage.number, ())))
        for passage in passages
    )


def _fired(finding: Finding) -> Fired:
    passage, trigger = finding.passage, finding.trigger
    return Fired(
        trigger.rule.name,
        passage.written(trigger.start),
        passage.written(trigger.end),
        finding.reason,
        tuple(draft.statement for draft in finding.drafts),
    )
