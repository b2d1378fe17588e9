"""What the demo serves, and when. Values only: `folder` reads and writes them, `build` makes them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.demo.chain import Occasion
from tracker.model import Origin


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a source stands on the web: what the loopback server answers for, host and all."""

    url: str
    history_url: str | None = None
    publication_url: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """One body that is served, and where it comes from.

    `note` is one clause for readers: what was rebuilt out of what. `sources` name the files and the
    facts, as `repository@commit:path` where it is a file. `removed` are the uids that a whole list
    lacks (None for other bodies); `published_on` the day that a publication of changes bears.
    """

    name: str
    content: bytes
    content_type: str
    origin: Origin
    note: str
    sources: tuple[str, ...]
    licence: str
    removed: tuple[str, ...] | None = None
    published_on: date | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def origin_note(self) -> str:
        """What a reader is told of where it comes from: the note, and all sources by name."""
        return f"{self.note}. Sources: {'; '.join(self.sources)}" if self.sources else self.note


@dataclass(frozen=True, slots=True)
class Step:
    """One visit: the clock's time (UTC), the sources that are visited, and what is served then.

    `serves` maps a path of the loopback server to a body's name, `redirects` to another path.
    """

    at: datetime
    why: tuple[str, ...]
    visits: tuple[str, ...]
    serves: Mapping[str, str]
    redirects: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Archive:
    """A whole archive, checked. `occasions` are the dated facts that it was derived from."""

    article: date
    chain_source: str
    addresses: Mapping[str, Addresses]
    occasions: tuple[Occasion, ...]
    bodies: Mapping[str, Body]
    steps: tuple[Step, ...]

    def body_at(self, step: Step, path: str) -> Body | None:
        """What `path` shows at a step, redirects followed; None where nothing is served there."""
        name = step.serves.get(step.redirects.get(path, path))
        return None if name is None else self.bodies[name]

    def served_since(self, step: Step, path: str) -> datetime:
        """From when on, up to this step, `path` has shown what it shows at it."""
        since = step.at
        for earlier in reversed(self.steps[: self.steps.index(step)]):
            if earlier.serves.get(path) != step.serves.get(path):
                break
            since = earlier.at
        return since
