"""What a view shows beside a development's own records: the pages they were read from, and its links."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from tracker.model import Configuration, Development, DevelopmentLink, LinkKind, Record
from tracker.report.evidence_lines import Page
from tracker.report.view import Beside
from tracker.resolve.links import ladders
from tracker.resolve.saying import Saying
from tracker.resolve.unanswered import Looks, unanswered
from tracker.resolve.voices import voices
from tracker.store.development_links import load_links
from tracker.store.developments import load_developments
from tracker.store.documents import documents_by_id
from tracker.sync.elsewhere import Elsewhere


def pages_of(connection: sqlite3.Connection, records: Iterable[Record]) -> dict[int, Page]:
    """The documents that state these records, by number."""
    numbers = {
        piece.document for record in records for piece in record.evidence if piece.document is not None
    }
    if not numbers:
        return {}
    stored = documents_by_id(connection, numbers)
    return {number: Page(one.document, one.publisher) for number, one in stored.items()}


def beside(
    connection: sqlite3.Connection,
    configuration: Configuration,
    development: Development,
    sayings: Sequence[Saying],
    records: Sequence[Record],
    looks: Looks,
    elsewhere: Elsewhere,
) -> Beside:
    """The links of a development and all steps of its ladder, with the developments they lead to; which of
    its `sayings`, where pages state some, are one voice; what its `records` still wait for by `looks`; and
    where its targets are still listed."""
    links = _with_ladder(connection, development.id)
    names = {name for link in links for name in (link.earlier, link.later)} - {development.id}
    stored = load_developments(connection, sorted(names)) if names else ()
    others = {one.development.id: one.development for one in stored if one.stands}
    return Beside(
        links,
        others,
        ladders([development, *others.values()], links, configuration.subject.sectors),
        tuple(tuple(one.id for one in voice) for voice in voices(sayings)),
        unanswered(development, records, links, looks),
        elsewhere.of(development),
    )


def _with_ladder(connection: sqlite3.Connection, development: str) -> tuple[DevelopmentLink, ...]:
    found: dict[tuple[LinkKind, str, str], DevelopmentLink] = {}
    waiting, seen = [development], {development}
    while waiting:
        name = waiting.pop()
        for link in load_links(connection, name):
            if name == development or link.kind is LinkKind.NEXT_RUNG:
                found[link.kind, link.earlier, link.later] = link
            if link.kind is LinkKind.NEXT_RUNG:
                fresh = {link.earlier, link.later} - seen
                seen |= fresh
                waiting += sorted(fresh)
    return tuple(found.values())
