"""The first filter: did it happen, is it officially coming, or was it only wished, feared or refused?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.extract.pages.lexicon import Cue, Form
from tracker.extract.pages.passage import Passage
from tracker.extract.pages.statement import Reason
from tracker.extract.pages.triggers import Trigger
from tracker.model.kinds import Status

_AFTER = 60
_NEW_SENTENCE = re.compile(r"\w{3}[.!]\s")
# A negation further away than this belongs to another word ("without explanation").
_NEAR = 30


def did_it_happen(trigger: Trigger, passage: Passage) -> Status | Reason:
    """The status that the words beside the trigger give it, or the reason why it is no record.

    Looks at the clause before the trigger, at a little after it, and at cues that hold for the whole
    sentence. The cue that stands nearest before the trigger wins: "refused to demand" is a refusal.
    """
    if trigger.rule.reason is not None:
        return trigger.rule.reason
    text, classes = passage.folded.text, passage.lexicon.classes
    cues = [
        cue
        for cue in passage.happened
        if trigger.rule.type in cue.types
        and trigger.rule.form in cue.forms
        and not (cue.unless and classes[cue.unless].search(text))
    ]
    # With the trigger's own words: in "was not freed" the "not" stands among them.
    before = _nearest(
        cues, "before", text[trigger.clause_start : trigger.end], trigger.start - trigger.clause_start
    )
    # With the word that ends the clause: "only when", "unless".
    cut = passage.lexicon.breaks.match(text, trigger.clause_end)
    clause_end = cut.end() if cut else trigger.clause_end
    after = _nearest(cues, "after", text[trigger.end : min(clause_end, trigger.end + _AFTER)], 0)
    # "Will be lifted only when" is a condition and no announcement, "will be freed in 2027" is a term.
    gives = after if before == "announced" and after not in (None, "actual") else before or after
    gives = gives or _nearest(cues, "sentence", text, trigger.start)
    if gives == "promise":
        # A "would" behind "announced that" is what an office says it will do.
        gives = _nearest(cues, "through", text[: trigger.start], trigger.start)
        gives = "announced" if gives == "announced" else "promise"
        if gives == "announced" and after not in (None, "actual"):
            gives = after
    if gives in (None, "announced"):
        gives = _nearest(cues, "through", text[: trigger.start], trigger.start) or gives
    if gives == "announced" and _nearest(cues, "through", text[trigger.end :], 0) == "condition":
        # "They will lift them …, if": however far behind it stands.
        gives = "condition"
    if gives in (None, "actual", "announced") and _is_asked(text[trigger.end :]):
        return Reason.OPINION
    match gives:
        case "announced":
            return Status.ANNOUNCED
        case "actual":
            return Status.ACTUAL
        case None:
            return _BY_FORM[trigger.rule.form]
        case _:
            return Reason(gives)


def _is_asked(behind: str) -> bool:
    """Whether what follows the trigger ends as its question: "freed. Who are they?" asks something else."""
    return behind.rstrip(' "»”').endswith("?") and _NEW_SENTENCE.search(behind) is None


# What a rule gives where no word beside it says anything.
_BY_FORM: dict[Form, Status | Reason] = {
    "done": Status.ACTUAL,
    "coming": Status.ANNOUNCED,
    "bare": Reason.PROMISE,
    "noun": Reason.BACKGROUND,
}


def _nearest(cues: Iterable[Cue], side: str, text: str, at: int) -> str | None:
    """What the cue that ends last before the trigger gives (after it: the one that begins first).

    `at` is where the trigger begins in `text`.
    """
    best: tuple[int, int, str] | None = None
    for cue in cues:
        if cue.side != side:
            continue
        for hit in cue.pattern.finditer(text):
            if cue.is_near and (hit.end() < at - _NEAR or hit.start() == at):
                # Too far, or the trigger's own first word: "did not prolong" is a delisting.
                continue
            near = -hit.start() if side == "after" else hit.end()
            length = hit.end() - hit.start()
            if best is None or (near, length) > best[:2]:
                best = (near, length, cue.gives)
    return best[2] if best else None
