"""What a person decided: no later run, replay or re-extraction may overrule it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.model.kinds import DecisionKind


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: who took it, when, and why (`note`).

    `subject` names what it is about, as it was asked for: a list, a development, a person. What it holds
    for are the records that are found by `one` (and, of a merge or a split, by `other`): ids of records, and
    keys of what a page says, by which a record is found again that is read otherwise by later rules.
    """

    id: int
    at: datetime
    kind: DecisionKind
    subject: str
    note: str | None = None
    who: str | None = None
    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    undone_at: datetime | None = None
    undone_by: str | None = None
    undone_why: str | None = None
