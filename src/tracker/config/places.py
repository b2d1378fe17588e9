"""Where the configuration and the database are, when the operator does not say."""

from __future__ import annotations

import difflib
from pathlib import Path

from tracker.config.toml import read_toml
from tracker.errors import UsageError

_MARK = "tracker.toml"


def locate(explicit: Path | None = None, *, start: Path | None = None) -> Path:
    """The configuration folder.

    In this order: `explicit` (--config); `config/` in `start` (the current folder) or above it,
    if it holds tracker.toml; the checkout's beside `src`; the one shipped in the wheel. It is
    returned as relative as it was found, since error messages print it. Raises UsageError where
    `explicit` is no configuration folder.
    """
    if explicit is not None:
        if not (explicit / _MARK).is_file():
            raise UsageError(
                f"{explicit}: no {_MARK} there; name a configuration folder, or make one with"
                " 'tracker init DIR'"
            )
        return explicit
    here = Path() if start is None else start
    if (here / "config" / _MARK).is_file():
        return here / "config"
    for above in here.absolute().parents:
        if (above / "config" / _MARK).is_file():
            return above / "config"
    return shipped_folder()


def shipped_folder() -> Path:
    """The configuration that came with the tracker: the checkout's, or the wheel's copy of it."""
    package = Path(__file__).resolve().parents[1]
    checkout = package.parents[1] / "config"
    return checkout if (checkout / _MARK).is_file() else package / "shipped"


def subjects(folder: Path) -> tuple[str, ...]:
    """The names of the subjects in `folder`, sorted: its folders that hold a subject.toml."""
    return tuple(sorted(found.parent.name for found in folder.glob("*/subject.toml")))


def only_subject(folder: Path) -> str:
    """The only subject that there is. Raises UsageError where there is none or a choice."""
    names = subjects(folder)
    if len(names) == 1:
        return names[0]
    if not names:
        raise UsageError(f"{folder}: no subject there; a subject is a folder with a subject.toml")
    raise UsageError(f"{folder} has several subjects; choose one with --subject: {', '.join(names)}")


def known_subject(folder: Path, subject: str) -> str:
    """`subject`, if `folder` has it. Raises UsageError that names those that exist."""
    names = subjects(folder)
    if subject in names:
        return subject
    near = difflib.get_close_matches(subject, names, n=1)
    hint = f' (did you mean "{near[0]}"?)' if near else ""
    there = f"there is {', '.join(names)}" if names else "there is none"
    raise UsageError(f'{folder}: no subject "{subject}"{hint}; {there}')


def database_path(explicit: Path | None, folder: Path, subject: str) -> Path:
    """The database of one subject.

    In this order: `explicit` (--db); database.folder of tracker.toml, seen from the parent of the
    configuration folder; `db/` beside the configuration, as a checkout and `tracker init` have it;
    the platform's folder for state. Raises ConfigError where tracker.toml cannot be read.
    """
    if explicit is not None:
        return explicit
    named = _named_folder(folder / _MARK)
    if named is not None:
        return folder.parent / named / f"{subject}.db"
    beside = folder.parent / "db"
    if beside.is_dir():
        return beside / f"{subject}.db"
    import platformdirs

    return platformdirs.user_state_path("tracker") / f"{subject}.db"


def _named_folder(file: Path) -> Path | None:
    """database.folder of tracker.toml, which `load` checks with all the rest."""
    table = read_toml(file).get("database", {})
    named = table.get("folder") if isinstance(table, dict) else None
    return Path(named).expanduser() if isinstance(named, str) else None


def demo_database_path(folder: Path, subject: str) -> Path:
    """Where the demo keeps its own database: beside the subject's, under another name."""
    database = database_path(None, folder, subject)
    return database.with_name(f"{subject}-demo.db")
