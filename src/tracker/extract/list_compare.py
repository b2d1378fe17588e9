"""Two publications of a list that lie open: compared whole, or held."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.extract.list_changes import lost_by_subject
from tracker.extract.list_diff import diff
from tracker.extract.list_holds import hold_reason
from tracker.extract.list_moves import under_new_keys
from tracker.model import ListDiff
from tracker.read.listfile import ListFile
from tracker.text.globs import matching


def compare_files(
    before: ListFile, after: ListFile, programmes: Sequence[str] = ()
) -> tuple[ListDiff, str | None]:
    """What differs, and why `after` must not be believed, if it must not.

    A held state is compared with nothing: the difference is then empty. `programmes` are the globs
    whose entries may not shrink by more than a tenth; without any, only the whole list is watched.
    Two layouts of one list (CSV and XML, say) are compared re-based. Raises UnreadableList.
    """
    new = {entry.uid: entry for entry in after.entries()}
    old = under_new_keys({entry.uid: entry for entry in before.entries()}, new, after.moves)
    rebased = (before.outline.format, before.outline.reader) != (after.outline.format, after.outline.reader)
    difference = diff(old, new, rebased=rebased)
    subject_old = [uid for uid, entry in old.items() if programmes and matching(entry.programmes, programmes)]
    held = hold_reason(
        after.outline.faults,
        old_count=len(old),
        new_count=len(new),
        old_published=before.outline.published_on,
        new_published=after.outline.published_on,
        subject_old=subject_old,
        subject_removed=lost_by_subject(difference, programmes) if programmes else (),
        noticed=(),
    )
    return (ListDiff(), held) if held else (difference, None)
