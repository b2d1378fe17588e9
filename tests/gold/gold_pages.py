"""The labelled pages, and what the tracker reads from them today."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import scorer

from tracker.extract.pages import extract, statement_json
from tracker.read.extract_input import documents_in

PAGES = Path(__file__).parent / "pages.jsonl"


@cache
def labelled() -> tuple[dict[str, Any], ...]:
    """The pages as they stand in the file."""
    return tuple(json.loads(line) for line in PAGES.read_text("utf-8").splitlines())


@cache
def marked() -> tuple[scorer.Marked, ...]:
    """Each page beside what is read from it, as `tracker extract` reads such a file."""
    documents = dict(documents_in(PAGES.name, PAGES.read_bytes()))
    return tuple(
        scorer.mark(page, [statement_json(one) for one in extract(documents[page["id"]]).records])
        for page in labelled()
    )
