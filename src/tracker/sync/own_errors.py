"""An error of ours, told in one line that finds its place: which error, in which function, where.

What the error itself says is left out: it may quote a page, and a page may name people.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from types import TracebackType

import tracker

_HOME = Path(tracker.__file__).parent


def error_line(error: BaseException) -> str:
    """Such as "an error of ours: TypeError in sync_page, at sync/pages.py:123"."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_HOME)]
    kind = type(error).__name__
    if not frames:
        return f"an error of ours: {kind}"
    last = (ours or frames)[-1]
    return f"an error of ours: {kind} in {last.name}, at {place(last.filename)}:{last.lineno}"


def way_to(trace: TracebackType | None) -> list[str]:
    """The calls that led to an error, the outermost first, for a log: places and functions only."""
    return [f"{place(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]


def place(filename: str) -> str:
    """A file of ours as it is called within the package, any other by its name alone."""
    path = Path(filename)
    return str(path.relative_to(_HOME)) if path.is_relative_to(_HOME) else path.name
