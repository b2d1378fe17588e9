"""The database's schema as text: what reviewers read in db/schema.sql. Imported by no command."""

from __future__ import annotations

import re

from sqlite_utils import Database

from tracker.store.migrations import migrations

_HEAD = "-- Written by scripts/schema from src/tracker/store/migrations/; do not edit.\n\n"
_STATEMENT_START = re.compile(r"^(?=CREATE )", re.MULTILINE)


def schema_sql() -> str:
    """The schema that all migrations together make, one statement after the other, as SQLite keeps it."""
    database = Database(memory=True, execute_plugins=False)
    try:
        migrations.apply(database)
        statements = [each.strip() for each in _STATEMENT_START.split(database.schema) if each.strip()]
    finally:
        database.close()
    return _HEAD + "\n\n".join(statements) + "\n"
