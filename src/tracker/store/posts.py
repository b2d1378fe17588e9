"""Posts: the short documents of one page, such as a channel's public preview, with every text they had.

unread      not read yet, or edited since
read        read
withdrawn   no longer between its neighbours on the page
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.model import Post
from tracker.store.codec import maybe_moment, maybe_moment_text, moment_of, moment_text
from tracker.store.transaction import require_transaction


class PostState(StrEnum):
    """What became of a post."""

    UNREAD = "unread"
    READ = "read"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class StoredPost:
    """One post of one source with its present text.

    `version` counts its texts, from 1; the present one was first seen at `version_at`, in `snapshot`.
    """

    id: int
    source: str
    permalink: str
    text: str
    published_at: datetime | None
    first_seen_at: datetime
    last_seen_at: datetime
    state: PostState
    version: int
    version_at: datetime
    snapshot: int


@dataclass(frozen=True, slots=True)
class PostVersion:
    """One text of a post, and where it was first seen."""

    version: int
    text: str
    seen_at: datetime
    snapshot: int


def add_posts(
    connection: sqlite3.Connection, source: str, posts: Iterable[Post], *, snapshot: int, now: datetime
) -> tuple[StoredPost, ...]:
    """Remembers the posts of one page, and returns those that are new or have another text (or are back).

    An edited post keeps its earlier texts. Of a permalink that stands twice on a page the last counts.
    """
    require_transaction(connection)
    told = []
    for post in {post.permalink: post for post in posts}.values():
        before = post_of(connection, source, post.permalink)
        if before is None:
            _insert(connection, source, post, snapshot, now)
        elif before.text != post.text:
            _edit(connection, before, post, snapshot, now)
        else:
            _see_again(connection, before, post, now)
        if before is None or before.text != post.text or before.state is PostState.WITHDRAWN:
            told.append(post.permalink)
    return tuple(found for one in told if (found := post_of(connection, source, one)) is not None)


def withdraw_missing_posts(
    connection: sqlite3.Connection, source: str, posts: Iterable[Post], now: datetime
) -> tuple[StoredPost, ...]:
    """Marks as withdrawn, and returns, the known posts that must stand on the page and do not.

    `posts` must be all posts of one page. Those outside of its span of times may merely have moved to
    another page; those without a time are never missed. Who calls this has found no drift.
    """
    require_transaction(connection)
    shown = {post.permalink: post.published_at for post in posts}
    times = [moment_text(moment) for moment in shown.values() if moment is not None]
    if not times:
        return ()
    rows = connection.execute(
        """SELECT * FROM posts WHERE source = ? AND published_at > ? AND published_at < ?
          AND state <> 'withdrawn' AND last_seen_at <= ? ORDER BY id""",
        (source, min(times), max(times), moment_text(now)),
    ).fetchall()
    missing = [row["permalink"] for row in rows if row["permalink"] not in shown]
    connection.executemany(
        "UPDATE posts SET state = 'withdrawn' WHERE source = ? AND permalink = ?",
        ((source, one) for one in missing),
    )
    return tuple(found for one in missing if (found := post_of(connection, source, one)) is not None)


def mark_post_read(connection: sqlite3.Connection, post: StoredPost) -> None:
    """Remembers that this text of the post was read; a later edit makes it unread again."""
    connection.execute(
        "UPDATE posts SET state = 'read' WHERE id = ? AND version = ? AND state = 'unread'",
        (post.id, post.version),
    )


def post_of(connection: sqlite3.Connection, source: str, permalink: str) -> StoredPost | None:
    """The post of a source with this permalink."""
    row = connection.execute(
        "SELECT * FROM posts WHERE source = ? AND permalink = ?", (source, permalink)
    ).fetchone()
    return None if row is None else _post(row)


def posts_of(
    connection: sqlite3.Connection, source: str, state: PostState | None = None
) -> tuple[StoredPost, ...]:
    """The posts of a source in one state or in any, the first seen first."""
    rows = connection.execute(
        "SELECT * FROM posts WHERE source = ?1 AND (?2 IS NULL OR state = ?2) ORDER BY id", (source, state)
    )
    return tuple(_post(row) for row in rows)


def post_versions(connection: sqlite3.Connection, post: StoredPost) -> tuple[PostVersion, ...]:
    """All texts that the post had, the first one first, the present one last."""
    rows = connection.execute(
        """SELECT version, text, seen_at, snapshot_id FROM post_versions WHERE post_id = ?1
        UNION ALL SELECT version, text, version_at, snapshot_id FROM posts WHERE id = ?1 ORDER BY version""",
        (post.id,),
    )
    return tuple(
        PostVersion(row["version"], row["text"], moment_of(row["seen_at"]), row["snapshot_id"])
        for row in rows
    )


def _insert(connection: sqlite3.Connection, source: str, post: Post, snapshot: int, now: datetime) -> None:
    connection.execute(
        """INSERT INTO posts (source, permalink, text, published_at, first_seen_at, last_seen_at, state,
          version, version_at, snapshot_id) VALUES (?1, ?2, ?3, ?4, ?5, ?5, 'unread', 1, ?5, ?6)""",
        (
            source,
            post.permalink,
            post.text,
            maybe_moment_text(post.published_at),
            moment_text(now),
            snapshot,
        ),
    )


def _edit(
    connection: sqlite3.Connection, before: StoredPost, post: Post, snapshot: int, now: datetime
) -> None:
    connection.execute(
        "INSERT INTO post_versions (post_id, version, text, seen_at, snapshot_id) VALUES (?, ?, ?, ?, ?)",
        (before.id, before.version, before.text, moment_text(before.version_at), before.snapshot),
    )
    connection.execute(
        """UPDATE posts SET text = ?1, published_at = coalesce(?2, published_at), last_seen_at = ?3,
          state = 'unread', version = version + 1, version_at = ?3, snapshot_id = ?4 WHERE id = ?5""",
        (post.text, maybe_moment_text(post.published_at), moment_text(now), snapshot, before.id),
    )


def _see_again(connection: sqlite3.Connection, before: StoredPost, post: Post, now: datetime) -> None:
    """One that was withdrawn and is back with the same text is to be read again: that loses nothing."""
    connection.execute(
        """UPDATE posts SET last_seen_at = ?, published_at = coalesce(published_at, ?),
          state = CASE state WHEN 'withdrawn' THEN 'unread' ELSE state END WHERE id = ?""",
        (moment_text(now), maybe_moment_text(post.published_at), before.id),
    )


def _post(row: sqlite3.Row) -> StoredPost:
    return StoredPost(
        id=row["id"],
        source=row["source"],
        permalink=row["permalink"],
        text=row["text"],
        published_at=maybe_moment(row["published_at"]),
        first_seen_at=moment_of(row["first_seen_at"]),
        last_seen_at=moment_of(row["last_seen_at"]),
        state=PostState(row["state"]),
        version=row["version"],
        version_at=moment_of(row["version_at"]),
        snapshot=row["snapshot_id"],
    )
