"""What of a development is not live, in words: all of it, its day, or a part of the evidence."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import DateBasis, Development, Origin, Record, When
from tracker.report import phrases
from tracker.report.shown import EvidenceLine


def origin_in_words(
    development: Development, records: Sequence[Record], evidence: Sequence[EvidenceLine]
) -> str | None:
    """None where all is live."""
    dated = [record.origin for record in records if _gives(record.when, development.when)]
    if development.origin is not Origin.LIVE:
        words = phrases.ORIGIN[development.origin]
        is_official = development.when.basis is DateBasis.OFFICIAL
        if dated and development.origin not in dated and Origin.LIVE not in dated:
            return f"{words}; the day is {phrases.ORIGIN[dated[0]]}"
        return f"{words}{phrases.DAY_TOO if is_official and Origin.LIVE not in dated else ''}"
    if dated and Origin.LIVE not in dated:
        return f"the day is {phrases.ORIGIN[dated[0]]}"
    others = dict.fromkeys(line.origin for line in evidence if line.origin is not Origin.LIVE)
    return f"some of the evidence is {phrases.ORIGIN[next(iter(others))]}" if others else None


def _gives(said: When, told: When) -> bool:
    match told.basis:
        case DateBasis.OFFICIAL:
            return said.basis is DateBasis.OFFICIAL and said.on == told.on
        case DateBasis.STATED:
            return said.on == told.on
        case DateBasis.OBSERVED:
            return said.after == told.after or said.by == told.by
