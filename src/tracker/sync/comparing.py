"""What stored developments mean for the article: beside who says them, and the talks near them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from tracker.compare.article import compare
from tracker.model import Baseline, Comparison, Configuration, Development, Precision, RecordType, When
from tracker.store.developments import load_developments, save_development
from tracker.store.nearby import standing_between
from tracker.sync.sayings import Sayings


def comparison_of(
    connection: sqlite3.Connection, configuration: Configuration, sayings: Sayings, development: Development
) -> Comparison:
    """What the development means for the article, as far as the database knows what is beside it."""
    return compare(
        development,
        configuration.baseline,
        configuration.lists,
        sayings=sayings.of([tie.record for tie in development.ties]),
        contacts=_talks_near(connection, configuration.baseline, development),
    )


def compare_after_talks(
    connection: sqlite3.Connection,
    configuration: Configuration,
    run: int,
    changed: Iterable[Development],
    now: datetime,
) -> tuple[str, ...]:
    """Compares those releases again near which a contact came, went or got another day.

    Inside a transaction. Returns the ids of those that mean something else now.
    """
    contacts = [one for one in changed if one.type is RecordType.CONTACT]
    days = _days_of_talks(configuration.baseline)
    near = {
        release.id
        for contact in contacts
        for release in _standing_near(connection, RecordType.RELEASE, contact.when, days)
    }
    sayings = Sayings(connection, configuration)
    told = []
    for stored in load_developments(connection, sorted(near)):
        comparison = comparison_of(connection, configuration, sayings, stored.development)
        if comparison != stored.comparison:
            save_development(connection, run, stored.development, comparison, now)
            told.append(stored.development.id)
    return tuple(told)


def _talks_near(
    connection: sqlite3.Connection, baseline: Baseline, development: Development
) -> tuple[Development, ...]:
    if development.type is not RecordType.RELEASE:
        return ()
    return _standing_near(connection, RecordType.CONTACT, development.when, _days_of_talks(baseline))


def _days_of_talks(baseline: Baseline) -> int | None:
    """How far away talks may be for any condition that asks for them; None where none does."""
    conditions = (condition for question in baseline.questions for condition in question.conditions)
    return max((one.talks_within_days or 0 for one in conditions if one.talks_with), default=None)


def _standing_near(
    connection: sqlite3.Connection, kind: RecordType, when: When, days: int | None
) -> tuple[Development, ...]:
    """What is known only to the month is surely near nothing."""
    if days is None or when.on is None or when.precision is not Precision.DAY:
        return ()
    # The first day of the calendar is no place to count back from.
    first = date.fromordinal(max(when.on.toordinal() - days, 1))
    last = date.fromordinal(min(when.on.toordinal() + days, date.max.toordinal()))
    return standing_between(connection, kind, first, last)
