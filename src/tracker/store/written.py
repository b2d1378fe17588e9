"""What one run wrote, counted."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """How much is new by a run: documents, other texts of known documents, records, developments;
    `revised` counts the developments of before that say something else since."""

    documents: int = 0
    versions: int = 0
    records: int = 0
    developments: int = 0
    revised: int = 0


def written_in(connection: sqlite3.Connection, run: int) -> Written:
    """What the run with this number wrote. A development that no longer stands is not counted."""
    row = connection.execute(
        """SELECT
          (SELECT count(*) FROM documents WHERE run_id = ?1 AND version = 1) AS documents,
          (SELECT count(*) FROM documents WHERE run_id = ?1 AND version > 1) AS versions,
          (SELECT count(*) FROM records WHERE run_id = ?1) AS records,
          count(*) FILTER (WHERE first_run = ?1) AS developments,
          count(*) FILTER (WHERE first_run <> ?1) AS revised
        FROM developments WHERE redirect_to IS NULL AND withdrawn_at IS NULL
          AND id IN (SELECT development_id FROM revisions WHERE run_id = ?1)""",
        (run,),
    ).fetchone()
    return Written(**dict(row))
