"""Which developments a change can matter to: those of days near it, and those that are about the same."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date

from tracker.model import Development, RecordType
from tracker.store.codec import day_text
from tracker.store.developments import load_developments
from tracker.store.transaction import require_transaction

Days = tuple[date, date]


def standing_near(
    connection: sqlite3.Connection, days: Iterable[Days], keys: Iterable[str] = ()
) -> tuple[Development, ...]:
    """The developments that stand and whose last possible day lies within one of these stretches of days,
    both ends included, or that are filed under one of these keys; the first told first.

    One that is told of a month lies on the month's first day here.
    """
    rows = connection.execute(
        """SELECT developments.id FROM json_each(?1) AS stretch
          JOIN developments ON coalesce(on_date, by_date)
            BETWEEN json_extract(stretch.value, '$[0]') AND json_extract(stretch.value, '$[1]')
        WHERE redirect_to IS NULL AND withdrawn_at IS NULL
        UNION SELECT development_id FROM development_keys JOIN developments ON id = development_id
        WHERE key IN (SELECT value FROM json_each(?2)) AND redirect_to IS NULL AND withdrawn_at IS NULL""",
        (json.dumps([[day_text(first), day_text(last)] for first, last in days]), json.dumps(list(keys))),
    )
    return _loaded(connection, rows)


def standing_between(
    connection: sqlite3.Connection, kind: RecordType, first: date, last: date
) -> tuple[Development, ...]:
    """The developments of one type that stand and are told of a day from `first` to `last`."""
    # Of those with a day of their own that is the day by which they are found.
    rows = connection.execute(
        """SELECT id FROM developments WHERE coalesce(on_date, by_date) BETWEEN ?2 AND ?3
        AND on_date IS NOT NULL AND type = ?1 AND redirect_to IS NULL AND withdrawn_at IS NULL""",
        (kind, day_text(first), day_text(last)),
    )
    return _loaded(connection, rows)


def file_under(connection: sqlite3.Connection, development: str, keys: Iterable[str]) -> None:
    """Files a development under these keys, and under no others."""
    require_transaction(connection)
    connection.execute("DELETE FROM development_keys WHERE development_id = ?", (development,))
    connection.executemany(
        "INSERT INTO development_keys (key, development_id) VALUES (?, ?)",
        ((key, development) for key in sorted(set(keys))),
    )


def _loaded(connection: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> tuple[Development, ...]:
    return tuple(stored.development for stored in load_developments(connection, [row["id"] for row in rows]))
