"""From a publisher's own file of changes (OFAC's DeltaFile) to sanction records with the official day.

An added entry is a `designate`, a removed one a `delist`. A changed entry says only which programmes
came and went; with the entry as we know it, that tells whether it entered or left the subject's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.extract.list_changes import membership, renamed
from tracker.extract.list_diff import find_renamings, tags_of
from tracker.extract.list_evidence import Observation, evidence_of
from tracker.extract.list_records import ACTIONS, record_id
from tracker.extract.summary import summarise, unnamed
from tracker.model import (
    ChangeKind,
    DateBasis,
    DeltaEntry,
    EvidenceRole,
    ListDelta,
    ListEntry,
    ProgrammeRenaming,
    Record,
    RecordType,
    Source,
    Status,
    Target,
    When,
)
from tracker.text.globs import matching

# What OFAC calls a publication that carries out an action. Another kind can be a mere correction.
_USUAL = "Standard Action"


def records_from_delta(
    delta: ListDelta,
    *,
    source: Source,
    globs: Sequence[str],
    authority: str,
    agency: str | None,
    seen: Observation,
    known: Mapping[str, ListEntry] | None = None,
    list_names: Sequence[str] | None = None,
) -> tuple[Record, ...]:
    """The records of one publication of changes, for one list and the subject's programmes.

    `seen` is the look at the file, with the places of its entries. `known` has entries as the list
    held them before or after this publication, by uid: it names a changed entry and its other
    programmes. `list_names` are what the delta calls the list, where that is not the list's own key.
    """
    list_key = source.list or delta.list
    names = tuple(list_names) if list_names is not None else (list_key,)
    entries = [entry for entry in delta.entries if _is_on(entry, names)]
    renamings = _renamings(entries, known or {})
    found = []
    for entry in entries:
        said = _read(entry, globs, (known or {}).get(entry.uid), list_key, renamings)
        if said is not None:
            found.append(_record(said, delta, source, list_key, authority, agency, seen))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the file says about one of the subject's entries, read together with what was known.

    `tags` are the programmes that the file itself puts on or takes off, the subject's or not: the
    record's id is made of them.
    """

    kind: ChangeKind
    target: Target
    tags: frozenset[str]
    programmes: tuple[str, ...]
    besides: tuple[str, ...] = ()


def _is_on(entry: DeltaEntry, names: Sequence[str]) -> bool:
    # A changed entry names no list unless its lists changed; the uids of all lists are one series.
    return not entry.lists or not set(names).isdisjoint(entry.lists)


def _read(
    entry: DeltaEntry,
    globs: Sequence[str],
    known: ListEntry | None,
    list_key: str,
    renamings: Sequence[ProgrammeRenaming],
) -> _Said | None:
    match entry.kind:
        case ChangeKind.DESIGNATION | ChangeKind.DELISTING:
            return _came_or_went(entry, globs, known, list_key)
        case ChangeKind.AMENDMENT | ChangeKind.PROGRAMME_ENTERED | ChangeKind.PROGRAMME_LEFT:
            return _moved(entry, globs, known, list_key, renamings)


def _came_or_went(
    entry: DeltaEntry, globs: Sequence[str], known: ListEntry | None, list_key: str
) -> _Said | None:
    # An entity that leaves this list and stays on another is a changed one: what it bears is not said.
    whole = entry.entry or known
    borne = tags_of(whole) if whole else frozenset()
    tags = tuple(sorted(borne.union(entry.programmes_added, entry.programmes_removed)))
    if not matching(tags, globs):
        return None
    return _Said(entry.kind, _target(entry.uid, whole, list_key), frozenset(tags), tags)


def _target(uid: str, entry: ListEntry | None, list_key: str) -> Target:
    name, kind = (entry.name, entry.kind) if entry else (unnamed(uid), None)
    return Target(name, kind, list_key, uid)


def _moved(
    entry: DeltaEntry,
    globs: Sequence[str],
    known: ListEntry | None,
    list_key: str,
    renamings: Sequence[ProgrammeRenaming],
) -> _Said | None:
    added, removed = _came_and_went(entry)
    held = tags_of(known) if known else frozenset()
    # Holds whether `known` is the entry before this publication or after it.
    old = renamed((held | removed) - added, renamings)
    new = (held - removed) | added
    moved = membership(old, new, globs)
    if moved is None:
        return None
    kind, programmes, besides = moved
    tags = removed if kind is ChangeKind.PROGRAMME_LEFT else added
    return _Said(kind, _target(entry.uid, known, list_key), tags, programmes, besides)


def _came_and_went(said: DeltaEntry) -> tuple[frozenset[str], frozenset[str]]:
    """Programmes added and removed; one that is both was only moved about in the file."""
    added, removed = frozenset(said.programmes_added), frozenset(said.programmes_removed)
    return added - removed, removed - added


def _renamings(
    entries: Sequence[DeltaEntry], known: Mapping[str, ListEntry]
) -> tuple[ProgrammeRenaming, ...]:
    moves: list[tuple[str, str]] = []
    leaving: Counter[str] = Counter()
    for entry in entries:
        added, removed = _came_and_went(entry)
        moves += [(tag, into) for tag in removed for into in added]
        leaving.update(removed)
    said_of = {entry.uid for entry in entries}
    staying = Counter(tag for uid, entry in known.items() if uid not in said_of for tag in tags_of(entry))
    return find_renamings(moves, leaving + staying, staying)


def _record(
    said: _Said,
    delta: ListDelta,
    source: Source,
    list_key: str,
    authority: str,
    agency: str | None,
    seen: Observation,
) -> Record:
    action = ACTIONS[said.kind]
    uid = said.target.uid or ""
    return Record(
        # The day of the publication tells two delistings of one target apart: it is what the file says.
        id=record_id(
            source.name,
            list_key,
            uid,
            action,
            sorted(said.tags),
            delta.published_on.isoformat(),
        ),
        type=RecordType.SANCTION,
        status=Status.ACTUAL,
        source=source.name,
        authority=authority,
        agency=agency,
        when=When(DateBasis.OFFICIAL, on=delta.published_on),
        rule=f"delta.{said.kind.value}",
        confidence=1.0,
        evidence=(evidence_of(EvidenceRole.STATES, seen, uid),),
        origin=seen.origin,
        summary=summarise(
            action, agency or authority, (said.target,), list_key, said.programmes, said.besides
        ),
        action=action,
        list=list_key,
        programmes=said.programmes,
        still_under=said.besides,
        targets=(said.target,),
        note=None if delta.publication_type == _USUAL else f"published as “{delta.publication_type}”",
    )
