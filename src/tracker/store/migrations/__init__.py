"""How the database came to its present form, a module for each step. An applied one is never edited.

To add one: a module here with its STATEMENTS (and the FUNCTIONS of ours that they call), its name in
version.py, `scripts/schema --write`. The values
in the CHECKs are written out, not taken from `model`'s enumerations: a migration must make the same
tables for ever, and a new value needs a migration that rebuilds the table. A test compares the two.

sqlite-utils runs them; `upgrade` puts all of them into one transaction with a backup before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from tracker.store.version import MIGRATIONS

migrations = Migrations("tracker")


def _register(name: str, statements: Sequence[str], functions: Sequence[Callable[..., object]]) -> None:
    def apply(database: Database) -> None:
        for function in functions:
            database.register_function(function, deterministic=True)
        for statement in statements:
            database.execute(statement)

    migrations(name=name)(apply)


for _name in MIGRATIONS:
    _module = import_module(f"{__name__}.{_name}")
    _register(_name, _module.STATEMENTS, getattr(_module, "FUNCTIONS", ()))
