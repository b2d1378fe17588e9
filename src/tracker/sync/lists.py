"""The whole way for one official list: fetched, read, compared, confirmed or held, stored, told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace

from tracker.errors import ConfigError, Problem, UnreadableList
from tracker.extract.list_changes import ListChange
from tracker.extract.list_evidence import Observation
from tracker.extract.list_records import ACTIONS, records
from tracker.model import Action, Grade, Keep, ListEntry, Source
from tracker.read.listfile import ListFile
from tracker.read.lists import open_list
from tracker.store.holds import Release, add_hold, is_accepted, release_hold
from tracker.store.lists import (
    StateRow,
    StoredChange,
    add_changes,
    add_state,
    latest_state,
    load_changes,
    state_parts,
)
from tracker.store.transaction import immediate
from tracker.sync.comparison import ListComparison, compare_with_last, looked_at, remember_globs
from tracker.sync.confirm import Verdict, accepted_by_person, judge
from tracker.sync.last_state import LastState, first_observation
from tracker.sync.looks import Look, look_at, store_snapshots
from tracker.sync.markers import disown, marked, note_mark
from tracker.sync.result import Standing
from tracker.sync.spared import end_spared, marker_fault
from tracker.sync.tell import tell
from tracker.sync.visits import Visit, end_failed, end_visit
from tracker.sync.walk import MAIN, Walk, note_read, note_unread


def sync_list(walk: Walk, source: Source) -> Visit:
    """Visits one list source. Network first, then one short transaction.

    Where its marker says that nothing changed, that is all. Several files that were fetched across a
    publication do not fit together: they are fetched once more before they are held.
    """
    before = latest_state(walk.connection, list_of(source))
    with marked(walk, source, list_of(source), before) as mark:
        if mark is not None and mark.spares and before is not None:
            return end_spared(walk, source, mark, before)
        # A marker that says "unchanged" and is not believed: then the server's own word is not, either.
        is_conditional = mark is None or not mark.is_same
        with look_at(walk, source, is_conditional=is_conditional, mark=mark) as look:
            visit = _visit(walk, source, look, is_last_try=len(look.fetched) == 1 and look.is_whole)
        if visit is not None:
            return visit
        with look_at(walk, source, mark=mark) as look:
            visit = _visit(walk, source, look, is_last_try=True)
    if visit is None:
        raise RuntimeError(f"{source.name}: the last try must end the visit")
    return visit


def list_of(source: Source) -> str:
    """The list that a source publishes. Raises ConfigError where its file does not say."""
    if source.list is None or source.format is None:
        raise ConfigError([Problem(f"source {source.name}", "a list source needs `list` and `format`")])
    return source.list


def _visit(walk: Walk, source: Source, look: Look, *, is_last_try: bool) -> Visit | None:
    """Ends the visit with what `look` brought; None where it has faults and may be fetched again."""
    if not look.is_ok:
        return end_failed(walk, source, look)
    list_name = list_of(source)
    before = latest_state(walk.connection, list_name)
    if before is not None and _hashes_of(walk, before) == look.hashes:
        return _end_unchanged(walk, source, look, before)
    if not look.is_whole:
        # Some parts came and others were "as you have them", or we lost what they stand for.
        return None
    try:
        file = open_list(
            look.bodies,
            format=source.format or "",
            list_name=list_name,
            programmes=walk.configuration.subject.programmes[list_name],
            known=looked_at(walk, list_name) if before else None,
        )
    except UnreadableList as error:
        grade = Grade.EMPTY if error.empty else Grade.ERROR_PAGE
        return end_failed(walk, source, look.graded(grade, str(error)))
    if file.outline.faults and not is_last_try:
        return None
    return take(walk, source, look, file, before)


def take(
    walk: Walk, source: Source, look: Look, file: ListFile, before: StateRow | None, *, accepted: bool = False
) -> Visit:
    """Compares a publication with the last state, and stores and tells it, or holds it.

    `accepted`: a person decided to believe it, so nothing holds it.
    """
    list_name = list_of(source)
    walk.progress(f"{source.name}: comparing {len(file.outline.cuts):,} entries")
    with ExitStack() as stack:
        last = stack.enter_context(LastState(walk, source, before)) if before else None
        try:
            found = compare_with_last(walk, source, list_name, file, before, last)
        except UnreadableList as error:
            return end_failed(walk, source, look.graded(Grade.DRIFTED, str(error)))
        if found.is_different:
            disown(walk, source, look.mark)
        if accepted or is_accepted(walk.connection, list_name, _known(look.hashes)):
            verdict = accepted_by_person(found)
        else:
            verdict = judge(walk, source, list_name, found, look, before, last.on if last else None)
        if verdict.held is not None:
            return _hold(walk, source, look, verdict.held)
        looks = (last.observation(found.changes), first_observation(look, found, last.on)) if last else None
        return _store(walk, source, look, found, looks, verdict)


def _hold(walk: Walk, source: Source, look: Look, reason: str) -> Visit:
    list_name = list_of(source)
    with immediate(walk.connection):
        snapshots = store_snapshots(walk, look)
        for answer in look.fetched.values():
            note_unread(walk, answer)
        add_hold(walk.connection, list_name, source=source.name, parts=snapshots, reason=reason, now=look.at)
        outcome = end_visit(
            walk,
            source,
            at=look.at,
            grade=Grade.OK,
            standing=Standing.HELD,
            message=f"held: {reason}; look at it, then: tracker lists accept {list_name}",
            snapshot=snapshots[MAIN],
            held=reason,
        )
    return Visit(outcome)


def _end_unchanged(walk: Walk, source: Source, look: Look, state: StateRow) -> Visit:
    with immediate(walk.connection):
        for answer in look.fetched.values():
            note_read(walk, answer)
        note_mark(walk, source, look.mark, state.id, look.at, is_whole=look.is_whole)
        release_hold(walk.connection, state.list, look.at, by=Release.CLEARED)
        outcome = end_visit(
            walk,
            source,
            at=look.at,
            grade=Grade.UNCHANGED,
            standing=Standing.UNCHANGED,
            message=f"unchanged, {state.subject_entries} entries of the subject{marker_fault(look.mark)}",
            snapshot=state_parts(walk.connection, state.id)[MAIN].id,
            state=state.id,
        )
    return Visit(outcome)


def _store(
    walk: Walk,
    source: Source,
    look: Look,
    found: ListComparison,
    looks: tuple[Observation, Observation] | None,
    verdict: Verdict,
) -> Visit:
    """The one transaction: snapshots, state, changes, records, developments, check."""
    outline = found.file.outline
    kept: Iterable[ListEntry] = found.file.entries() if source.keep is Keep.ALL else found.kept
    with immediate(walk.connection):
        snapshots = store_snapshots(walk, look)
        for answer in look.fetched.values():
            note_read(walk, answer)
        state = add_state(
            walk.connection,
            outline,
            source=source.name,
            observed_at=look.at,
            origin=look.main.origin,
            origin_note=look.main.origin_note,
            parts=snapshots,
            kept=kept,
            subject_entries=len(found.subject_now),
        )
        remember_globs(walk, outline.list)
        note_mark(walk, source, look.mark, state, look.at, is_whole=True)
        told: tuple[str, ...] = ()
        if looks is not None and found.before is not None:
            last, first = looks
            told = _tell_changes(walk, source, look, found, last, replace(first, snapshot=snapshots[MAIN]))
            add_changes(walk.connection, _stored_changes(found, found.before.id, state, verdict.confirmed))
        release_hold(walk.connection, outline.list, look.at, by=Release.CLEARED)
        outcome = end_visit(
            walk,
            source,
            at=look.at,
            grade=Grade.OK,
            standing=Standing.NEW_STATE,
            message=_message(found) + marker_fault(look.mark, is_different=found.is_different),
            snapshot=snapshots[MAIN],
            state=state,
        )
    return Visit(outcome, told)


def _tell_changes(
    walk: Walk, source: Source, look: Look, found: ListComparison, last: Observation, first: Observation
) -> tuple[str, ...]:
    found_records = records(
        found.changes,
        source=source,
        authority=source.authority or "",
        agency=source.agency,
        last=last,
        first=first,
        ordinals=_ordinals(walk, found.file.outline.list, found.changes),
    )
    return tell(walk, found_records, look.at)


def _stored_changes(
    found: ListComparison, before: int, state: int, confirmed: Mapping[str, str]
) -> Iterator[StoredChange]:
    details = {change.new.uid: change for change in found.difference.changed}
    for change in found.changes:
        detail = details.get(change.uid)
        yield StoredChange(
            list=found.file.outline.list,
            uid=change.uid,
            kind=change.kind,
            from_state=before,
            to_state=state,
            changes=detail.changes if detail else {},
            only_links=detail.only_links if detail else False,
            confirmed_by=confirmed.get(change.uid),
        )


def _ordinals(walk: Walk, list_name: str, changes: Iterable[ListChange]) -> dict[tuple[str, Action], int]:
    """The how-manieth designation or delisting of its entry each change is."""
    found: dict[tuple[str, Action], int] = {}
    for change in changes:
        action = ACTIONS.get(change.kind)
        if action is not None:
            earlier = load_changes(walk.connection, list_name, uid=change.uid)
            found[change.uid, action] = 1 + sum(ACTIONS.get(one.kind) is action for one in earlier)
    return found


def _hashes_of(walk: Walk, state: StateRow) -> dict[str, str | None]:
    return {part: snapshot.sha256 for part, snapshot in state_parts(walk.connection, state.id).items()}


def _known(hashes: Mapping[str, str | None]) -> dict[str, str]:
    return {part: sha256 for part, sha256 in hashes.items() if sha256 is not None}


def _message(found: ListComparison) -> str:
    outline, difference = found.file.outline, found.difference
    published = f"published {outline.published_on}, " if outline.published_on else ""
    counts = f"{published}{len(outline.cuts):,} entries, {len(found.subject_now)} of the subject"
    if found.before is None:
        return f"{counts}; armed: from now on its changes are told"
    added, removed, changed = len(difference.added), len(difference.removed), len(difference.changed)
    away = "".join(
        f"; {renaming.old} is now called {renaming.new}: add it to subject.toml"
        for renaming in found.renamed_away
    )
    return f"{counts}: {added} added, {removed} removed, {changed} changed{away}"
