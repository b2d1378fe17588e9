"""What is told after a visit of the demo: as the digest of that day would tell it, each thing once.

No mail is made of it. The digest has a name of its own, so that those of the configuration still have all to
tell.
"""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, time
from pathlib import Path

from tracker.model import Configuration, Digest
from tracker.notify.gather import gather
from tracker.notify.slots import local_today
from tracker.report.digest import DigestView
from tracker.store.connection import connect, immediate
from tracker.store.digests import add_digest, add_lines, digest_on

_DIGEST = Digest("demo", at=time(23))


def told_by(configuration: Configuration, database: Path, at: datetime) -> DigestView:
    """What is new, changed or taken back since the visit before, as of `at`; and notes that it is told."""
    today = local_today(configuration, at)
    with closing(connect(database, create=False)) as connection:
        gathered = gather(connection, configuration, _DIGEST, now=at, local_date=today)
        view = gathered.view
        with immediate(connection):
            before = digest_on(connection, _DIGEST.name, today)  # two visits on one day are one digest
            number = before.id if before else None
            if number is None:
                number = add_digest(
                    connection,
                    _DIGEST.name,
                    local_date=today,
                    zone=view.zone,
                    window_start=view.window_start,
                    window_end=at,
                    subject_line="",
                )
            if number is not None:
                add_lines(connection, _DIGEST.name, number, gathered.lines)
    return view
