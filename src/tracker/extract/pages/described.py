"""What was found in a document, in lines for a person."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extract.pages.statement import Extraction, in_words
from tracker.model import Document


def described(document: Document, extraction: Extraction) -> Iterator[str]:
    """The day, the language and the title; each statement with its quote; what was refused, and why."""
    day = document.published.isoformat() if document.published else "no day"
    guessed = " (guessed)" if document.is_guessed else ""
    language = document.language or "a language that is not read"
    yield ", ".join(filter(None, (f"{day}{guessed}", language, document.title)))
    for one in extraction.records:
        yield f"  {in_words(one)} ({one.confidence:.2f})"
        yield f"      “{one.quote}”"
    for refused in extraction.rejected:
        yield f"  not a record: {refused.reason.value}"
        yield f"      “{refused.quote}”"
