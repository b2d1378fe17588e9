"""The options that every command has, and what they point at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import update_wrapper
from pathlib import Path
from typing import Any

import click

from tracker.model import Configuration


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works: the configuration folder, the subject, the database."""

    config_option: Path | None = None
    subject_option: str | None = None
    db_option: Path | None = None

    @property
    def folder(self) -> Path:
        from tracker.config.places import locate

        return locate(self.config_option)

    @property
    def subject(self) -> str:
        from tracker.config.places import only_subject

        return self.subject_option or only_subject(self.folder)

    def configuration(self) -> Configuration:
        """The whole configuration, checked; beside a demo's database with the demo's publishers as well.

        Raises ConfigError with every problem found.
        """
        from tracker.config import load
        from tracker.demo.database import is_demos

        found = load(self.folder, self.subject)
        if not is_demos(self.database):
            return found
        from tracker.demo.press_folder import load_press, shipped_press, with_sources

        return with_sources(found, load_press(shipped_press()).sources)

    @property
    def database(self) -> Path:
        from tracker.config.places import database_path

        return database_path(self.db_option, self.folder, self.subject)


def read_day(text: str) -> date:
    """An option's value that is a day, written as 2025-11-04."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is no day; write it as 2025-11-04") from error


_PATH = click.Path(path_type=Path)


def place_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --config, --subject and --db."""
    for option in (
        click.option("--db", type=_PATH, help="The database file. Default: db/SUBJECT.db."),
        click.option("--subject", help="The folder below the configuration, such as `belarus`."),
        click.option(
            "--config", type=_PATH, help="The configuration folder. Default: ./config, else the shipped one."
        ),
    ):
        command = option(command)
    return command


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the three options to a command and hands it what they point at as one `place`.

    They may also stand before the command's name, for all commands alike; after it they win.
    """

    def with_place(
        *args: Any, config: Path | None, subject: str | None, db: Path | None, **kwargs: Any
    ) -> Any:
        general = click.get_current_context().find_root().obj or Place()
        place = Place(
            config or general.config_option, subject or general.subject_option, db or general.db_option
        )
        return command(*args, place=place, **kwargs)

    return place_options(update_wrapper(with_place, command))
