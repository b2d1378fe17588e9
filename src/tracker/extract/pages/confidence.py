"""How sure a statement is: where it stands, whether it has its own date and count, who published it."""

from __future__ import annotations

from tracker.extract.pages.passage import Passage
from tracker.extract.pages.triggers import Trigger
from tracker.extract.pages.when import Dated
from tracker.model import Document

_BASE = 0.5
# The lead tells the news; a late sentence may be recalled without a word that says so.
LEAD_SENTENCES = 3


def confidence(trigger: Trigger, passage: Passage, when: Dated, document: Document) -> float:
    """Between 0 and 1, from where the sentence stands and what it says itself."""
    score = _BASE
    if passage.number < LEAD_SENTENCES:
        score += 0.15
    if when.where == "sentence":
        score += 0.1
    if trigger.rule.form == "done":
        score += 0.1
    if document.is_guessed:
        score -= 0.2
    return round(score, 2)
