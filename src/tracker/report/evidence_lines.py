"""The pieces of evidence of a development as lines: published by whom, where to look, how to check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.extract.notices import format_of
from tracker.model import Document, Evidence, Record, Snapshot, Source
from tracker.report import phrases
from tracker.report.shown import EvidenceLine


@dataclass(frozen=True, slots=True)
class Page:
    """A document as it was read, and who publishes it; None: its source does."""

    document: Document
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of where records come from: sources by name, snapshots and pages by number.

    What is not there is shown without it.
    """

    sources: Mapping[str, Source]
    snapshots: Mapping[int, Snapshot]
    pages: Mapping[int, Page]


def evidence_lines(
    records: Sequence[Record], known: Known, voices: Sequence[Sequence[str]] = ()
) -> tuple[EvidenceLine, ...]:
    """Every piece of evidence of these records, in their order.

    `voices` are ids of records, those of one voice together; a record of a page that is in none of them is
    said no more.
    """
    voice = {record: number for number, said in enumerate(voices, 1) for record in said}
    return tuple(
        replace(
            _line(record, piece, known),
            voice=voice.get(record.id),
            is_current=not voices or piece.document is None or record.id in voice,
        )
        for record in records
        for piece in record.evidence
    )


def publishers_of(lines: Iterable[EvidenceLine]) -> tuple[str, ...]:
    """Each publisher that says so once, in the order of the evidence."""
    return tuple(dict.fromkeys(line.publisher for line in lines if line.is_current))


def _line(record: Record, piece: Evidence, known: Known) -> EvidenceLine:
    source, snapshot = known.sources.get(record.source), known.snapshots.get(piece.snapshot or -1)
    page = known.pages.get(piece.document or -1)
    title = source.title if source else record.source
    return EvidenceLine(
        record=record.id,
        source=record.source,
        source_title=title,
        publisher=_publisher(record, piece, page, title),
        role=phrases.ROLE[piece.role],
        observed_at=piece.observed_at,
        address=page.document.url if page and page.document.url else _address(source, snapshot),
        sha256=piece.sha256,
        origin=snapshot.origin if snapshot else record.origin,
        origin_note=snapshot.origin_note if snapshot else None,
        quote=piece.quote,
        start=piece.start,
        length=piece.length,
        snapshot=piece.snapshot,
        document=piece.document,
        title=page.document.title if page else None,
        language=page.document.language if page else None,
        published=page.document.published if page and not page.document.is_guessed else None,
        in_title=piece.in_title,
    )


def _publisher(record: Record, piece: Evidence, page: Page | None, title: str) -> str:
    """Who publishes it: of a list and of an official notice the agency that acts; of any other page never
    those whom it writes about."""
    if piece.document is not None and format_of(record.rule) is None:
        return (page.publisher if page else None) or title
    return record.agency or record.authority or title


def _address(source: Source | None, snapshot: Snapshot | None) -> str | None:
    """Where a reader can look: never the signed address that a server redirects to for an hour.

    For bytes that we did not fetch from the publisher it is the address that they stand for.
    """
    if snapshot is not None and (source is None or snapshot.origin in phrases.FETCHED):
        return snapshot.url
    return source.url if source else None
