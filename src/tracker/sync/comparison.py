"""A new publication of a list beside the last state that we have: read as little as the question needs.

Only entries whose bytes changed, and that may be the subject's, are parsed. Where the layout, our
reader of it or the set of parts is another than before, or the last state is the baseline's, the
comparison is re-based: only who is on the list, and under which programmes, is compared.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from tracker.extract.list_changes import ListChange, list_changes, lost_by_subject, renamed_out_of_subject
from tracker.extract.list_diff import diff
from tracker.extract.list_moves import under_new_keys
from tracker.model import Keep, ListDiff, ListEntry, ProgrammeRenaming, Source
from tracker.read.listfile import ListFile
from tracker.store.lists import StateRow, digests, kept_entries, state_parts
from tracker.store.meta import meta_value, set_meta
from tracker.sync.walk import Walk
from tracker.text.globs import matching


class OldEntries(Protocol):
    """Where the entries of the last state's body can be had."""

    def entries(self, uids: Collection[str], /) -> Mapping[str, ListEntry]: ...


@dataclass(frozen=True)
class ListComparison:
    """What a new publication says against the last state.

    `subject_before` and `subject_now` are the subject's entries by uid; `kept` those that were
    parsed and are to be kept whole (with `keep = "all"` they are parsed once more while storing).
    """

    file: ListFile
    before: StateRow | None
    globs: Sequence[str]
    difference: ListDiff
    subject_before: Mapping[str, ListEntry]
    subject_now: Mapping[str, ListEntry]
    kept: Sequence[ListEntry]

    @cached_property
    def changes(self) -> tuple[ListChange, ...]:
        return list_changes(self.difference, self.globs)

    @property
    def is_different(self) -> bool:
        """Whether anything that is compared differs from the last state."""
        difference = self.difference
        return bool(difference.added or difference.removed or difference.changed)

    @cached_property
    def lost(self) -> frozenset[str]:
        """The uids that left the list, or left the subject's programmes."""
        return lost_by_subject(self.difference, self.globs)

    @cached_property
    def renamed_away(self) -> tuple[ProgrammeRenaming, ...]:
        """Programmes of the subject that have a new tag which the configuration does not name."""
        return renamed_out_of_subject(self.difference, self.globs)


def compare_with_last(
    walk: Walk,
    source: Source,
    list_name: str,
    file: ListFile,
    before: StateRow | None,
    last: OldEntries | None,
) -> ListComparison:
    """Compares an opened publication with the last state of its list. Raises UnreadableList.

    `last` reads entries of the last state's body; it is asked only for entries that
    stood on the list under other programmes, of which no more than the digest was kept.
    """
    globs = walk.configuration.subject.programmes[list_name]
    cuts = file.outline.cuts
    known = digests(walk.connection, list_name) if before else {}
    kept_before = kept_entries(walk.connection, list_name) if before else {}
    rebased = before is not None and _is_rebased(walk, source, file, before)
    wanted = {
        uid
        for uid in file.candidates | (kept_before.keys() & cuts.keys())
        if rebased or uid not in kept_before or known.get(uid) != cuts[uid].digest
    }
    now = {uid: entry for uid, entry in kept_before.items() if uid in cuts and uid not in wanted}
    parsed = {entry.uid: entry for entry in file.entries(wanted)}
    now |= parsed
    subject_before = {uid: entry for uid, entry in kept_before.items() if matching(entry.programmes, globs)}
    subject_now = {uid: entry for uid, entry in now.items() if matching(entry.programmes, globs)}
    # The subject's entries and those that were: an entry may have left the programmes and stayed.
    new_side = subject_now | {uid: now[uid] for uid in subject_before if uid in now}
    old_side = dict(subject_before)
    if before is not None and before.covers is None:
        came = [uid for uid in subject_now if uid not in old_side and uid in known]
        # The same bytes as before are no news: only the programmes that we were told to watch changed.
        old_side |= {uid: subject_now[uid] for uid in came if known[uid] == cuts[uid].digest}
        old_side |= last.entries([uid for uid in came if uid not in old_side]) if last else {}
    old_side = under_new_keys(old_side, new_side, file.moves)
    difference = diff(old_side, new_side, rebased=rebased) if before else ListDiff()
    kept = [entry for uid, entry in parsed.items() if uid in subject_now or source.keep is Keep.ALL]
    return ListComparison(file, before, globs, difference, subject_before, subject_now, kept)


def looked_at(walk: Walk, list_name: str) -> dict[str, bytes]:
    """The digests of the entries that were looked at before, if it was for the same programmes.

    Where the configuration names other programmes since, entries that did not change may be theirs.
    """
    if meta_value(walk.connection, _globs_key(list_name)) != _globs(walk, list_name):
        return {}
    return digests(walk.connection, list_name)


def remember_globs(walk: Walk, list_name: str) -> None:
    """Notes for which programmes the last state was looked at."""
    set_meta(walk.connection, _globs_key(list_name), _globs(walk, list_name))


def _globs(walk: Walk, list_name: str) -> str:
    return " ".join(walk.configuration.subject.programmes[list_name])


def _globs_key(list_name: str) -> str:
    return f"{list_name}: programmes"


def _is_rebased(walk: Walk, source: Source, file: ListFile, before: StateRow) -> bool:
    if before.is_baseline:
        return True
    parts = state_parts(walk.connection, before.id).keys()
    return (before.format, before.reader) != (file.outline.format, file.outline.reader) or parts != {
        "main",
        *source.parts,
    }
