"""Links that an index, a feed or an API named: each is remembered for good, with what became of its page.

    new         not looked at yet, or without success so far
    unread      kept as evidence; it could not be read, as a PDF
    read        kept and read
    withdrawn   it was kept, and then answered 404 or 410
    gone        it was never to be had: 404 or 410, or ten visits without a usable answer

What a visit makes of a link: link_visits.py.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.model import PageLink
from tracker.store.codec import maybe_moment, maybe_moment_text, moment_of, moment_text
from tracker.store.transaction import require_transaction


class LinkState(StrEnum):
    """What became of the page behind a link."""

    NEW = "new"
    UNREAD = "unread"
    READ = "read"
    WITHDRAWN = "withdrawn"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Link:
    """One link of one source.

    `next_due_at`: when its page is looked at next, the first time or again; None: never. `failures`
    in a row. `first_snapshot` is of the first body kept, at `first_kept_at`; `snapshot` of the first
    body with its present text, whose digest is `text_digest`. `last_changed_at`: when the text was
    found to be another one, withdrawn, or back.
    """

    id: int
    source: str
    url: str
    title: str | None
    published_at: datetime | None
    summary: str | None
    found_at: datetime
    state: LinkState = LinkState.NEW
    next_due_at: datetime | None = None
    failures: int = 0
    rechecks_done: int = 0
    first_snapshot: int | None = None
    first_kept_at: datetime | None = None
    snapshot: int | None = None
    text_digest: str | None = None
    last_changed_at: datetime | None = None


def add_links(
    connection: sqlite3.Connection, source: str, links: Iterable[PageLink], now: datetime
) -> tuple[Link, ...]:
    """Remembers the links that are not known yet, and returns these, in the order in which they came.

    A known link keeps what it says of itself; what it did not say before is filled in.
    """
    require_transaction(connection)
    added = [link.url for link in links if _add(connection, source, link, now)]
    return tuple(found for url in added if (found := link_of(connection, source, url)) is not None)


def due_links(
    connection: sqlite3.Connection, source: str, now: datetime, limit: int | None = None
) -> tuple[Link, ...]:
    """The links whose pages are to be looked at now, at most `limit`: those never kept first, the
    newest of them first, then those that are to be looked at again."""
    rows = connection.execute(
        """SELECT * FROM links WHERE source = ? AND next_due_at <= ?
        ORDER BY first_snapshot_id IS NOT NULL,
          CASE WHEN first_snapshot_id IS NULL THEN published_at END DESC, next_due_at, id LIMIT ?""",
        (source, moment_text(now), -1 if limit is None else limit),
    )
    return tuple(_link(row) for row in rows)


def links_of(connection: sqlite3.Connection, source: str, state: LinkState | None = None) -> tuple[Link, ...]:
    """The links of a source in one state or in any, the first found first."""
    rows = connection.execute(
        "SELECT * FROM links WHERE source = ?1 AND (?2 IS NULL OR state = ?2) ORDER BY id", (source, state)
    )
    return tuple(_link(row) for row in rows)


def link_of(connection: sqlite3.Connection, source: str, url: str) -> Link | None:
    """The link of a source with this address."""
    row = connection.execute("SELECT * FROM links WHERE source = ? AND url = ?", (source, url)).fetchone()
    return None if row is None else _link(row)


def count_links(connection: sqlite3.Connection) -> dict[tuple[str, LinkState], int]:
    """How many links each source has in each state."""
    rows = connection.execute("SELECT source, state, count(*) AS links FROM links GROUP BY source, state")
    return {(row["source"], LinkState(row["state"])): row["links"] for row in rows}


def save_link(connection: sqlite3.Connection, link: Link) -> None:
    """Remembers what became of a link; what it says of itself stays as it is."""
    connection.execute(
        """UPDATE links SET state = ?, next_due_at = ?, failures = ?, rechecks_done = ?,
          first_snapshot_id = ?, first_kept_at = ?, snapshot_id = ?, text_digest = ?, last_changed_at = ?
        WHERE id = ?""",
        (
            link.state.value,
            maybe_moment_text(link.next_due_at),
            link.failures,
            link.rechecks_done,
            link.first_snapshot,
            maybe_moment_text(link.first_kept_at),
            link.snapshot,
            link.text_digest,
            maybe_moment_text(link.last_changed_at),
            link.id,
        ),
    )


def _add(connection: sqlite3.Connection, source: str, link: PageLink, now: datetime) -> bool:
    """Whether the link was not known."""
    said = (link.title, maybe_moment_text(link.published_at), link.summary)
    row = connection.execute(
        """INSERT INTO links (source, url, title, published_at, summary, found_at, state, next_due_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'new', ?6) ON CONFLICT (source, url) DO NOTHING RETURNING id""",
        (source, link.url, *said, moment_text(now)),
    ).fetchone()
    if row is None:
        connection.execute(
            """UPDATE links SET title = coalesce(title, ?1), published_at = coalesce(published_at, ?2),
              summary = coalesce(summary, ?3)
            WHERE source = ?4 AND url = ?5 AND (title IS NULL AND ?1 IS NOT NULL
              OR published_at IS NULL AND ?2 IS NOT NULL OR summary IS NULL AND ?3 IS NOT NULL)""",
            (*said, source, link.url),
        )
    return row is not None


def _link(row: sqlite3.Row) -> Link:
    return Link(
        id=row["id"],
        source=row["source"],
        url=row["url"],
        title=row["title"],
        published_at=maybe_moment(row["published_at"]),
        summary=row["summary"],
        found_at=moment_of(row["found_at"]),
        state=LinkState(row["state"]),
        next_due_at=maybe_moment(row["next_due_at"]),
        failures=row["failures"],
        rechecks_done=row["rechecks_done"],
        first_snapshot=row["first_snapshot_id"],
        first_kept_at=maybe_moment(row["first_kept_at"]),
        snapshot=row["snapshot_id"],
        text_digest=row["text_digest"],
        last_changed_at=maybe_moment(row["last_changed_at"]),
    )
