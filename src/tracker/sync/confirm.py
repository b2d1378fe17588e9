"""Before anybody is told "delisted": is the new publication to be believed, and what confirms a removal."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import BinaryIO

from tracker.errors import UnreadableList
from tracker.extract.list_holds import confirmations, hold_reason, noticed_removals
from tracker.model import Source
from tracker.read.lists import open_list
from tracker.store.lists import StateRow
from tracker.sync.comparison import ListComparison
from tracker.sync.looks import Look, look_at
from tracker.sync.notices import removal_notices
from tracker.sync.walk import Walk
from tracker.text.globs import matching


@dataclass(frozen=True, slots=True)
class Verdict:
    """`held` says why the publication is not believed; else `confirmed` says what confirms each removal."""

    held: str | None = None
    confirmed: Mapping[str, str] = field(default_factory=dict)


def accepted_by_person(found: ListComparison) -> Verdict:
    """What a person decided to believe needs no other confirmation."""
    return Verdict(confirmed=dict.fromkeys(found.lost, "accepted by a person"))


def judge(
    walk: Walk,
    source: Source,
    list_name: str,
    found: ListComparison,
    look: Look,
    before: StateRow | None,
    last_on: date | None,
) -> Verdict:
    """Holds what must be held (docs/design.md, invariant 2); confirms every removal, or holds for want of it.

    A removal is confirmed by an official notice not older than the last state (`last_on`: the day on
    which that was last seen), or by a second, unconditional fetch in the same run; where the source says
    that its publisher drops entries by mistake, only when they have been missing long enough.
    """
    notices = removal_notices(walk.connection, list_name, source.authority, found.subject_before)
    since = before.published_on or last_on if before else None
    held = hold_reason(
        found.file.outline.faults,
        old_count=before.entries if before is not None and before.covers is None else None,
        new_count=len(found.file.outline.cuts),
        old_published=before.published_on if before else None,
        new_published=found.file.outline.published_on,
        subject_old=found.subject_before.keys(),
        subject_removed=found.lost,
        noticed=noticed_removals(list_name, notices, since).keys(),
    )
    if held or not found.lost:
        return Verdict(held)
    named = confirmations(found.lost, list_key=list_name, notices=notices, since=since)
    unnamed = found.lost - named.keys()
    if not unnamed:
        return Verdict(confirmed=named)
    try:
        still_there = _second_look(walk, source, list_name, found, look)
    except UnreadableList as error:
        return Verdict(f"a removal could not be confirmed by a second fetch: {error}")
    missed = confirmations(unnamed, list_key=list_name, second_look=still_there)
    if (days := _too_fresh(source, look, last_on)) is not None:
        return Verdict(
            f"uid {', '.join(sorted(unnamed))} missing for {days} days; this publisher drops entries by"
            " mistake, and a removal is believed after"
            f" {(source.removals_after or timedelta()).days} days or by a notice"
        )
    if doubtful := sorted(unnamed - missed.keys()):
        return Verdict(
            f"missing in one fetch and back in the next of the same run: uid {', '.join(doubtful)}"
        )
    return Verdict(confirmed={**named, **missed})


def _too_fresh(source: Source, look: Look, last_on: date | None) -> int | None:
    """For how many days entries are missing, where that is too short to believe that they are gone."""
    if source.removals_after is None or last_on is None:
        return None
    missing = look.at.date() - last_on
    return missing.days if missing < source.removals_after else None


def _second_look(
    walk: Walk, source: Source, list_name: str, found: ListComparison, look: Look
) -> Collection[str]:
    """Who stands under the subject's programmes in a second fetch. Raises UnreadableList for a bad one."""
    walk.progress(f"{source.name}: fetching a second time to confirm a removal")
    with look_at(walk, source) as second:
        if not second.is_ok:
            raise UnreadableList(second.first_bad.reason or "no answer")
        if second.hashes == look.hashes:
            return found.subject_now.keys()
        return _subject_uids(source, list_name, second.bodies, found.globs)


def _subject_uids(
    source: Source, list_name: str, bodies: Mapping[str, BinaryIO], globs: Collection[str]
) -> frozenset[str]:
    file = open_list(bodies, format=source.format or "", list_name=list_name, programmes=tuple(globs))
    if file.outline.faults:
        raise UnreadableList("; ".join(file.outline.faults))
    return frozenset(
        entry.uid for entry in file.entries(file.candidates) if matching(entry.programmes, globs)
    )
