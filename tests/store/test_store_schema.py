from __future__ import annotations

import pkgutil
import re
import sqlite3
from enum import StrEnum
from pathlib import Path

import tracker.store.migrations as migrations_package
from tracker.model import (
    Action,
    ChangeKind,
    DateBasis,
    DecisionKind,
    EvidenceRole,
    Grade,
    Health,
    LinkKind,
    Origin,
    Precision,
    Reason,
    RecordType,
    Relation,
    Status,
    TieStanding,
)
from tracker.store.digests import BeginningKind, Fate
from tracker.store.holds import Release
from tracker.store.links import LinkState
from tracker.store.migrations import migrations
from tracker.store.outbox import Channel, OutboxKind, OutboxState
from tracker.store.posts import PostState
from tracker.store.runs import RunOutcome
from tracker.store.schema import schema_sql
from tracker.store.version import MIGRATIONS

DB = Path(__file__).resolve().parents[2] / "db"
CLOSED_SETS: dict[tuple[str, str], type[StrEnum]] = {
    ("runs", "outcome"): RunOutcome,
    ("sources", "health"): Health,
    ("health_transitions", "from_state"): Health,
    ("health_transitions", "to_state"): Health,
    ("links", "state"): LinkState,
    ("posts", "state"): PostState,
    ("snapshots", "grade"): Grade,
    ("snapshots", "origin"): Origin,
    ("list_states", "origin"): Origin,
    ("list_changes", "kind"): ChangeKind,
    ("holds", "released_by"): Release,
    ("checks", "grade"): Grade,
    ("records", "type"): RecordType,
    ("records", "status"): Status,
    ("records", "action"): Action,
    ("records", "precision"): Precision,
    ("records", "basis"): DateBasis,
    ("records", "origin"): Origin,
    ("record_evidence", "role"): EvidenceRole,
    ("rejections", "reason"): Reason,
    ("developments", "type"): RecordType,
    ("developments", "status"): Status,
    ("developments", "action"): Action,
    ("developments", "precision"): Precision,
    ("developments", "basis"): DateBasis,
    ("developments", "origin"): Origin,
    ("developments", "relation"): Relation,
    ("development_links", "kind"): LinkKind,
    ("decisions", "kind"): DecisionKind,
    ("entry_ties", "standing"): TieStanding,
    ("beginnings", "kind"): BeginningKind,
    ("digest_lines", "fate"): Fate,
    ("outbox", "kind"): OutboxKind,
    ("outbox", "channel"): Channel,
    ("outbox", "state"): OutboxState,
}


def tables(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
    return {row["name"]: row["sql"] for row in rows}


def test_the_schema_that_reviewers_read_is_the_one_that_migrations_make() -> None:
    assert (DB / "schema.sql").read_text(encoding="utf-8") == schema_sql(), "run scripts/schema --write"


def test_every_migration_that_has_a_module_is_applied_in_the_order_of_the_numbers() -> None:
    modules = sorted(found.name for found in pkgutil.iter_modules(migrations_package.__path__))
    # Private, but the only place where sqlite-utils keeps the names of what was registered.
    assert [each.name for each in migrations._migrations] == list(MIGRATIONS) == modules


def test_every_closed_set_of_the_model_is_the_one_that_the_database_checks(
    connection: sqlite3.Connection,
) -> None:
    found = {
        (table, column): set(re.findall(r"'(\w+)'", values))
        for table, sql in tables(connection).items()
        for column, values in re.findall(r"CHECK \((\w+) IN \(([^()]*'[^()]*)\)\)", sql)
    }
    assert found == {place: {each.value for each in kind} for place, kind in CLOSED_SETS.items()}


def test_every_table_is_strict_and_described(connection: sqlite3.Connection) -> None:
    described = set(re.findall(r"^### `(\w+)`", (DB / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    ours = {name for name in tables(connection) if not name.startswith(("_sqlite", "sqlite_"))}
    assert ours == described
    assert [name for name in ours if "STRICT" not in tables(connection)[name].rsplit(")", 1)[1]] == []


def test_every_column_is_described(connection: sqlite3.Connection) -> None:
    text = (DB / "README.md").read_text(encoding="utf-8")
    chapters = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL))
    missing = [
        f"{table}.{row['name']}"
        for table, chapter in chapters.items()
        for row in connection.execute(f"PRAGMA table_info({table})")
        if f"`{row['name']}`" not in chapter
    ]
    assert missing == []
