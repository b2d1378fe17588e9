"""A document for a test, published on a Saturday."""

from __future__ import annotations

from datetime import date

from tracker.model import Document

PUBLISHED = date(2025, 9, 13)


def page(
    *paragraphs: str, title: str | None = None, language: str = "en", published: date | None = PUBLISHED
) -> Document:
    """A page of these paragraphs."""
    return Document(None, title, "\n\n".join(paragraphs), language, published)
