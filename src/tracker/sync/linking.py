"""The links of what changed with what stands: rungs of ladders, exchanges, talks that came before."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from tracker.model import Configuration, Development
from tracker.resolve.links import REACH_DAYS, Reach, affected, link, reach_of
from tracker.store.development_links import replace_links
from tracker.store.nearby import standing_near
from tracker.sync.filing import keep_filing
from tracker.sync.sayings import Sayings


def link_again(
    connection: sqlite3.Connection,
    configuration: Configuration,
    sayings: Sayings,
    changed: Sequence[Development],
) -> None:
    """Stores the links that are other ones because of what `changed`: developments as they are and were.

    Read is only what lies near in time or is about the same. Inside a transaction.
    """
    sectors = configuration.subject.sectors
    keep_filing(connection, configuration)
    close = _standing(connection, reach_of(changed, sectors=sectors))
    ids = affected(close, changed, sectors=sectors)
    wanted = [one for one in close if one.id in ids]
    # Whose links are wanted may lose the other end to one that is nearer to that.
    further = _standing(connection, reach_of(wanted, 2 * REACH_DAYS, sectors=sectors))
    # What ties them may be said by a record of one that is only near.
    near = affected(further, wanted, sectors=sectors)
    tied = {tie.record for one in further if one.id in near for tie in one.ties}
    said = {saying.id: saying.record for saying in sayings.of(tied) if saying.is_current}
    replace_links(connection, ids, link(further, said, ids, sectors=sectors))


def _standing(connection: sqlite3.Connection, reach: Reach) -> tuple[Development, ...]:
    return standing_near(connection, reach.days, reach.keys)
