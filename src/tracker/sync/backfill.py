"""A source walked backwards: paged indexes and feeds, APIs, posts, and a publisher's history of changes.

Politely, one page after the other, and resumable: what was found is remembered, and so is how far the
walk has come. It ends at the day that was asked for, where the pages end, or where they come round again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from tracker.errors import UnreadablePage, UsageError
from tracker.model import Configuration, PageReading, Source, SourceKind
from tracker.read.pages import read_page
from tracker.store.leases import Lease, lease
from tracker.store.link_visits import LinkOutcome
from tracker.store.links import add_links
from tracker.store.meta import meta_value, set_meta
from tracker.store.posts import add_posts
from tracker.store.runs import finish_run
from tracker.store.transaction import immediate
from tracker.sync.baseline import arm_with_baselines
from tracker.sync.chosen import source_named
from tracker.sync.deltas import sync_delta
from tracker.sync.documents import store_documents, unread_entries, unread_posts
from tracker.sync.kept import store_snapshot
from tracker.sync.opening import open_walk, refuse_demo, silent, utc_now
from tracker.sync.pages import Followed, follow
from tracker.sync.tell import resolve_again
from tracker.sync.views import views_of
from tracker.sync.walk import Clock, Fetched, Progress, Walk, fetched_part

# So many pages at a call; the next call goes on.
_MOST_PAGES = 2_000
# So many pages in a row that name only what this walk has seen already: the server pages in a circle, or
# gives its last page for ever. One alone may be a page of links that are pinned, or moved on meanwhile.
_MOST_REPEATS = 2
# With these a server says that there are no more pages.
_NO_SUCH_PAGE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Backfill:
    """How far a walk backwards came.

    `pages` of the source were read; `visited` are the pages that its links led to, with or without
    success. `is_failed`: it ended at an answer that was no good, with which the next call begins.
    """

    source: str
    ended: str
    is_failed: bool = False
    pages: int = 0
    new_links: int = 0
    new_posts: int = 0
    visited: int = 0
    told: int = 0

    @property
    def exit_code(self) -> int:
        """0 walked to its end, 3 broken off by a bad answer."""
        return 3 if self.is_failed else 0


def backfill(
    configuration: Configuration,
    database: Path,
    name: str,
    since: date,
    *,
    clock: Clock = utc_now,
    on_progress: Progress | None = None,
) -> Backfill:
    """Walks a source back to the day `since`. Broken off, the next call goes on where it stopped.

    Raises UsageError for a source that is disabled or cannot be walked backwards; and what `sync` raises.
    """
    source = source_named(configuration, name)
    if source.kind is not SourceKind.DELTA and source.backfill_url is None:
        raise UsageError(f"{name} cannot be walked backwards: it has no backfill_url (with {{page}})")
    if not source.enabled:
        raise UsageError(f"source {name} is disabled: {source.disabled_reason}")
    refuse_demo(database)
    with open_walk(configuration, database, "backfill", clock=clock, progress=on_progress or silent) as walk:
        try:
            is_delta = source.kind is SourceKind.DELTA
            found = _walk_history(walk, source, since) if is_delta else _walk_pages(walk, source, since)
        finally:
            # Also where it is broken off: a host that asked for rest is left alone by the next call, too.
            walk.hosts.write_back(walk.connection)
        with immediate(walk.connection):
            finish_run(walk.connection, walk.run, exit_code=found.exit_code, now=clock())
        return found


def _walk_history(walk: Walk, source: Source, since: date) -> Backfill:
    arm_with_baselines(walk)
    with immediate(walk.connection):
        lease(walk.connection, Lease(source.name, walk.run, walk.clock(), walk.clock()))
    visit = sync_delta(walk, source, since)
    if visit.settle is not None:
        visit.settle(walk, True)  # one host alone does not show whose fault it was
    told = views_of(walk.connection, walk.configuration, visit.told)
    return Backfill(source.name, visit.outcome.message, not visit.outcome.is_reached, told=len(told))


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of the source: what it names, how much of that is new, or why the walk ends with it."""

    names: frozenset[str] = frozenset()
    new_links: int = 0
    new_posts: int = 0
    told: tuple[str, ...] = ()
    ended: str | None = None
    is_failed: bool = False


