"""Links as an index, a feed or an API names them: each address once, the newest, not too old."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tracker.model import PageLink, Post

_LAST = datetime.max.replace(tzinfo=UTC)


def once(links: Iterable[PageLink]) -> tuple[PageLink, ...]:
    """Each address once, at its first place; title, time and summary from wherever they stand.

    A card links its picture, its headline and "read more" to one page.
    """
    found: dict[str, PageLink] = {}
    for link in links:
        known = found.setdefault(link.url, link)
        found[link.url] = replace(
            known,
            title=known.title or link.title,
            published_at=known.published_at or link.published_at,
            summary=known.summary or link.summary,
        )
    return tuple(found.values())


def newest(
    links: Sequence[PageLink], *, max_links: int | None, max_age: timedelta | None, now: datetime
) -> tuple[PageLink, ...]:
    """The newest links first, at most `max_links`, without those known to be older than `max_age`.

    A link without a time keeps its place behind the one before it: publishers list the newest first.
    """
    ranked: list[tuple[datetime, PageLink]] = []
    reached = _LAST
    for link in links:
        reached = link.published_at or reached
        ranked.append((reached, link))
    ranked.sort(key=lambda one: one[0], reverse=True)  # stable
    kept = (link for _, link in ranked if not _is_too_old(link.published_at, max_age, now))
    return tuple(kept)[:max_links]


def recent(posts: Sequence[Post], *, max_age: timedelta | None, now: datetime) -> tuple[Post, ...]:
    """The posts in their order, without those known to be older than `max_age`."""
    return tuple(post for post in posts if not _is_too_old(post.published_at, max_age, now))


def links_text(links: Iterable[PageLink]) -> str:
    """What the links say, one line each: a feed's text, without the hour at which it was made."""
    return "\n".join(
        " | ".join(part for part in (_stamp(link.published_at), link.title, link.url, link.summary) if part)
        for link in links
    )


def _is_too_old(published_at: datetime | None, max_age: timedelta | None, now: datetime) -> bool:
    return max_age is not None and published_at is not None and published_at < now - max_age


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
