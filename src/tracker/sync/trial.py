"""What a source would give: read from a saved body or fetched now, shown, and stored nowhere."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tracker.errors import ConfigError, FetchError, Problem, UnreadableList, UnreadablePage, UsageError
from tracker.fetch.answer import Answer
from tracker.fetch.client import fetcher
from tracker.fetch.grade import grade
from tracker.fetch.hosts import MemoryOfHosts
from tracker.model import Configuration, Grade, PageLink, PageReading, Snapshot, Source, SourceKind
from tracker.read.container import unpacked
from tracker.read.lists import open_list, read_delta
from tracker.read.pages import read_page
from tracker.report.naming import Naming
from tracker.report.withheld import withheld, withheld_text
from tracker.store.connection import connect
from tracker.store.evidence import EvidenceFolder
from tracker.store.paths import evidence_folder
from tracker.store.snapshots import latest_snapshot
from tracker.sync.chosen import source_named
from tracker.sync.deltas import LATEST
from tracker.sync.host_memory import StoredHosts
from tracker.sync.known_people import suppressed_in
from tracker.sync.opening import utc_now
from tracker.sync.quiet import quiet_libraries
from tracker.sync.reader import Reader
from tracker.sync.tokens import filled
from tracker.sync.trial_marker import before_the_list, remembered_marker, trial_token
from tracker.sync.trial_pages import followed, stated
from tracker.sync.walk import MAIN, Clock, expected_of

_MAX_BYTES = 400_000_000
_HEAD = 64 * 1024
_OK = 200
_SHOWN_CHARACTERS = 100


@dataclass(frozen=True, slots=True)
class Trial:
    """One source tried out: the grade, one line about it, and what was read of it.

    `lines` is what would be read, for a person: links, posts, what these and a page state, counts of a
    list, what has drifted. `links` are those that would be followed.
    """

    source: str
    grade: Grade
    reason: str | None
    lines: tuple[str, ...]
    links: tuple[PageLink, ...] = ()

    @property
    def is_good(self) -> bool:
        return self.grade is Grade.OK


def fetch_and_try(
    configuration: Configuration, database: Path, name: str, *, pages: int = 0, clock: Clock = utc_now
) -> Trial:
    """Fetches a source now, as politely as ever, and shows what would be read. Writes nothing.

    So many of the `pages` that it names, the first ones, are fetched and read as well. A disabled source
    may be tried, too: to see whether it can be enabled. What hosts asked of us is looked up in the
    database, where there is one.
    """
    quiet_libraries()
    source = source_named(configuration, name)
    if source.url is None:
        raise ConfigError([Problem(f"source {name}", "it has no url")])
    bodies: dict[str, io.BytesIO] = {}
    answers: dict[str, Answer] = {}
    with fetcher(configuration.politeness, clock, _remembered(database, clock())) as visitor:
        token = trial_token(visitor, source)
        if token is not None and token.value is None:
            return Trial(name, token.grade, token.reason, ())
        beside = before_the_list(visitor, database, source, token)
        for part, url in {MAIN: source.url, **source.parts}.items():
            bodies[part] = io.BytesIO()
            answers[part] = answer = visitor.get(
                filled(url, token.value) if token and token.value else url,
                bodies[part],
                max_bytes=source.max_bytes,
                gap_s=source.gap_s,
                total_timeout_s=source.timeout_s,
                expected=expected_of(source, part),
            )
            if answer.grade is not Grade.OK:
                where = "" if part == MAIN else f"{part}: "
                return Trial(name, answer.grade, f"{where}{answer.reason}", beside)
        main = answers[MAIN]
        content_type = dict(main.headers).get("content-type")
        hidden = suppressed_in(database, lambda: configuration)
        trial = _try(configuration, source, bodies, content_type, main.final_url, clock(), hidden)
        trial = replace(trial, lines=(*beside, *trial.lines))
        if not trial.is_good or not source.follow:
            return trial
        behind = followed(Reader(configuration.subject), source, visitor, trial.links[:pages], clock())
        return replace(trial, lines=(*trial.lines, *(withheld_text(line, hidden) for line in behind)))


def _remembered(database: Path, now: datetime) -> MemoryOfHosts:
    """What is known of hosts: who asks for rest is left alone by these commands, too."""
    if not database.exists():
        return MemoryOfHosts()
    with closing(connect(database, read_only=True)) as connection:
        return StoredHosts(connection, now)


def try_saved(
    configuration: Configuration, database: Path, name: str, page: Path | None, now: datetime
) -> Trial:
    """Reads a saved page as this source would, or, without one, its last good body from the evidence.

    Raises UsageError where neither is there.
    """
    quiet_libraries()
    source = source_named(configuration, name)
    hidden = suppressed_in(database, lambda: configuration)
    if page is not None:
        return _try_file(configuration, source, page, now, hidden)
    parts = (LATEST,) if source.kind is SourceKind.DELTA else (MAIN, *source.parts)
    last = _stored(database, name, parts)
    main = last.get(parts[0])
    if main is None:
        raise UsageError(f"{name}: no good body is stored yet; give a saved page with --page FILE")
    bodies = {}
    for part, snapshot in last.items():
        with EvidenceFolder(evidence_folder(database)).open(snapshot.sha256 or "") as stored:
            bodies[MAIN if part == parts[0] else part] = io.BytesIO(stored.read())
    content_type = dict(main.headers).get("content-type")
    trial = _try(configuration, source, bodies, content_type, main.final_url, now, hidden)
    return replace(trial, lines=(*remembered_marker(database, source), *trial.lines))


def _try_file(
    configuration: Configuration, source: Source, page: Path, now: datetime, hidden: Naming
) -> Trial:
    """A saved page, graded as an answer with status 200 would be: it may be a saved refusal."""
    url = source.url or page.resolve().as_uri()
    try:
        with page.open("rb") as packed:
            body = b"".join(unpacked(packed, _MAX_BYTES))
    except UnreadableList as error:
        return Trial(source.name, Grade.ERROR_PAGE, str(error), ())
    verdict, reason = grade(
        _OK, {}, body[:_HEAD], len(body), url=url, final_url=url, expected=expected_of(source, MAIN)
    )
    if verdict is not Grade.OK:
        return Trial(source.name, verdict, reason, ())
    return _try(configuration, source, {MAIN: io.BytesIO(body)}, None, url, now, hidden)


def _stored(database: Path, name: str, parts: Sequence[str]) -> dict[str, Snapshot]:
    """The last good answer to each part that has one whose body is kept."""
    if not database.exists():
        return {}
    with closing(connect(database, read_only=True)) as connection:
        found = {part: latest_snapshot(connection, name, part) for part in parts}
    return {part: one for part, one in found.items() if one is not None and one.sha256 is not None}


def _try(
    configuration: Configuration,
    source: Source,
    bodies: Mapping[str, io.BytesIO],
    content_type: str | None,
    url: str,
    now: datetime,
    hidden: Naming,
) -> Trial:
    for body in bodies.values():
        body.seek(0)
    main = bodies[MAIN]
    if source.kind in {SourceKind.LIST, SourceKind.DELTA} and source.format is None:
        told = f"{len(main.getvalue()):,} bytes came; there is no reader for it yet: its file names no format"
        return Trial(source.name, Grade.OK, None, (told,))
    try:
        match source.kind:
            case SourceKind.LIST:
                return _try_list(configuration, source, bodies)
            case SourceKind.DELTA:
                delta = read_delta(main, format=source.format or "", list_name=source.list)
                told = f"changes published {delta.published_on}: {len(delta.entries)} entries"
                return Trial(source.name, Grade.OK, None, (told,))
            case SourceKind.PAGE | SourceKind.INDEX | SourceKind.FEED | SourceKind.POSTS | SourceKind.API:
                page = main.read()
                reading = read_page(source, page, content_type=content_type, url=url, now=now)
                # Before texts are cut to a line, or half of a name would stay.
                seen = withheld(reading, hidden)
                lines = _lines(source, seen)
                said = stated(Reader(configuration.subject), source, reading, page, content_type, now)
                lines += [withheld_text(line, hidden) for line in said]
                grade = Grade.DRIFTED if reading.drift else Grade.OK
                drift = "; ".join(reading.drift) or None
                return Trial(source.name, grade, drift, tuple(lines), reading.links)
    except UnreadableList as error:
        return Trial(source.name, Grade.EMPTY if error.empty else Grade.ERROR_PAGE, str(error), ())
    except UnreadablePage as error:
        return Trial(source.name, Grade.ERROR_PAGE, str(error), ())


def _try_list(configuration: Configuration, source: Source, bodies: Mapping[str, io.BytesIO]) -> Trial:
    globs = configuration.subject.programmes.get(source.list or "", ())
    opened = open_list(bodies, format=source.format or "", list_name=source.list, programmes=globs)
    outline = opened.outline
    told = (
        f"{outline.list}, {outline.format}, published {outline.published_on}",
        f"{len(outline.cuts):,} entries, at most {len(opened.candidates):,} of the subject",
    )
    faults = "; ".join(outline.faults) or None
    return Trial(source.name, Grade.DRIFTED if faults else Grade.OK, faults, told)


def _lines(source: Source, reading: PageReading) -> list[str]:
    words = len(reading.text.split())
    lines = [f"{words:,} words, {len(reading.links)} links, {len(reading.posts)} posts"]
    if source.kind is SourceKind.PAGE:
        lines.append(reading.text[:_SHOWN_CHARACTERS])
    lines += [
        "  ".join(filter(None, (_when(link.published_at), link.url, link.title))) for link in reading.links
    ]
    lines += [
        "  ".join(filter(None, (_when(post.published_at), post.permalink, post.text[:_SHOWN_CHARACTERS])))
        for post in reading.posts
    ]
    return lines


def _when(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else None


def page_to_propose(
    configuration: Configuration, database: Path, url: str, *, clock: Clock = utc_now
) -> tuple[str, bytes, str | None]:
    """The page at an address, for a proposal: where it is, its body, its Content-Type. Raises FetchError."""
    body = io.BytesIO()
    with fetcher(configuration.politeness, clock, _remembered(database, clock())) as visitor:
        answer = visitor.get(url, body)
    if answer.grade is not Grade.OK:
        message = f"{url}: {answer.grade.value}: {answer.reason}"
        raise FetchError(message, grade=answer.grade.value, status=answer.status)
    return answer.final_url, body.getvalue(), dict(answer.headers).get("content-type")
