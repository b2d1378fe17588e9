"""How long a visit to a source can take at the most: one that takes longer hangs."""

from __future__ import annotations

from datetime import timedelta

from tracker.fetch.pace import LONGEST_WAIT_S
from tracker.model import Politeness, Source, SourceKind
from tracker.sync.pages import MOST_PAGES

# A list is fetched again where parts of it were "as you have it", and once more to confirm a removal.
_LOOKS = 3
# A year's history has more publications than any year had; a first visit may read two years of them.
_MOST_PUBLICATIONS = 500
# Reading, comparing and waiting for the database, over and above the network.
_OTHERWISE = timedelta(minutes=10)


def longest_visit(source: Source, politeness: Politeness) -> timedelta:
    """The longest that a visit to `source` can take from its turn on, if nothing hangs.

    Every answer may take its whole time, and every request may have to wait for its turn as long as
    anybody waits.
    """
    answer_s = source.timeout_s if source.timeout_s is not None else politeness.total_timeout_s
    return _addresses(source) * timedelta(seconds=answer_s + LONGEST_WAIT_S) + _OTHERWISE


def _addresses(source: Source) -> int:
    match source.kind:
        case SourceKind.LIST:
            # A marker before it; a token that is read, read anew, and the address asked again with it.
            beside = (1 if source.marker else 0) + (3 if source.token else 0)
            return _LOOKS * (1 + len(source.parts)) + beside
        case SourceKind.DELTA:
            return 1 + _MOST_PUBLICATIONS
        case SourceKind.INDEX | SourceKind.FEED | SourceKind.API:
            return 1 + (source.max_links or MOST_PAGES)
        case SourceKind.PAGE | SourceKind.POSTS:
            return 1
