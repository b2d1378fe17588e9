"""The pieces of evidence of a list change: who saw which body when, and where the entry stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.model import Evidence, EvidenceRole, Origin


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in a body, and its literal text there.

    `start` and `length` are bytes of the decoded body whose hash is `sha256`. `snapshot` is the one
    that holds that body where it is another than the observation's (a list that was seen
    unchanged since), else None.
    """

    quote: str
    start: int
    length: int
    sha256: str
    snapshot: int | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One look at a list: when, at which body, and where the entries stand in it.

    `observed_at` is when the body was fetched, or the day that a rebuilt or published state stands
    for. `day` is the same as a day in the publisher's zone, where that is known to differ from UTC.
    `places` has the entries that the caller wants quoted, by uid.
    """

    observed_at: datetime
    sha256: str
    origin: Origin
    snapshot: int | None = None
    day: date | None = None
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def on(self) -> date:
        return self.day or self.observed_at.date()


def evidence_of(role: EvidenceRole, seen: Observation, uid: str) -> Evidence:
    """What this look shows about the entry: its text where it stands there, else that it is absent."""
    place = seen.places.get(uid)
    if place is None:
        return Evidence(role, seen.sha256, seen.observed_at, snapshot=seen.snapshot)
    return Evidence(
        role=role,
        sha256=place.sha256,
        observed_at=seen.observed_at,
        quote=place.quote,
        start=place.start,
        length=place.length,
        snapshot=place.snapshot if place.snapshot is not None else seen.snapshot,
    )
