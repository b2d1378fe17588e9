"""How developments go together: rungs of a ladder, what was exchanged for what, what only coincides."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from tracker.model import DevelopmentLink, LinkKind
from tracker.store.transaction import require_transaction


def replace_links(
    connection: sqlite3.Connection, developments: Iterable[str], links: Iterable[DevelopmentLink]
) -> None:
    """Puts `links` in the place of all links that one of these developments has."""
    require_transaction(connection)
    connection.executemany(
        "DELETE FROM development_links WHERE earlier = ?1 OR later = ?1", ((one,) for one in developments)
    )
    connection.executemany(
        """INSERT OR REPLACE INTO development_links (kind, earlier, later, days, reason, record_id, quote)
        VALUES (?, ?, ?, ?, ?, ?, ?)""",
        ((one.kind, one.earlier, one.later, one.days, one.reason, one.record, one.quote) for one in links),
    )


def load_links(connection: sqlite3.Connection, development: str | None = None) -> tuple[DevelopmentLink, ...]:
    """The links of one development, or all; by the developments that they lead from."""
    rows = connection.execute(
        """SELECT * FROM development_links WHERE ?1 IS NULL OR earlier = ?1 OR later = ?1
        ORDER BY earlier, later, kind""",
        (development,),
    )
    return tuple(
        DevelopmentLink(
            kind=LinkKind(row["kind"]),
            earlier=row["earlier"],
            later=row["later"],
            days=row["days"],
            reason=row["reason"],
            record=row["record_id"],
            quote=row["quote"],
        )
        for row in rows
    )
