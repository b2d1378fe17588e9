"""The pieces of evidence of a development as lines: published by whom, where to look, how to check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.extract.notices import format_of
from tracker.model import Document, Evidence, Origin, Record, Snapshot, Source, SourceKind
from tracker.report import phrases
from tracker.report.shown import EvidenceLine
from tracker.text.publisher import publisher_of


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

    `voices` are ids of records, those of one voice together; a record of a page or a register that is in none
    of them is said no more.
    """
    voice = {record: number for number, said in enumerate(voices, 1) for record in said}
    pieces = [(record, piece) for record in records for piece in record.evidence]
    names = _names(pieces, known)
    return tuple(
        replace(
            _line(record, piece, known),
            publisher=names[_publisher_key(record, piece, known)],
            voice=voice.get(record.id),
            is_current=not voices or record.list is not None or record.id in voice,
        )
        for record, piece in pieces
    )


def publishers_of(lines: Iterable[EvidenceLine]) -> tuple[str, ...]:
    """Each publisher that says so once, in the order of the evidence."""
    return tuple(dict.fromkeys(line.publisher for line in lines if line.is_current))


def _line(record: Record, piece: Evidence, known: Known) -> EvidenceLine:
    source, snapshot = known.sources.get(record.source), known.snapshots.get(piece.snapshot or -1)
    page = known.pages.get(piece.document or -1)
    return EvidenceLine(
        record=record.id,
        source=record.source,
        source_title=_source_title(record, source),
        publisher=_publisher(record, piece, known),
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
        is_row=piece.document is None and record.list is None,
    )


def _names(pieces: Sequence[tuple[Record, Evidence]], known: Known) -> Mapping[str, str]:
    """One name for each publisher: whose site and feed are two sources is told of as one, by the first."""
    names: dict[str, str] = {}
    for record, piece in pieces:
        names.setdefault(_publisher_key(record, piece, known), _publisher(record, piece, known))
    return names


def _publisher_key(record: Record, piece: Evidence, known: Known) -> str:
    """By what a publisher is known again: the address, unless the page came with a name of its own."""
    page = known.pages.get(piece.document or -1)
    is_noticed = format_of(record.rule) is not None
    if is_noticed or page is None or page.publisher is not None or page.document.url is None:
        return f"name {_publisher(record, piece, known).casefold()}"
    return f"address {publisher_of(page.document.url)}"


def _publisher(record: Record, piece: Evidence, known: Known) -> str:
    """Who publishes it: of a list and of an official notice the agency that acts; of any other page never
    those whom it writes about."""
    source = known.sources.get(record.source)
    if piece.document is None or format_of(record.rule) is not None:
        return record.agency or record.authority or _source_title(record, source)
    page = known.pages.get(piece.document)
    if page is not None and page.publisher is not None:
        return page.publisher
    if source is not None:
        return source.title
    url = page.document.url if page is not None else None
    if url is not None:
        return _known_as(publisher_of(url), known)
    return phrases.NO_PUBLISHER if record.origin is Origin.IMPORT else record.source


def _source_title(record: Record, source: Source | None) -> str:
    if source is not None:
        return source.title
    return phrases.IMPORTED if record.source == Origin.IMPORT.value else record.source


def _known_as(host: str, known: Known) -> str:
    """The title of a source of that publisher, one that is watched for news first; without one the host."""
    own = [one for one in known.sources.values() if one.url is not None and publisher_of(one.url) == host]
    watched = sorted(own, key=lambda one: one.kind is SourceKind.PAGE)
    return watched[0].title if watched else host


def _address(source: Source | None, snapshot: Snapshot | None) -> str | None:
    """Where a reader can look: never the signed address that a server redirects to for an hour.

    For bytes that we did not fetch from the publisher it is the address that they stand for.
    """
    if snapshot is not None and (source is None or snapshot.origin in phrases.FETCHED):
        return snapshot.url
    return source.url if source else None
