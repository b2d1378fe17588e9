"""What was done, as it is counted and grouped in a digest, and which of it weighs more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.model import Action, RecordType, Relation, Status
from tracker.report import digest_phrases as phrases
from tracker.report.shown import DevelopmentView

# People first, then what changes who is blocked, then what does not.
_TYPES = (RecordType.RELEASE, RecordType.SANCTION, RecordType.CONTACT)
_ACTIONS = (
    Action.DELIST,
    Action.EASE,
    Action.LICENCE,
    Action.DESIGNATE,
    Action.TIGHTEN,
    Action.AMEND,
    Action.EXPIRE,
    Action.EXTEND,
    None,
)
_SINCE = frozenset({Relation.NEW, Relation.CORRECTS})


@dataclass(frozen=True, slots=True)
class Act:
    """What is counted together.

    Announced is not done, what lay before the article did not happen since, and what a list shows is more
    than what a page tells.
    """

    type: RecordType
    action: Action | None
    status: Status
    is_since: bool
    is_listed: bool = True

    @property
    def weight(self) -> tuple[bool, bool, int, int]:
        """The smaller, the sooner it is told."""
        is_announced = self.status is Status.ANNOUNCED
        return not self.is_since, is_announced, _TYPES.index(self.type), _ACTIONS.index(self.action)

    @property
    def words(self) -> phrases.Counted:
        """The words after one and after several."""
        match self.status:
            case Status.ACTUAL:
                done = phrases.DONE if self.is_listed else phrases.DONE_TOLD
                return done[self.action] if self.action else phrases.TYPE_DONE[self.type]
            case Status.ANNOUNCED:
                return phrases.ANNOUNCED[self.action] if self.action else phrases.TYPE_ANNOUNCED[self.type]


def act_of(view: DevelopmentView) -> Act:
    """What the development counts as."""
    return Act(view.type, view.action, view.status, view.relation in _SINCE, view.list is not None)


def counted(number: int, words: phrases.Counted) -> str:
    """ "1 source to look at", "2 sources to look at"."""
    return f"{number} {words[0] if number == 1 else words[1]}"


def capital(words: str) -> str:
    """The words as they stand at the beginning of a line."""
    return words[:1].upper() + words[1:]


def acts_in_words(views: Iterable[DevelopmentView]) -> list[str]:
    """ "3 delisted", "1 designated": what was done since the article, the weightiest first; then the rest."""
    acts = Counter(act_of(view) for view in views)
    since = sorted((act for act in acts if act.is_since), key=lambda act: act.weight)
    told = [counted(acts[act], act.words) for act in since]
    before = sum(number for act, number in acts.items() if not act.is_since)
    return [*told, counted(before, phrases.BEFORE)] if before else told
