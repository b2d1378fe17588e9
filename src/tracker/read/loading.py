"""The libraries that take long to load: each when it is first needed, and no more of it than that."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from threading import Lock
from types import ModuleType

_IDENTIFIER = "py3langid"
# One hides what the other one loads.
_loading = Lock()


@cache
def text_extractor() -> ModuleType:
    """trafilatura: a fifth of a second, needed only where a page is read.

    It would load the identifier of languages, and numpy with it, for a filter that nobody asks for here:
    as long again, and 12 MB. Where there is none it does without.
    """
    with _loading:
        hidden = "trafilatura" not in sys.modules and _IDENTIFIER not in sys.modules
        if hidden:
            # What the import system takes for "is not installed".
            sys.modules[_IDENTIFIER] = None  # type: ignore[assignment]
        try:
            return import_module("trafilatura")
        finally:
            if hidden:
                del sys.modules[_IDENTIFIER]


@cache
def language_identifier() -> ModuleType:
    """py3langid.langid: only for headlines that the letters leave open."""
    with _loading:
        return import_module(f"{_IDENTIFIER}.langid")
