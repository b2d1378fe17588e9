"""How far we looked for what should follow on a notice, or come with a list change: out of the checks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime

from tracker.extract.notices import announces_lists
from tracker.model import Configuration, Source, SourceKind
from tracker.resolve.unanswered import Looks
from tracker.store.checks import good_looks


def looks_of(connection: sqlite3.Connection, configuration: Configuration) -> Looks:
    """When lists and notices were reached, by authority."""

    def reached(is_meant: Callable[[Source], bool]) -> dict[str, tuple[datetime, ...]]:
        return {
            authority: good_looks(connection, [source.name for source in sources])
            for authority, sources in _by_authority(configuration, is_meant).items()
        }

    return Looks(reached(_is_list), reached(_announces))


def _by_authority(
    configuration: Configuration, is_meant: Callable[[Source], bool]
) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {}
    for source in configuration.sources:
        if source.enabled and source.authority is not None and is_meant(source):
            found.setdefault(source.authority, []).append(source)
    return found


def _is_list(source: Source) -> bool:
    return source.kind is SourceKind.LIST


def _announces(source: Source) -> bool:
    return source.notice is not None and announces_lists(source.notice)
