"""What a source would give: read from a saved body or fetched now, shown, and stored nowhere."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker.errors import ConfigError, FetchError, Problem, UnreadableList, UnreadablePage, UsageError
from tracker.fetch.client import fetcher
from tracker.fetch.hosts import MemoryOfHosts
from tracker.model import Configuration, Grade, PageReading, Source, SourceKind
from tracker.read.container import unpacked
from tracker.read.lists import open_list, read_delta
from tracker.read.pages import read_page
from tracker.store.connection import connect
from tracker.store.evidence import EvidenceFolder
from tracker.store.paths import evidence_folder
from tracker.store.snapshots import latest_snapshot
from tracker.sync.chosen import source_named
from tracker.sync.opening import utc_now
from tracker.sync.walk import MAIN

_MAX_BYTES = 400_000_000


@dataclass(frozen=True, slots=True)
class Trial:
    """One source tried out: the grade, one line about it, and what was read of it.

    `lines` is what would be read, for a person: links, posts, counts of a list, what has drifted.
    """

    source: str
    grade: Grade
    reason: str | None
    lines: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        return self.grade is Grade.OK


def fetch_and_try(
    configuration: Configuration, name: str, *, clock: Callable[[], datetime] = utc_now
) -> Trial:
    """Fetches a source now, as politely as ever, and shows what would be read. Writes nothing.

    A disabled source may be tried as well: to see whether it can be enabled.
    """
    source = source_named(configuration, name)
    if source.url is None:
        raise ConfigError([Problem(f"source {name}", "it has no url")])
    body = io.BytesIO()
    with fetcher(configuration.politeness, clock, MemoryOfHosts()) as visitor:
        answer = visitor.get(
            source.url, body, max_bytes=source.max_bytes, gap_s=source.gap_s, total_timeout_s=source.timeout_s
        )
    if answer.grade is not Grade.OK:
        return Trial(name, answer.grade, answer.reason, ())
    content_type = dict(answer.headers).get("content-type")
    return _try(configuration, source, body, content_type, answer.final_url, clock())


def try_saved(
    configuration: Configuration, database: Path, name: str, page: Path | None, now: datetime
) -> Trial:
    """Reads a saved page as this source would, or, without one, its last good body from the evidence.

    Raises UsageError where neither is there.
    """
    source = source_named(configuration, name)
    if page is not None:
        with page.open("rb") as packed:
            body = io.BytesIO(b"".join(unpacked(packed, _MAX_BYTES)))
        return _try(configuration, source, body, None, source.url or page.as_uri(), now)
    with closing(connect(database, read_only=True)) as connection:
        last = latest_snapshot(connection, name, MAIN)
    if last is None or last.sha256 is None:
        raise UsageError(f"{name}: no good body is stored yet; give a saved page with --page FILE")
    with EvidenceFolder(evidence_folder(database)).open(last.sha256) as stored:
        body = io.BytesIO(stored.read())
    return _try(configuration, source, body, dict(last.headers).get("content-type"), last.final_url, now)


def _try(
    configuration: Configuration,
    source: Source,
    body: io.BytesIO,
    content_type: str | None,
    url: str,
    now: datetime,
) -> Trial:
    body.seek(0)
    try:
        match source.kind:
            case SourceKind.LIST:
                return _try_list(configuration, source, body)
            case SourceKind.DELTA:
                delta = read_delta(body, format=source.format or "", list_name=source.list)
                told = f"changes published {delta.published_on}: {len(delta.entries)} entries"
                return Trial(source.name, Grade.OK, None, (told,))
            case SourceKind.PAGE | SourceKind.INDEX | SourceKind.FEED | SourceKind.POSTS | SourceKind.API:
                return _try_page(
                    source, read_page(source, body.read(), content_type=content_type, url=url, now=now)
                )
    except (UnreadableList, UnreadablePage) as error:
        return Trial(source.name, Grade.ERROR_PAGE, str(error), ())


def _try_page(source: Source, reading: PageReading) -> Trial:
    grade = Grade.DRIFTED if reading.drift else Grade.OK
    return Trial(source.name, grade, "; ".join(reading.drift) or None, tuple(_lines(reading)))


def _try_list(configuration: Configuration, source: Source, body: io.BytesIO) -> Trial:
    globs = configuration.subject.programmes.get(source.list or "", ())
    opened = open_list({MAIN: body}, format=source.format or "", list_name=source.list, programmes=globs)
    outline = opened.outline
    told = (
        f"{outline.list}, {outline.format}, published {outline.published_on}",
        f"{len(outline.cuts):,} entries, at most {len(opened.candidates):,} of the subject",
    )
    faults = "; ".join(outline.faults) or None
    return Trial(source.name, Grade.DRIFTED if faults else Grade.OK, faults, told)


def _lines(reading: PageReading) -> list[str]:
    words = len(reading.text.split())
    lines = [f"{words:,} words, {len(reading.links)} links, {len(reading.posts)} posts"]
    lines += [
        "  ".join(filter(None, (_when(link.published_at), link.url, link.title))) for link in reading.links
    ]
    lines += [
        "  ".join(filter(None, (_when(post.published_at), post.permalink, post.text[:100])))
        for post in reading.posts
    ]
    return lines


def _when(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else None


def page_to_propose(
    configuration: Configuration, url: str, *, clock: Callable[[], datetime] = utc_now
) -> tuple[str, bytes, str | None]:
    """The page at an address, for a proposal: where it is, its body, its Content-Type. Raises FetchError."""
    body = io.BytesIO()
    with fetcher(configuration.politeness, clock, MemoryOfHosts()) as visitor:
        answer = visitor.get(url, body)
    if answer.grade is not Grade.OK:
        raise FetchError(f"{url}: {answer.reason}", grade=answer.grade.value, status=answer.status)
    return answer.final_url, body.getvalue(), dict(answer.headers).get("content-type")
