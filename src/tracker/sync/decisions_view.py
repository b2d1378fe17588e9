"""The decisions as they are shown: who decided what about what, when and why; nobody hidden is named."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tracker.model import Configuration, Decision, DecisionKind
from tracker.report.naming import Naming
from tracker.report.phrases import PERSON_NOT_NAMED
from tracker.report.withheld import withheld
from tracker.store.connection import connect
from tracker.store.decisions import load_decisions
from tracker.sync.known_people import known_people
from tracker.text.dates import minute_in_utc


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """One decision; `undone` says when and by whom it was taken back, and is empty where it stands."""

    id: int
    when: str
    kind: DecisionKind
    about: str
    who: str
    why: str
    undone: str

    def as_json(self) -> dict[str, object]:
        """Ready for `json.dumps`."""
        return {
            "id": self.id,
            "at": self.when,
            "kind": self.kind.value,
            "about": self.about,
            "who": self.who,
            "why": self.why,
            "undone": self.undone or None,
        }


def decisions_shown(
    configuration: Configuration, database: Path, *, with_undone: bool = False
) -> tuple[DecisionShown, ...]:
    """The decisions that stand, or all, the oldest first. Raises StoreError where there is no database."""
    with closing(connect(database, read_only=True)) as connection:
        naming = Naming(known_people(connection, configuration).never_shown)
        found = load_decisions(connection, with_undone=with_undone)
    return tuple(withheld(_shown(one), naming) for one in found)


def _shown(one: Decision) -> DecisionShown:
    undone = ""
    if one.undone_at is not None:
        by = f" by {one.undone_by}" if one.undone_by else ""
        why = f": {one.undone_why}" if one.undone_why else ""
        undone = f"{minute_in_utc(one.undone_at)}{by}{why}"
    is_person = one.kind is DecisionKind.SUPPRESS
    return DecisionShown(
        id=one.id,
        when=minute_in_utc(one.at),
        kind=one.kind,
        about=PERSON_NOT_NAMED if is_person else one.subject,
        who=one.who or "",
        why=one.note or "",
        undone=undone,
    )
