"""One look at a source: all its parts fetched, kept as evidence, and their rows stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from tracker.errors import ConfigError, Problem
from tracker.model import Grade, Snapshot, Source
from tracker.sync.kept import store_snapshot
from tracker.sync.markers import Mark
from tracker.sync.walk import MAIN, Fetched, Walk, fetched_part


@dataclass(frozen=True, slots=True)
class Look:
    """The answers to one visit, part by part; `mark` is what the list's marker said before."""

    fetched: Mapping[str, Fetched]
    mark: Mark | None = None

    @property
    def is_ok(self) -> bool:
        return all(answer.is_ok or answer.is_unchanged for answer in self.fetched.values())

    @property
    def is_whole(self) -> bool:
        """Whether there is a body for every part: no server said "as you have it"."""
        return all(answer.is_ok for answer in self.fetched.values())

    @property
    def first_bad(self) -> Snapshot:
        """The first answer that was not good. Raises StopIteration where all are."""
        return next(
            answer.snapshot for answer in self.fetched.values() if not (answer.is_ok or answer.is_unchanged)
        )

    @property
    def hashes(self) -> dict[str, str | None]:
        return {part: answer.snapshot.sha256 for part, answer in self.fetched.items()}

    @property
    def bodies(self) -> dict[str, BinaryIO]:
        return {part: answer.body for part, answer in self.fetched.items() if answer.body is not None}

    @property
    def main(self) -> Snapshot:
        return self.fetched[MAIN].snapshot

    @property
    def at(self) -> datetime:
        """When the main part was fetched."""
        return self.main.fetched_at

    def graded(self, grade: Grade, reason: str) -> Look:
        """The same look, its main part found out to be of another grade than its status said."""
        main = self.fetched[MAIN]
        worse = replace(main, snapshot=replace(main.snapshot, grade=grade, reason=reason))
        return replace(self, fetched={**self.fetched, MAIN: worse})


@contextmanager
def look_at(
    walk: Walk, source: Source, *, is_conditional: bool = False, mark: Mark | None = None
) -> Iterator[Look]:
    """Fetches every part of a list source; the bodies are closed at the end."""
    if source.url is None:
        raise ConfigError([Problem(f"source {source.name}", "it is enabled but has no url")])
    addresses = {MAIN: source.url, **source.parts}
    with ExitStack() as stack:
        yield Look(
            {
                part: stack.enter_context(
                    fetched_part(walk, source, part, url, is_conditional=is_conditional)
                )
                for part, url in addresses.items()
            },
            mark,
        )


def store_snapshots(walk: Walk, look: Look) -> dict[str, int]:
    """Stores the look's snapshots and returns their numbers by part. Inside a transaction.

    An answer "as you have it" makes none: the check says that it came.
    """
    return {
        part: store_snapshot(walk, answer.snapshot)
        for part, answer in look.fetched.items()
        if not answer.is_unchanged
    }
