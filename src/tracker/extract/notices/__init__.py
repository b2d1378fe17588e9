"""Official notices, read exactly: from a document to what the authority says that it did.

A format is a module of this package with `read(document, about)`, and a table of the same name (`.toml`)
with its knowledge; `notice = "us_ofac"` in a source's file names it. There is no registry: to add a format
is to add the two. What a reader does not understand it says (`Reason.UNCLEAR`) and never guesses.
"""

from __future__ import annotations

from importlib import import_module

from tracker.extract.notices._about import About as About
from tracker.extract.notices._about import Before as Before
from tracker.extract.notices._knowledge import announces_lists as announces_lists
from tracker.extract.notices._knowledge import format_of as format_of
from tracker.extract.notices._knowledge import lasts as lasts
from tracker.extract.notices._knowledge import shows_in_lists as shows_in_lists
from tracker.extract.pages.statement import Extraction
from tracker.model import Document


def read_notice(name: str, document: Document, about: About) -> Extraction:
    """What a document of the format `name` states, and what its reader does not understand in it."""
    read: Extraction = import_module(f"{__name__}.{name}").read(document, about)
    return read
