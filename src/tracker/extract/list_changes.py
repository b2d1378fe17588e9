"""What happened to the subject's entries between two states of a list, or says a file of changes.

The subject is a set of programmes, given as glob patterns. An entry may be on the list under other
programmes as well: it can come under the subject's without being new, and leave them while it stays.
A renamed programme is none of this, and neither is another's new name inside an entry's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.extract.list_diff import tags_of
from tracker.model import ChangeKind, EntryChange, ListDiff, ListEntry, ProgrammeRenaming
from tracker.text.globs import matching


@dataclass(frozen=True, slots=True)
class ListChange:
    """One change of one of the subject's entries.

    `programmes` are those that the change is about: all of a designated or delisted entry's, the
    ones entered or left, or for an amendment the subject's. `besides` are the programmes under
    which it stands on the list as well: still, or already before.
    """

    kind: ChangeKind
    uid: str
    old: ListEntry | None
    new: ListEntry | None
    programmes: tuple[str, ...]
    besides: tuple[str, ...] = ()

    @property
    def entry(self) -> ListEntry:
        """The entry as it stands, or as it last stood. Raises ValueError for a change of nothing."""
        entry = self.new or self.old
        if entry is None:
            raise ValueError(f"the change of {self.uid} holds neither an old nor a new entry")
        return entry


def list_changes(difference: ListDiff, globs: Sequence[str]) -> tuple[ListChange, ...]:
    """The changes of the subject's entries, in the order delisted, changed, designated."""
    changes = [
        ListChange(ChangeKind.DELISTING, entry.uid, entry, None, entry.programmes)
        for entry in difference.removed
        if matching(entry.programmes, globs)
    ]
    for change in difference.changed:
        changes += _change(change, globs, difference.renamed_programmes)
    changes += [
        ListChange(ChangeKind.DESIGNATION, entry.uid, None, entry, entry.programmes)
        for entry in difference.added
        if matching(entry.programmes, globs)
    ]
    return tuple(changes)


def lost_by_subject(difference: ListDiff, globs: Sequence[str]) -> frozenset[str]:
    """The uids that left the list or the subject's programmes: what a hold counts."""
    gone = {ChangeKind.DELISTING, ChangeKind.PROGRAMME_LEFT}
    return frozenset(change.uid for change in list_changes(difference, globs) if change.kind in gone)


def renamed_out_of_subject(difference: ListDiff, globs: Sequence[str]) -> tuple[ProgrammeRenaming, ...]:
    """Programmes of the subject whose new tag its patterns do not match: a person must add the tag.

    No news about anybody, but from then on these entries are no longer followed.
    """
    return tuple(
        renaming
        for renaming in difference.renamed_programmes
        if matching((renaming.old,), globs) and not matching((renaming.new,), globs)
    )


def renamed(tags: Iterable[str], renamings: Iterable[ProgrammeRenaming]) -> frozenset[str]:
    """The old tags as they are called now."""
    successors: dict[str, set[str]] = {}
    for renaming in renamings:
        successors.setdefault(renaming.old, set()).add(renaming.new)
    return frozenset(name for tag in tags for name in successors.get(tag, {tag}))


def membership(
    old: frozenset[str], new: frozenset[str], globs: Sequence[str]
) -> tuple[ChangeKind, tuple[str, ...], tuple[str, ...]] | None:
    """Whether an entry that stays on the list came under the subject's programmes or left them.

    Old tags are given as they are called now. Answers the kind, the subject's programmes entered
    or left, and the other programmes besides, both sorted; None where it was under them before
    and after, or neither.
    """
    before, after = matching(sorted(old), globs), matching(sorted(new), globs)
    if after and not before:
        return ChangeKind.PROGRAMME_ENTERED, after, tuple(sorted(new & old))
    if before and not after:
        return ChangeKind.PROGRAMME_LEFT, before, tuple(sorted(new))
    return None


def _change(
    change: EntryChange, globs: Sequence[str], renamings: Sequence[ProgrammeRenaming]
) -> list[ListChange]:
    old, new = change.old, change.new
    before, after = renamed(tags_of(old), renamings), tags_of(new)
    moved = membership(before, after, globs)
    if moved is not None:
        kind, programmes, besides = moved
        # Some publishers keep whom they took off in the file, under no programme at all.
        if not after:
            return [ListChange(ChangeKind.DELISTING, new.uid, old, new, tuple(sorted(before)))]
        if not before:
            return [ListChange(ChangeKind.DESIGNATION, new.uid, old, new, new.programmes)]
        return [ListChange(kind, new.uid, old, new, programmes, besides)]
    is_only_renamed = set(change.changes) == {"programmes"} and before == after
    if change.only_links or is_only_renamed:
        return []
    concerned = matching(new.programmes, globs)
    return [ListChange(ChangeKind.AMENDMENT, new.uid, old, new, concerned)] if concerned else []
