"""The fourth filter: what the page only recalls. Relative clauses, running totals, lists of earlier cases."""

from __future__ import annotations

from tracker.extract.pages.passage import Passage
from tracker.extract.pages.statement import Reason
from tracker.extract.pages.triggers import Trigger
from tracker.extract.pages.when import Dated, is_news
from tracker.model.kinds import Precision

# From how many old dates on a sentence is a list of earlier cases.
_SERIES = 3


def is_background(trigger: Trigger, passage: Passage, when: Dated | None) -> Reason | None:
    """Why the trigger is only recalled; None where it is the page's news.

    A date of its own that is news outweighs a relative clause and a "previously": "which the EU listed
    on 3 August", printed on the 10th, is news. It does not outweigh a running total.
    """
    old = sum(
        1
        for found in passage.dates
        if found.precision is not Precision.YEAR
        and found.first < passage.published
        and not is_news(found, passage.published)
    )
    if old >= _SERIES:
        return Reason.BACKGROUND
    text = passage.folded.text
    for cue in passage.background:
        if trigger.rule.type not in cue.types or trigger.rule.form not in cue.forms:
            continue
        if cue.unless and passage.lexicon.classes[cue.unless].search(text):
            continue
        weak = cue.gives == "weak"
        if weak and _bears_its_day(passage, when):
            continue
        reason = Reason.BACKGROUND if weak else Reason(cue.gives)
        if cue.side == "sentence":
            if cue.pattern.search(text):
                return reason
        elif cue.side == "after":
            if cue.pattern.search(text[trigger.start : trigger.clause_end]):
                return reason
        elif cue.pattern.search(text[trigger.clause_start : trigger.end]):
            return reason
    return Reason.HISTORY if when is None else None


def _bears_its_day(passage: Passage, when: Dated | None) -> bool:
    """Whether the sentence dates the act itself: in its clause, or as "the notice by which" it was done."""
    if when is None or when.precision is not Precision.DAY:
        return False
    return when.where == "sentence" or (when.where == "clause" and passage.has("act_by_which"))
