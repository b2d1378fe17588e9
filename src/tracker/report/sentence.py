"""A development as it is told in running text."""

from __future__ import annotations

from tracker.report.shown import DevelopmentView


def sentence(view: DevelopmentView) -> str:
    """What happened and when, as one sentence without a full stop.

    What pages tell has its day in the summary already; what a list shows has it behind.
    """
    is_dated = view.list is None and view.on is not None
    return view.summary if is_dated else f"{view.summary}, {view.when}"


def in_full(view: DevelopmentView) -> str:
    """The same, and where a source says so what it was exchanged for: at most two sentences."""
    return f"{sentence(view)}. {view.exchange}" if view.exchange else sentence(view)
