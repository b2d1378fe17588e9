"""Which of several origins is the least live one: what is told can be no better than that."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model import Origin

# From bytes that we fetched ourselves to bytes that somebody wrote.
LIVENESS = (Origin.LIVE, Origin.IMPORT, Origin.PUBLISHED, Origin.REBUILT, Origin.DEMO)


def least_live(origins: Iterable[Origin]) -> Origin:
    """The origin that a fact has which needs all of these; live where there are none."""
    return max(origins, key=LIVENESS.index, default=Origin.LIVE)


def most_live(origins: Iterable[Origin]) -> Origin:
    """The origin that a fact has which any one of these would show. Raises ValueError for none."""
    return min(origins, key=LIVENESS.index)
