"""What a source declares of a good answer, and what of it was not found: one clause each.

A page that fails has drifted: it answers, but not as it did when its definition was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from tracker.model import Checks, PageLink, PageReading, Post

_OF_LINKS: Mapping[str, Callable[[PageLink], object]] = {
    "title": lambda link: link.title,
    "time": lambda link: link.published_at,
    "text": lambda link: link.summary,
}
_OF_POSTS: Mapping[str, Callable[[Post], object]] = {
    "time": lambda post: post.published_at,
    "text": lambda post: post.text,
}
FILLED_OF_LINKS = tuple(_OF_LINKS)
FILLED_OF_POSTS = tuple(_OF_POSTS)


def unmet(checks: Checks, found: PageReading) -> tuple[str, ...]:
    """The clauses of `checks` that do not hold; `found` has all links and posts, old ones too.

    A source that has been quiet for a month has not drifted.
    """
    return tuple(_unmet(checks, found))


def _unmet(checks: Checks, found: PageReading) -> Iterator[str]:
    for pattern in checks.must_match:
        if not re.search(pattern, found.text):
            yield f"the text does not match '{pattern}'"
    if checks.min_text is not None and len(found.text) < checks.min_text:
        yield f"{_counted(len(found.text), 'character')} of text, at least {checks.min_text:,} expected"
    what = "post" if found.posts else "link"
    number = len(found.posts) or len(found.links)
    if checks.min_links is not None and number < checks.min_links:
        yield f"{_counted(number, what)}, at least {checks.min_links:,} expected"
    for key, share in checks.min_filled.items():
        filled = _filled(key, found)
        # Of nothing no share is known; that there is nothing is min_links' to say.
        if number and filled < share * number:
            yield f"{filled:,} of {_counted(number, what)} with a {key}, at least {share:.0%} expected"


def _filled(key: str, found: PageReading) -> int:
    if found.posts:
        return sum(1 for post in found.posts if _OF_POSTS[key](post))
    return sum(1 for link in found.links if _OF_LINKS[key](link))


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
