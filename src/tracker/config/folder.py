"""All files of one subject, read and checked; every problem of every file is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from tracker.config import file_rules, machine_file
from tracker.config.baseline_file import BaselineForm
from tracker.config.baseline_values import baseline
from tracker.config.list_file import ListForm, baseline_list
from tracker.config.machine_file import MachineForm
from tracker.config.places import known_subject
from tracker.config.problems import problems_of
from tracker.config.secret_keys import without_secrets
from tracker.config.source_file import SourceForm, source
from tracker.config.source_rules import source_rules
from tracker.config.subject_file import SubjectForm, subject
from tracker.config.subject_rules import SubjectTables, subject_rules
from tracker.config.toml import Table, read_toml
from tracker.config.values import Form
from tracker.errors import ConfigError, Problem
from tracker.model import Configuration, Source

F = TypeVar("F", bound=Form)
Rules = Callable[[Table], Iterable[str]]


def load_folder(folder: Path, name: str) -> Configuration:
    """The configuration of the subject `name`. Raises UsageError (no such subject), ConfigError."""
    home = folder / known_subject(folder, name)
    found = _Reading()
    machine = found.read(folder / "tracker.toml", MachineForm, file_rules.machine_rules)
    about = found.read(home / "subject.toml", SubjectForm, file_rules.subject_file_rules)
    article = found.read(home / "baseline.toml", BaselineForm, file_rules.baseline_rules)
    sources = found.read_all(home / "sources", SourceForm, lambda path: source_rules)
    lists = found.read_all(home / "lists", ListForm, _list_rules_of)
    found.problems += subject_rules(found.tables_of(home))
    if found.problems or machine is None or about is None or article is None:
        raise ConfigError(found.problems)
    watched = tuple(source(form, path.stem) for path, form in sources.items())
    return Configuration(
        folder=str(folder),
        database_folder=machine.database.folder if machine.database else None,
        evidence_budget=machine.database.evidence_budget if machine.database else None,
        politeness=machine_file.politeness(machine.politeness),
        mail=None if machine.mail is None else machine_file.mail(machine.mail),
        digests=machine_file.digests(machine),
        notices=machine_file.notices(machine),
        keeping=machine_file.keeping(machine.keeping),
        site=machine.site.url if machine.site else None,
        subject=subject(about, name, watched),
        sources=watched,
        baseline=baseline(article),
        lists=tuple(baseline_list(form, path.parent) for path, form in lists.items()),
    )


def load_source_files(folder: Path) -> tuple[Source, ...]:
    """The sources of a folder of source files that belongs to no subject. Raises ConfigError."""
    found = _Reading()
    forms = found.read_all(folder, SourceForm, lambda path: source_rules)
    if found.problems:
        raise ConfigError(found.problems)
    return tuple(source(form, path.stem) for path, form in forms.items())


def _list_rules_of(path: Path) -> Rules:
    return lambda table: file_rules.list_rules(table, path)


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and everything that was wrong with it."""

    problems: list[Problem] = field(default_factory=list)
    tables: dict[Path, Table] = field(default_factory=dict)

    def read(self, path: Path, form: type[F], rules: Rules | None = None) -> F | None:
        """The file as its form, or None and its problems."""
        try:
            written = read_toml(path)
        except ConfigError as error:
            self.problems += error.problems
            return None
        table, secrets = without_secrets(written)
        self.tables[path] = table
        self._tell(path, secrets)
        read: F | None = None
        try:
            read = form.model_validate(table)
        except ValidationError as error:
            self.problems += problems_of(error, form, str(path), table)
        self._tell(path, rules(table) if rules else ())
        return read

    def read_all(self, folder: Path, form: type[F], rules: Callable[[Path], Rules]) -> dict[Path, F]:
        """Each TOML file of the folder, by name."""
        read = {path: self.read(path, form, rules(path)) for path in sorted(folder.glob("*.toml"), key=str)}
        return {path: one for path, one in read.items() if one is not None}

    def tables_of(self, home: Path) -> SubjectTables:
        """What was read of the subject, as it is written."""
        return SubjectTables(
            folder=home,
            subject=self.tables.get(home / "subject.toml"),
            baseline=self.tables.get(home / "baseline.toml"),
            sources=self._tables_in(home / "sources"),
            lists=self._tables_in(home / "lists"),
        )

    def _tables_in(self, folder: Path) -> dict[Path, Table]:
        return {path: one for path, one in self.tables.items() if path.parent == folder}

    def _tell(self, path: Path, lines: Iterable[str]) -> None:
        self.problems += [Problem(str(path), line) for line in lines]
