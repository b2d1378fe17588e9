"""Sources by name, as a person writes them."""

from __future__ import annotations

import difflib

from tracker.errors import UsageError
from tracker.model import Configuration, Source


def source_named(configuration: Configuration, name: str) -> Source:
    """The source with this name. Raises UsageError that says which one was probably meant."""
    by_name = {source.name: source for source in configuration.sources}
    if name in by_name:
        return by_name[name]
    near = difflib.get_close_matches(name, by_name, n=1)
    hint = f' (did you mean "{near[0]}"?)' if near else ""
    raise UsageError(f"no source {name}{hint}; 'tracker sources' lists them")
