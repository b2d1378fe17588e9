"""The options that every command has, and what they point at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from pathlib import Path
from typing import Any

import click

from tracker.model import Configuration


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works: the configuration folder, the subject, the database."""

    config_option: Path | None
    subject_option: str | None
    db_option: Path | None

    @property
    def folder(self) -> Path:
        from tracker.config.places import locate

        return locate(self.config_option)

    @property
    def subject(self) -> str:
        from tracker.config.places import only_subject

        return self.subject_option or only_subject(self.folder)

    def configuration(self) -> Configuration:
        """The whole configuration, checked. Raises ConfigError with every problem found."""
        from tracker.config import load

        return load(self.folder, self.subject)

    @property
    def database(self) -> Path:
        from tracker.config.places import database_path

        return database_path(self.db_option, self.folder, self.subject)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --config, --subject and --db to a command, handed to it as one `place`."""

    def with_place(
        *args: Any, config: Path | None, subject: str | None, db: Path | None, **kwargs: Any
    ) -> Any:
        return command(*args, place=Place(config, subject, db), **kwargs)

    wrapped = update_wrapper(with_place, command)
    path = click.Path(path_type=Path)
    for option in (
        click.option("--db", type=path, help="The database file. Default: db/SUBJECT.db."),
        click.option("--subject", help="The folder below the configuration, such as `belarus`."),
        click.option(
            "--config", type=path, help="The configuration folder. Default: ./config, else the shipped one."
        ),
    ):
        wrapped = option(wrapped)
    return wrapped
