"""Documents that were collected elsewhere, as if a source had led to them: read now, and again later.

All of them belong to one source, which nobody configures and nobody visits. What is known of a page's
publisher comes from the line that it stood in, or from the configured sources of the same publisher.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.model import Configuration, Origin, Snapshot, Source, SourceKind
from tracker.read.import_lines import day_beside, is_markup, title_and_text
from tracker.sync.documents import ReadDocument, read_text, read_whole_page
from tracker.sync.reader import Reader
from tracker.text.publisher import publisher_of

IMPORT = Origin.IMPORT.value
# So many hours the day begins earlier in the east than on UTC's calendar.
_EAST = timedelta(hours=14)
# A source that only finds pages says nothing of who publishes them.
_FINDS_ONLY = "discovery"
_UNKNOWN_CLASS = ""


def imported_source(configuration: Configuration, url: str, publisher_class: str | None) -> Source:
    """The source of imports, for the page at `url`: with the languages, the zone and the class of its
    publisher, as far as a configured source has them. `publisher_class` is what is said of the page."""
    source = Source(
        name=IMPORT,
        title="Imported documents",
        kind=SourceKind.PAGE,
        url=None,
        enabled=False,
        every=timedelta(),
        publisher_class=publisher_class or _UNKNOWN_CLASS,
        languages=(),
        terms="as the publisher of each says",
    )
    known = source_of_publisher(configuration, url)
    if known is None:
        return source
    return replace(
        source,
        publisher_class=publisher_class or known.publisher_class,
        languages=known.languages,
        zone=known.zone,
    )


def source_of_publisher(configuration: Configuration, url: str) -> Source | None:
    """The first configured source of the publisher whose page `url` is; None where there is none."""
    publisher = publisher_of(url)
    return next(
        (
            source
            for source in configuration.sources
            if source.url is not None
            and source.publisher_class != _FINDS_ONLY
            and publisher_of(source.url) == publisher
        ),
        None,
    )


def read_imported(reader: Reader, source: Source, snapshot: Snapshot, body: bytes) -> ReadDocument:
    """The document that an imported body is. Raises UnreadablePage where it is no page or has no text.

    The day beside it stands in where a page states none itself.
    """
    stated = day_beside(snapshot.headers)
    published_at = None if stated is None else _noon(stated, source)
    if not is_markup(snapshot.headers):
        title, text = title_and_text(body)
        return read_text(reader, source, snapshot.url, title, text, published_at)
    return read_whole_page(
        reader,
        source,
        body,
        url=snapshot.url,
        content_type=dict(snapshot.headers).get("content-type"),
        linked_at=published_at,
        now=snapshot.fetched_at,
    )


def latest_day(now: datetime) -> date:
    """The day that it is at most, anywhere."""
    return (now.astimezone(UTC) + _EAST).date()


def _noon(day: date, source: Source) -> datetime:
    """A moment that lies on that day on the publisher's own calendar."""
    return datetime.combine(day, time(12), ZoneInfo(source.zone) if source.zone else UTC)
