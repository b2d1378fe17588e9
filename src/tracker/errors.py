"""Every error that the tracker raises on purpose.

    TrackerError            one clear line for the operator: what, where, what to do
    ├── UsageError          the call's words are wrong                      exit 2
    ├── ConfigError         one or more problems in configuration files     exit 2
    ├── StoreError          the database or the evidence beside it          exit 2
    │   ├── NewerDatabase   made by a newer tracker; this one refuses it
    │   ├── EvidenceBroken  a stored body is missing or is not what its hash says
    │   ├── SyncBusy        another process is syncing this database        exit 4
    │   ├── OutboxBusy      another process is sending what is in the outbox exit 4
    │   └── DaemonSilent    a running daemon does not do what it is asked    exit 4
    ├── FetchError          no usable answer came (graded, never news)
    ├── UnreadableList      the body is no list that we know, or is damaged
    ├── UnreadablePage      the body is no page, feed or JSON of the kind that its source is
    └── ArchiveBroken       the demo's archive, or what one is built from, contradicts itself

A subclass carries its facts as attributes; `str(error)` is the line that is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class TrackerError(Exception):
    """Something that an operator can understand and act on; never a traceback."""

    exit_code = 2


class UsageError(TrackerError):
    """The words of a call do not fit together or name something that is not there."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one file: where, what was found, what belongs there."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class ConfigError(TrackerError):
    """All problems found in the configuration, told at once, one line each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class StoreError(TrackerError):
    """The database or its evidence cannot be used as it is."""


class NewerDatabase(StoreError):
    """The database has migrations that this version of the tracker does not know."""


class EvidenceBroken(StoreError):
    """A stored body is missing, or its bytes no longer have the hash that names them."""


class SyncBusy(StoreError):
    """Another process holds the lock of the one that syncs."""

    exit_code = 4


class OutboxBusy(StoreError):
    """Another process holds the lock of the one that sends what is in the outbox."""

    exit_code = 4


class DaemonSilent(StoreError):
    """The daemon that holds the lock does not hear a request, or ended before it was done."""

    exit_code = 4


class FetchError(TrackerError):
    """No usable answer came; `grade` says of which kind (a value of `model.Grade`)."""

    exit_code = 4

    def __init__(self, message: str, *, grade: str, status: int | None = None) -> None:
        self.grade = grade
        self.status = status
        super().__init__(message)


class UnreadableList(TrackerError):
    """A body that is no list of a known format, or one whose structure is damaged.

    `empty` is true where there was nothing to read; a page of HTML or an error
    document is `not empty`. Either way nobody was delisted by it.
    """

    exit_code = 3

    def __init__(self, message: str, *, empty: bool = False) -> None:
        self.empty = empty
        super().__init__(message)


class UnreadablePage(TrackerError):
    """A body that is not of its source's kind: a feed that is HTML, JSON that is none, a PDF.

    The message says what it is instead. Nothing in the records changes by it.
    """

    exit_code = 3


class ArchiveBroken(TrackerError):
    """The demo's archive is not what its manifest says, or its sources contradict one another."""