def _walk_pages(walk: Walk, source: Source, since: date) -> Backfill:
    key = f"{source.name}: backfill since {since}"
    first = int(meta_value(walk.connection, key) or 1)
    found = Backfill(source.name, f"{_MOST_PAGES:,} pages are enough for one call; the next one goes on")
    seen: set[str] = set()
    told: set[str] = set()
    repeats = 0
    for number in range(first, first + _MOST_PAGES):
        page = _page(walk, source, number, since, key)
        if page.ended is None:
            repeats = repeats + 1 if page.names <= seen else 0
            seen |= page.names
            linked = _visit_linked(walk, source) if source.follow else Followed()
            told |= {*page.told, *linked.told}
            found = replace(
                found,
                pages=found.pages + 1,
                new_links=found.new_links + page.new_links,
                new_posts=found.new_posts + page.new_posts,
                visited=found.visited + linked.outcomes.total(),
                told=len(told),
            )
            if repeats < _MOST_REPEATS:
                continue
            page = _Page(ended=f"page {number} repeats what pages before it named")
        if not page.is_failed:
            with immediate(walk.connection):
                set_meta(walk.connection, key, "1")  # the next call is a new walk
        return replace(found, ended=page.ended or "", is_failed=page.is_failed)
    return found


def _page(walk: Walk, source: Source, number: int, since: date, key: str) -> _Page:
    """Fetches one page back and remembers what it names; `key` is where the next call begins."""
    url = (source.backfill_url or "").replace("{page}", str(number))
    walk.progress(f"{source.name}: page {number} back")
    with fetched_part(walk, source, f"page {number} back", url) as answer:
        at = answer.snapshot.fetched_at
        if not answer.is_ok:
            is_end = number > 1 and answer.snapshot.status in _NO_SUCH_PAGE
            if is_end:
                return _Page(ended=f"there is no page {number}")
            return _Page(ended=f"page {number}: {answer.snapshot.reason}", is_failed=True)
        try:
            reading = _read(walk, source, answer)
        except UnreadablePage as error:
            return _Page(ended=f"page {number}: {error}", is_failed=True)
        names = frozenset(_names(reading))
        if not names:
            return _Page(ended=f"page {number} names nothing more")
        dates = [*(one.published_at for one in reading.links), *(one.published_at for one in reading.posts)]
        known = [moment.date() for moment in dates if moment is not None]
        if known and max(known) < since:
            return _Page(ended=f"page {number} is older than {since}")
        links = [one for one in reading.links if _is_wanted(one.published_at, since)]
        posts = [one for one in reading.posts if _is_wanted(one.published_at, since)]
        entries = () if source.follow else tuple(unread_entries(walk, source, links))
        documents = (*unread_posts(walk, source, posts), *entries)
        with immediate(walk.connection):
            snapshot = store_snapshot(walk, answer.snapshot)
            added = add_links(walk.connection, source.name, links, at)
            added_posts = add_posts(walk.connection, source.name, posts, snapshot=snapshot, now=at)
            stored = store_documents(walk, source, documents, answer.snapshot, snapshot)
            revised = resolve_again(walk.connection, walk.configuration, walk.run, stored.touched, at)
            set_meta(walk.connection, key, str(number + 1))
        return _Page(names, len(added), len(added_posts), revised)


def _read(walk: Walk, source: Source, answer: Fetched) -> PageReading:
    """The page as the source reads it, but for age and number: what is old is what is looked for.

    Its checks are not asked: a last page with two links has not drifted.
    """
    if answer.body is None:
        raise UnreadablePage("there is no body")
    return read_page(
        replace(source, max_age=None, max_links=None),
        answer.body.read(),
        content_type=dict(answer.snapshot.headers).get("content-type"),
        url=answer.snapshot.final_url,
        now=walk.clock(),
    )


def _names(reading: PageReading) -> Iterator[str]:
    yield from (link.url for link in reading.links)
    yield from (post.permalink for post in reading.posts)


def _is_wanted(published_at: datetime | None, since: date) -> bool:
    return published_at is None or published_at.date() >= since


def _visit_linked(walk: Walk, source: Source) -> Followed:
    """Visits the pages that are due, as many as there are; those of a bad hour are left to the next sync."""
    visited = Followed()
    while (followed := follow(walk, source)).outcomes:
        visited = replace(
            visited,
            outcomes=visited.outcomes + followed.outcomes,
            told=(*visited.told, *followed.told),
        )
        if set(followed.outcomes) == {LinkOutcome.FAILED}:
            break
    return visited
