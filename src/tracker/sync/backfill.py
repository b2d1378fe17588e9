"""A source walked backwards: paged indexes and feeds, APIs, and a publisher's own history of changes.

Politely, one page after the other, and resumable: what was found is remembered, and so is how far the
walk has come.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tracker.errors import UnreadablePage, UsageError
from tracker.model import Configuration, Source, SourceKind
from tracker.read.pages import read_page
from tracker.store.links import add_links
from tracker.store.meta import meta_value, set_meta
from tracker.store.posts import add_posts
from tracker.store.runs import finish_run
from tracker.store.transaction import immediate
from tracker.sync.chosen import source_named
from tracker.sync.deltas import sync_delta
from tracker.sync.looks import store_snapshot
from tracker.sync.opening import open_walk, refuse_demo, silent, utc_now
from tracker.sync.pages import follow
from tracker.sync.views import views_of
from tracker.sync.walk import Clock, Progress, Walk, fetched_part

# So many pages without an end are taken for a server that pages in a circle.
_MOST_PAGES = 2_000


@dataclass(frozen=True, slots=True)
class Backfill:
    """How far a walk backwards came: pages of the source read, links new, pages kept, and why it ended."""

    source: str
    pages: int
    new_links: int
    kept: int
    ended: str
    told: int = 0


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

    Raises UsageError for a source that cannot be walked backwards.
    """
    source = source_named(configuration, name)
    refuse_demo(database)
    if source.kind is not SourceKind.DELTA and source.backfill_url is None:
        raise UsageError(f"{name} cannot be walked backwards: it has no backfill_url (with {{page}})")
    with open_walk(configuration, database, "backfill", clock=clock, progress=on_progress or silent) as walk:
        if source.kind is SourceKind.DELTA:
            visit = sync_delta(walk, source, since)
            told = views_of(walk.connection, configuration, visit.told)
            found = Backfill(name, 1, 0, 0, visit.outcome.message, len(told))
        else:
            found = _walk_back(walk, source, since)
        with immediate(walk.connection):
            finish_run(walk.connection, walk.run, exit_code=0, now=clock())
        return found


def _walk_back(walk: Walk, source: Source, since: date) -> Backfill:
    key = f"{source.name}: backfill since {since}"
    first = int(meta_value(walk.connection, key) or 1)
    new_links = kept = 0
    pages = 0
    ended = "so many pages have no end"
    for page in range(first, first + _MOST_PAGES):
        found = _page(walk, source, page, since)
        if isinstance(found, str):
            ended = found
            break
        pages, new_links = pages + 1, new_links + found
        with immediate(walk.connection):
            set_meta(walk.connection, key, str(page + 1))
        kept += sum(follow(walk, source).values()) if source.follow else 0
        if walk.fetcher.stopped:
            ended = "stopped"
            break
    return Backfill(source.name, pages, new_links, kept, ended)


def _page(walk: Walk, source: Source, page: int, since: date) -> int | str:
    """How many links of one page back are new; a string where the walk ends here, and why."""
    url = (source.backfill_url or "").format(page=page)
    walk.progress(f"{source.name}: page {page} back")
    unlimited = replace(source, max_age=None, max_links=None)
    with fetched_part(walk, source, f"page {page} back", url) as answer:
        if answer.body is None or not answer.is_ok:
            return f"page {page}: {answer.snapshot.reason}"
        headers = dict(answer.snapshot.headers)
        try:
            reading = read_page(
                unlimited,
                answer.body.read(),
                content_type=headers.get("content-type"),
                url=answer.snapshot.final_url,
                now=walk.clock(),
            )
        except UnreadablePage as error:
            return f"page {page}: {error}"
    if not reading.links and not reading.posts:
        return f"page {page} names nothing more"
    at = answer.snapshot.fetched_at
    young = [one for one in reading.links if one.published_at is None or one.published_at.date() >= since]
    posts = [one for one in reading.posts if one.published_at is None or one.published_at.date() >= since]
    if not young and not posts:
        return f"page {page} is older than {since}"
    with immediate(walk.connection):
        snapshot = store_snapshot(walk, answer.snapshot)
        links = add_links(walk.connection, source.name, young, at)
        added = add_posts(walk.connection, source.name, posts, snapshot=snapshot, now=at)
    return len(links) + len(added)
