"""The whole way for a publisher's files of changes: each publication once, in their order.

A publication of changes is a notice with the publisher's own day. It tells at once and confirms what
the whole file shows; states of the list come from whole files alone, so a publication that is missed
or cannot be read does no harm: the whole file is read instead, in the same run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.errors import ConfigError, Problem, UnreadableList
from tracker.extract.delta_records import records_from_delta
from tracker.extract.list_evidence import Observation, Place
from tracker.model import Grade, ListDelta, Snapshot, Source
from tracker.read.lists import read_delta, read_history
from tracker.store.lists import kept_entries
from tracker.store.meta import meta_value, set_meta
from tracker.store.snapshots import latest_snapshot, snapshot_of_body
from tracker.store.transaction import immediate
from tracker.sync.kept import store_snapshot
from tracker.sync.looks import Look
from tracker.sync.result import Standing
from tracker.sync.tell import tell
from tracker.sync.visits import Visit, end_failed, end_visit
from tracker.sync.walk import HISTORY, MAIN, Fetched, Walk, fetched_part, note_read, note_unread

# A publication of a late evening in Washington bears a day that is over for us, and may come after a visit.
_LATE = timedelta(days=7)
LATEST = "latest"


@dataclass(frozen=True, slots=True)
class _Publication:
    id: str
    published_on: date

    @property
    def part(self) -> str:
        return f"publication {self.id}"


def sync_delta(walk: Walk, source: Source, since: date | None = None) -> Visit:
    """Visits one source of changes: the newest, and by the history all those that we lack.

    `since` walks back to that day, which may lie before the article; else (or where that lies before it)
    the walk begins where the last one ended, at first on the article's day.
    """
    list_name, url, history_url, publication_url = _addresses(source)
    with fetched_part(walk, source, LATEST, url, is_conditional=since is None) as newest:
        look = Look({MAIN: newest})
        if newest.is_unchanged or (since is None and newest.is_ok and _is_known(walk, newest)):
            return _end_unchanged(walk, source, newest)
        if newest.body is None or not newest.is_ok:
            return end_failed(walk, source, look)
        try:
            newest_on = read_delta(newest.body, format=source.format or "", list_name=list_name).published_on
        except UnreadableList as error:
            return end_failed(walk, source, look.graded(Grade.ERROR_PAGE, str(error)))
    missing, gaps = _missing(walk, source, history_url, newest_on, since)
    told: list[str] = []
    for number, publication in enumerate(missing, 1):
        walk.progress(f"{source.name}: publication {number} of {len(missing)}, {publication.published_on}")
        ids = _take(walk, source, publication, publication_url.format(id=publication.id))
        if ids is None:
            gaps.append(publication.part)
        else:
            told += ids
    return _end(walk, source, newest, len(missing), gaps, told)


def _addresses(source: Source) -> tuple[str, str, str, str]:
    if not (source.list and source.format and source.url and source.history_url and source.publication_url):
        raise ConfigError(
            [
                Problem(
                    f"source {source.name}",
                    "a delta source needs list, format, url, history_url and publication_url",
                )
            ]
        )
    return source.list, source.url, source.history_url, source.publication_url


def _is_known(walk: Walk, newest: Fetched) -> bool:
    """Whether the newest publication is the one with which the last visit ended, without gaps."""
    last = latest_snapshot(walk.connection, newest.snapshot.source, LATEST)
    return last is not None and last.sha256 == newest.snapshot.sha256


def _missing(
    walk: Walk, source: Source, history_url: str, newest_on: date, back_to: date | None
) -> tuple[list[_Publication], list[str]]:
    """The publications that were not read yet, oldest first, and what the histories lack."""
    article = walk.configuration.baseline.as_of
    since = max(_read_until(walk, source) - _LATE, article + timedelta(days=1))
    if back_to is not None:
        # Never less than without it: the visit ends with all read until today.
        since = min(since, back_to)
    found: dict[str, _Publication] = {}
    gaps = []
    for year in range(since.year, walk.clock().year + 1):
        with fetched_part(walk, source, f"{HISTORY} {year}", history_url.format(year=year)) as answer:
            try:
                if answer.body is None or not answer.is_ok:
                    raise UnreadableList(answer.snapshot.reason or "no body")
                listed = read_history(answer.body.read(), format=source.format or "")
            except UnreadableList as error:
                gaps.append(f"the history of {year} ({error})")
                continue
            with immediate(walk.connection):
                store_snapshot(walk, answer.snapshot)
        found |= {name: _Publication(name, day) for name, day in listed}
    if not gaps and newest_on not in {publication.published_on for publication in found.values()}:
        gaps.append(f"the newest, of {newest_on}, which the history does not name yet")
    unread = [
        publication
        for publication in found.values()
        if publication.published_on >= since
        and latest_snapshot(walk.connection, source.name, publication.part) is None
    ]
    return sorted(
        unread, key=lambda publication: (publication.published_on, _as_number(publication.id))
    ), gaps


def _as_number(name: str) -> tuple[int, str]:
    return (int(name), "") if name.isdecimal() else (0, name)


def _read_until(walk: Walk, source: Source) -> date:
    """The day up to which every publication was read; at first the article's."""
    text = meta_value(walk.connection, _meta_key(source))
    return date.fromisoformat(text) if text else walk.configuration.baseline.as_of


