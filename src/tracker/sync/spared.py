"""A visit to a list that its marker spared, and what is said of markers that were no help."""

from __future__ import annotations

from tracker.model import Grade, Source
from tracker.store.lists import StateRow
from tracker.store.transaction import immediate
from tracker.sync.markers import Mark, note_spared
from tracker.sync.result import Standing
from tracker.sync.visits import Visit, end_visit
from tracker.sync.walk import Walk


def end_spared(walk: Walk, source: Source, mark: Mark, state: StateRow) -> Visit:
    """The marker says that the list stands as we read it: that is kept as proof, the list is left alone."""
    with immediate(walk.connection):
        outcome = end_visit(
            walk,
            source,
            at=mark.answer.snapshot.fetched_at,
            grade=Grade.UNCHANGED,
            standing=Standing.UNCHANGED,
            message=f"unchanged by its marker, {state.subject_entries} entries of the subject",
            snapshot=note_spared(walk, mark),
            state=state.id,
        )
    return Visit(outcome)


def marker_fault(mark: Mark | None, *, is_different: bool = False) -> str:
    """What to add where a list was read because its marker failed, or although it spoke against it."""
    if mark is not None and mark.fault:
        return f"; its marker failed ({mark.fault})"
    if mark is not None and mark.is_same and is_different:
        return "; its marker had said that nothing changed"
    return ""
