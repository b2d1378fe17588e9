"""A fresh database for each test, opened as every command opens it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from store_builders import NOON

from tracker.store.connection import connect
from tracker.store.runs import start_run


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "db" / "belarus.db"


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    opened = connect(database)
    yield opened
    opened.close()


@pytest.fixture
def run(connection: sqlite3.Connection) -> int:
    return start_run(connection, command="sync", version="0", now=NOON)
