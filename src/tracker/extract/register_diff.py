"""What differs between two states of a register of prisoners, whom it states to be free, what is doubtful.

A register that moves somebody from "active" to "former" says that the person is in prison no more: freed,
unless dead. A day that it gives is taken only where it can be that of this release.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.model import (
    DateBasis,
    RegisterChanges,
    RegisterCounts,
    RegisterDiff,
    RegisterRow,
    RegisterState,
    RegisterStatus,
    When,
)
from tracker.text.dates import day_in_words

# Held: more than a fifth of those in prison are there no more and nobody reported it; or more than a tenth
# of all people, and at least so many, are missing in the file.
LOST_ONE_IN = 5
MISSING_ONE_IN = 10
AT_LEAST = 5


@dataclass(frozen=True, slots=True)
class Freed:
    """Somebody whom the register states to be free: the row that says so, when; `was`: the row before, where
    that had the person in prison."""

    row: RegisterRow
    when: When
    was: RegisterRow | None = None


def register_diff(old: RegisterState, new: RegisterState) -> RegisterDiff:
    """What differs, person by person, in the order of the registers."""
    both = [(old.rows[uid], row) for uid, row in new.rows.items() if uid in old.rows]
    moved = {
        (was, now): tuple(
            new_row for old_row, new_row in both if (old_row.status, new_row.status) == (was, now)
        )
        for was in RegisterStatus
        for now in RegisterStatus
    }
    active, former, not_recognised = (
        RegisterStatus.ACTIVE,
        RegisterStatus.FORMER,
        RegisterStatus.NOT_RECOGNISED,
    )
    missing = (row for uid, row in old.rows.items() if uid not in new.rows)
    return RegisterDiff(
        added=tuple(row for uid, row in new.rows.items() if uid not in old.rows),
        freed=tuple(row for row in moved[active, former] if not _died_in_prison(row)),
        re_arrested=moved[former, active],
        recognised=moved[not_recognised, active],
        died=tuple(now for was, now in both if now.has_died and not was.has_died),
        gone=(*missing, *moved[active, not_recognised], *moved[former, not_recognised]),
    )


def counts_of(state: RegisterState) -> RegisterCounts:
    """How many people a state has, by their status."""
    by_status = [row.status for row in state.rows.values()]
    return RegisterCounts(
        people=len(by_status),
        active=by_status.count(RegisterStatus.ACTIVE),
        former=by_status.count(RegisterStatus.FORMER),
        not_recognised=by_status.count(RegisterStatus.NOT_RECOGNISED),
    )


def changes_of(diff: RegisterDiff) -> RegisterChanges:
    """How many changed."""
    return RegisterChanges(
        added=len(diff.added),
        freed=len(diff.freed),
        re_arrested=len(diff.re_arrested),
        recognised=len(diff.recognised),
        died=len(diff.died),
        gone=len(diff.gone),
    )


def freed_between(
    old: RegisterState | None, new: RegisterState, *, last_look: date | None, since: date
) -> tuple[Freed, ...]:
    """Whom the new state states to be free and the old one did not, in the register's order.

    Who was in prison on `last_look` and is not any more was freed between the two looks, if no day is given.
    Of all others (all, where there is no old state) only a day after `since`, the article's, says anything.
    """
    return tuple(_freed_between(old, new, last_look, since))


def _freed_between(
    old: RegisterState | None, new: RegisterState, last_look: date | None, since: date
) -> Iterator[Freed]:
    for uid, row in new.rows.items():
        if row.status is not RegisterStatus.FORMER or _died_in_prison(row):
            continue
        was = old.rows.get(uid) if old else None
        was_active = was is not None and was.status is RegisterStatus.ACTIVE
        day = _day_of(row, was if was_active else None, last_look)
        if was_active:
            window = When(DateBasis.OBSERVED, after=last_look, by=new.day)
            yield Freed(row, When(DateBasis.STATED, on=day) if day else window, was)
        elif day is not None and day > since and (was is None or _is_new(day, was)):
            yield Freed(row, When(DateBasis.STATED, on=day))


def _is_new(day: date, was: RegisterRow) -> bool:
    return was.released != day or was.status is not RegisterStatus.FORMER or _died_in_prison(was)


def _day_of(row: RegisterRow, was: RegisterRow | None, last_look: date | None) -> date | None:
    """The day of this release. One that lies before the arrest, or that the register gave already while it
    had the person in prison, is that of an earlier one."""
    day = row.released
    if day is None or (row.arrested is not None and day < row.arrested):
        return None
    if was is not None and last_look is not None and was.released == day and day <= last_look:
        return None
    return day


def _died_in_prison(row: RegisterRow) -> bool:
    """Whether somebody is dead and was not free before, as far as the register says."""
    if not row.has_died:
        return False
    return row.released is None or row.died is None or row.released >= row.died


def unsaid(
    old: RegisterState, new: RegisterState, stated: Mapping[str, When], *, since: date
) -> frozenset[str]:
    """The uids of whose release, last stated as in `stated`, the register says something else now: nothing,
    another day, or that the person died in prison. Who is arrested again was free all the same."""
    return frozenset(
        uid for uid, when in stated.items() if _is_unsaid(old.rows.get(uid), new.rows.get(uid), when, since)
    )


def _is_unsaid(was: RegisterRow | None, row: RegisterRow | None, when: When, since: date) -> bool:
    if row is None:
        return True
    if was is None or was.status is RegisterStatus.ACTIVE or row.status is not RegisterStatus.FORMER:
        return False
    if _died_in_prison(row):
        return True
    free_since = when.on or when.by
    if row.arrested is not None and free_since is not None and row.arrested >= free_since:
        # Arrested and freed once more between the two looks.
        return False
    day = _day_of(row, None, None)
    if day is None or day in {was.released, when.on}:
        return False
    # A day before the article is that of an earlier release, and says nothing of one that we saw.
    return when.on is not None or day > since


def hold_reason(old: RegisterState, new: RegisterState, *, reported: int) -> str | None:
    """Why a new state must not be believed before a person looked at it; None where nothing is doubtful.

    `reported` is how many others report to have been freed in the same time.
    """
    reasons = []
    active = [uid for uid, row in old.rows.items() if row.status is RegisterStatus.ACTIVE]
    lost = sum(uid not in new.rows or new.rows[uid].status is not RegisterStatus.ACTIVE for uid in active)
    unexplained = lost - reported
    if unexplained >= AT_LEAST and unexplained * LOST_ONE_IN > len(active):
        told = f"{reported} releases are reported" if reported else "no release is reported"
        reasons.append(
            f"{lost} of {len(active)} who were in prison on {day_in_words(old.day)} are not any more, more"
            f" than a fifth, and {told} in that time"
        )
    missing = len(old.rows.keys() - new.rows.keys())
    if missing >= AT_LEAST and missing * MISSING_ONE_IN > len(old.rows):
        reasons.append(f"{missing} of {len(old.rows)} people are missing, more than a tenth")
    return "; ".join(reasons) or None
