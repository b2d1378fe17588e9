"""Where a model that was asked reads a document otherwise than the rules, for a person to look at."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from tracker.model import Configuration
from tracker.report import review_phrases as phrases
from tracker.report.naming import Naming
from tracker.report.people import full_names, people
from tracker.report.to_review import ReviewKind, ToReview
from tracker.report.withheld import withheld
from tracker.store.documents import document_with, stated_by
from tracker.store.opinions import load_opinions
from tracker.sync.known_people import known_people

# What was read before is old news to a reviewer.
_LOOKS_BACK = timedelta(days=30)
# Fields whose values are names: that they differ is said, not how.
_NAMES = frozenset({"names", "targets", "officials"})
_READINGS = ("rules", "opinion")


def differing_opinions(
    connection: sqlite3.Connection, configuration: Configuration, now: datetime
) -> Iterator[ToReview]:
    """One for each document on which rules and model do not agree. Whom it names is not said: what differs
    is a reading, and no source that names anybody."""
    suppressed = known_people(connection, configuration).suppressed
    for opinion in load_opinions(connection):
        if not opinion.disagreements or opinion.asked_at < now - _LOOKS_BACK:
            continue
        stored = document_with(connection, opinion.document)
        named = {name for one in opinion.disagreements for name in _named(one)}
        naming = Naming(people((*suppressed, *named, *full_names(stored.document.title or ""))))
        what = phrases.OPINION.format(
            model=opinion.model,
            what="; ".join(words for one in opinion.disagreements for words in _words(one)),
        )
        records = stated_by(connection, opinion.document)
        found = ToReview(
            f"{stored.document.title or stored.document.url} ({stored.source}, {stored.document.url})",
            what,
            f"tracker evidence {records[0]}" if records else None,
            ReviewKind.OPINION,
        )
        yield withheld(found, naming)


def _readings(one: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from (one[who] for who in _READINGS if one[who] is not None)


def _named(one: Mapping[str, Any]) -> Iterator[str]:
    for reading in _readings(one):
        for field in _NAMES:
            yield from map(str, reading.get(field) or ())
        yield from full_names(str(reading["quote"]))


def _words(one: Mapping[str, Any]) -> Iterator[str]:
    rules, opinion, refused = one["rules"], one["opinion"], one["refused"]
    if rules is None or opinion is None:
        kind = f"{one['kind']}_refused" if refused else str(one["kind"])
        (reading,) = _readings(one)
        yield phrases.OPINION_ONLY[kind].format(type=reading["type"], refused=refused)
        return
    for field in one["fields"]:
        if field in _NAMES:
            yield phrases.DIFFERS_UNSAID.format(field=field)
        else:
            yield phrases.DIFFERS.format(field=field, rules=rules.get(field), opinion=opinion.get(field))