def _meta_key(source: Source) -> str:
    return f"{source.name}: read until"


def _take(walk: Walk, source: Source, publication: _Publication, url: str) -> tuple[str, ...] | None:
    """Reads one publication and tells it; None where it could not be had or read."""
    with fetched_part(walk, source, publication.part, url) as answer:
        if answer.body is None or not answer.is_ok:
            return None
        try:
            delta = read_delta(answer.body, format=source.format or "", list_name=source.list)
        except UnreadableList:
            return None
        answer.body.seek(0)
        places = _places(delta, answer, answer.body.read())
        return _tell(walk, source, answer.snapshot, delta, places)


def _tell(
    walk: Walk, source: Source, snapshot: Snapshot, delta: ListDelta, places: Mapping[str, Place]
) -> tuple[str, ...]:
    with immediate(walk.connection):
        seen = Observation(
            observed_at=snapshot.fetched_at,
            sha256=snapshot.sha256 or "",
            origin=snapshot.origin,
            snapshot=store_snapshot(walk, snapshot),
            places=places,
        )
        records = records_from_delta(
            delta,
            source=source,
            globs=walk.configuration.subject.programmes[delta.list],
            authority=source.authority or "",
            agency=source.agency,
            seen=seen,
            known=kept_entries(walk.connection, delta.list),
        )
        return tell(walk, records, snapshot.fetched_at)


def _places(delta: ListDelta, answer: Fetched, body: bytes) -> dict[str, Place]:
    return {
        entry.uid: Place(
            body[entry.start : entry.start + entry.length].decode("utf-8", "replace"),
            entry.start,
            entry.length,
            answer.snapshot.sha256 or "",
        )
        for entry in delta.entries
        if entry.length
    }


def _end_unchanged(walk: Walk, source: Source, newest: Fetched) -> Visit:
    snapshot = newest.snapshot
    with immediate(walk.connection):
        note_read(walk, newest)
        known = snapshot_of_body(walk.connection, source.name, LATEST, snapshot.sha256 or "")
        outcome = end_visit(
            walk,
            source,
            at=snapshot.fetched_at,
            grade=Grade.UNCHANGED,
            standing=Standing.UNCHANGED,
            message="no new publication",
            snapshot=known.id if known else None,
        )
    return Visit(outcome)


def _end(
    walk: Walk, source: Source, newest: Fetched, count: int, gaps: Sequence[str], told: Sequence[str]
) -> Visit:
    snapshot = newest.snapshot
    message = f"{count} new publications"
    if gaps:
        message += f"; could not be read: {', '.join(gaps)}; the whole file is read instead"
    with immediate(walk.connection):
        # With a gap the newest is not remembered: the next visit asks for what is missing again.
        stored = store_snapshot(walk, snapshot if not gaps else replace(snapshot, part=f"{LATEST} with gaps"))
        if gaps:
            note_unread(walk, newest)
        else:
            note_read(walk, newest)
            set_meta(walk.connection, _meta_key(source), snapshot.fetched_at.date().isoformat())
        outcome = end_visit(
            walk,
            source,
            at=snapshot.fetched_at,
            grade=Grade.OK,
            standing=Standing.NEW_STATE if not gaps else Standing.HELD,
            message=message,
            snapshot=stored,
            held="publications are missing" if gaps else None,
        )
    return Visit(outcome, tuple(dict.fromkeys(told)), frozenset({source.list or ""}))
