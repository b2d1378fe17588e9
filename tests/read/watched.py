"""Sources and pages for the readers' tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.model import PageReading, Source, SourceKind
from tracker.read.pages import read_page

PAGES = Path(__file__).resolve().parents[1] / "pages"
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
HTML = "text/html; charset=utf-8"


def watched(kind: SourceKind, **facts: object) -> Source:
    return Source(
        name="invented",
        title="An invented source",
        kind=kind,
        url="https://example.org/",
        enabled=True,
        every=timedelta(hours=1),
        publisher_class="official",
        languages=("en",),
        terms="none",
        **facts,  # type: ignore[arg-type]
    )


def page(name: str) -> bytes:
    return (PAGES / name).read_bytes()


def read(
    source: Source, body: bytes, *, url: str = "https://example.org/", content_type: str | None = None
) -> PageReading:
    return read_page(source, body, content_type=content_type, url=url, now=NOW)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]
