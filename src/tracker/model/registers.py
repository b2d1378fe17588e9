"""Registers of prisoners: what is kept of one, and what differs between two states of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.model.kinds import RegisterStatus


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """All that is kept of one person in a register.

    `uid` is the register's own number, raw. `arrested` and `released` are the days that it gives, None where
    it gives none or no whole day. `has_died`, with the day where the register gives one.
    """

    uid: str
    name: str
    status: RegisterStatus
    arrested: date | None = None
    released: date | None = None
    has_died: bool = False
    died: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterState:
    """One export of a register: of which day it is, which file it was, and the rows by their uid.

    The file itself is not kept: `file_sha256` and `file_size` say which it was.
    """

    register: str
    day: date
    file_sha256: str
    file_size: int
    rows: Mapping[str, RegisterRow]


@dataclass(frozen=True, slots=True)
class RegisterDiff:
    """What differs between two states of a register, as the rows stand now (of `gone`: as they stood).

    `freed` were active and are former; `re_arrested` were former and are active; `recognised` were not yet
    recognised and are active; `died` are known to be dead since. Who died in custody is not freed. `gone`
    are missing in the register, or are not recognised any more.
    """

    added: tuple[RegisterRow, ...] = ()
    freed: tuple[RegisterRow, ...] = ()
    re_arrested: tuple[RegisterRow, ...] = ()
    recognised: tuple[RegisterRow, ...] = ()
    died: tuple[RegisterRow, ...] = ()
    gone: tuple[RegisterRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterCounts:
    """How many people a state of a register has, by their status."""

    people: int
    active: int
    former: int
    not_recognised: int


@dataclass(frozen=True, slots=True)
class RegisterChanges:
    """How many changed between two states of a register, in the sense of `RegisterDiff`."""

    added: int
    freed: int
    re_arrested: int
    recognised: int
    died: int
    gone: int
