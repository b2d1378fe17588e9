"""What one sync says about itself: source by source, and what it told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.model import Grade
from tracker.report.view import DevelopmentView


class Standing(StrEnum):
    """How a source came out of one sync."""

    NEW_STATE = "new state"
    UNCHANGED = "unchanged"
    HELD = "held"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """One source in one sync: the grade of its answer, where it stands now, and one line about it."""

    source: str
    grade: Grade
    standing: Standing
    message: str

    @property
    def is_reached(self) -> bool:
        return self.standing in {Standing.NEW_STATE, Standing.UNCHANGED}


@dataclass(frozen=True, slots=True)
class SyncResult:
    """One sync. `told` holds each development that is new or has a new revision, once.

    `is_first`: no sync was finished on this database before, so this one tells all since the article.
    """

    run: int
    is_first: bool
    sources: tuple[SourceOutcome, ...]
    told: tuple[DevelopmentView, ...]

    @property
    def exit_code(self) -> int:
        """0 all sources reached, 3 some failed or held, 4 none reached."""
        return exit_code_of(self.sources)


def exit_code_of(sources: Sequence[SourceOutcome]) -> int:
    """0 all sources reached, 3 some failed or held, 4 none reached."""
    if all(outcome.is_reached for outcome in sources):
        return 0
    return 3 if any(outcome.standing is not Standing.FAILED for outcome in sources) else 4
