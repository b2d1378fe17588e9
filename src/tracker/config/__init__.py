"""The configuration folder: found, read, checked as a whole, turned into the values of `model`.

Everything about one article is one subject's folder; `tracker.toml` beside it holds what is true
of the machine. pydantic stays behind this door, and is loaded only when files are read.

    config/tracker.toml                 database folder, mail, politeness
    config/SUBJECT/subject.toml         country, zone, programmes, words, officials
    config/SUBJECT/sources/NAME.toml    one address that is watched
    config/SUBJECT/baseline.toml        the article: links, claims, open questions
    config/SUBJECT/lists/LIST.toml      the state of one list as of the article's date
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tracker.config.places import database_path, locate, only_subject, shipped_folder, subjects
from tracker.model import Baseline, Configuration, LinkProposal, Source

__all__ = [
    "baseline_draft_toml",
    "database_path",
    "load",
    "load_sources",
    "locate",
    "only_subject",
    "resolve_proposals_toml",
    "shipped_folder",
    "subjects",
    "write_out",
]


def load(folder: Path, subject: str) -> Configuration:
    """The whole configuration of one subject, checked.

    Raises UsageError where `folder` has no such subject, and ConfigError with every problem of
    every file at once. Paths in it are written as `folder` was given.
    """
    _without_plugins()
    from tracker.config.folder import load_folder

    return load_folder(folder, subject)


def load_sources(folder: Path) -> tuple[Source, ...]:
    """The sources of a folder of source files that belongs to no subject, checked. Raises ConfigError."""
    _without_plugins()
    from tracker.config.folder import load_source_files

    return load_source_files(folder)


def _without_plugins() -> None:
    # pydantic would look through everything that is installed for plugins: 40 ms, and foreign code here.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def write_out(target: Path) -> tuple[Path, ...]:
    """Write the shipped configuration and an empty `db/` into `target`; the files written.

    Raises UsageError, before anything is written, where a file is there already.
    """
    from tracker.config.shipping import copy_shipped

    return copy_shipped(shipped_folder(), target)


def resolve_proposals_toml(proposals: Sequence[LinkProposal]) -> str:
    """The proposals as TOML lines for `baseline.toml`; what is not certain stands in comments."""
    from tracker.config.proposals import proposals_toml

    return proposals_toml(proposals)


def baseline_draft_toml(baseline: Baseline, note: str | None = None) -> str:
    """A drafted baseline as the text of a `baseline.toml`, with a further comment at its head."""
    from tracker.config.baseline_toml import baseline_toml

    return baseline_toml(baseline, note)
