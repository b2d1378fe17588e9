"""What differs between two states of one official list, entry by entry. Pure and format-blind.

Unordered things (names, programmes, births, identifiers, addresses) are compared as sets, everything
after white space is evened out: the publishers reorder aliases and re-wrap lines without meaning it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tracker.extract.entry_json import diff_json as diff_json
from tracker.extract.entry_json import entry_json as entry_json
from tracker.extract.entry_json import field_json
from tracker.extract.linked_to import differ_only_in_links
from tracker.model import Address, Birth, EntryChange, EntryName, Identifier, ListDiff, ListEntry
from tracker.model import ProgrammeRenaming as Renaming
from tracker.text.globs import matching

# In the order in which differences are shown. `list` and `uid` are the key and cannot differ.
FIELDS = (
    "name",
    "kind",
    "names",
    "programmes",
    "births",
    "identifiers",
    "addresses",
    "remarks",
    "listed_on",
    "delisted_on",
)
REBASED_FIELDS = ("programmes",)

# A renaming: so many entries at least, so large a part of the old tag's bearers, and the old tag
# gone from the new state but for so small a part. OFAC's BELARUS-EO became BELARUS-EO14038 for all
# of its 33 entries on 20 August 2021.
RENAMED_ENTRIES = 5
RENAMED_SHARE = 0.8
LEFT_OVER_SHARE = 0.1


def diff(
    old: Mapping[str, ListEntry],
    new: Mapping[str, ListEntry],
    *,
    rebased: bool = False,
    unchanged_tags: Mapping[str, int] | None = None,
) -> ListDiff:
    """All that differs between two states, keyed by uid: added, removed, changed, renamed programmes.

    `rebased`: the states come from two formats or two versions of our reader; only uids and
    programmes are compared then, everything else is silent. Where the caller left out entries that
    are the same in both states, `unchanged_tags` counts them by programme, so that a few moved
    entries are not taken for the renaming of a whole programme.
    """
    fields = REBASED_FIELDS if rebased else FIELDS
    changed = [
        _change(entry, new[uid], fields)
        for uid, entry in old.items()
        if uid in new and entry is not new[uid] and entry != new[uid]
    ]
    return ListDiff(
        added=tuple(entry for uid, entry in new.items() if uid not in old),
        removed=tuple(entry for uid, entry in old.items() if uid not in new),
        changed=tuple(change for change in changed if change.changes),
        renamed_programmes=_renamings(old, new, unchanged_tags or {}),
    )


def restrict(difference: ListDiff, globs: Sequence[str]) -> ListDiff:
    """Only what concerns programmes that match one of `globs`, before or after."""

    def concerned(*programmes: Sequence[str]) -> bool:
        return any(matching(tags, globs) for tags in programmes)

    return replace(
        difference,
        added=tuple(entry for entry in difference.added if concerned(entry.programmes)),
        removed=tuple(entry for entry in difference.removed if concerned(entry.programmes)),
        changed=tuple(
            change for change in difference.changed if concerned(change.old.programmes, change.new.programmes)
        ),
        renamed_programmes=tuple(
            renaming for renaming in difference.renamed_programmes if concerned((renaming.old, renaming.new))
        ),
    )


def find_renamings(
    moves: Iterable[tuple[str, str]],
    old_bearers: Mapping[str, int],
    new_bearers: Mapping[str, int],
) -> tuple[Renaming, ...]:
    """The renamings among `moves`, each the tag that one entry lost and the tag that it gained.

    `old_bearers` and `new_bearers` count the entries that bear a tag before and after. A tag that
    more entries bore before than moved to it was a programme of its own: a move into it is no renaming.
    """
    renamings = []
    for (tag, successor), entries in Counter(moves).items():
        bearers = max(old_bearers.get(tag, 0), entries)
        if (
            entries >= RENAMED_ENTRIES
            and entries >= RENAMED_SHARE * bearers
            and new_bearers.get(tag, 0) <= LEFT_OVER_SHARE * bearers
            and old_bearers.get(successor, 0) <= entries
        ):
            renamings.append(Renaming(old=tag, new=successor, entries=entries))
    return tuple(sorted(renamings, key=lambda renaming: (renaming.old, renaming.new)))


def tags_of(entry: ListEntry) -> frozenset[str]:
    """The entry's programmes as a set, white space evened out."""
    return frozenset(_even(tag) for tag in entry.programmes)


def _change(old: ListEntry, new: ListEntry, fields: Sequence[str]) -> EntryChange:
    before, after = _comparable(old), _comparable(new)
    differing = [field for field in fields if before[field] != after[field]]
    return EntryChange(
        old=old,
        new=new,
        changes={field: (field_json(old, field), field_json(new, field)) for field in differing},
        only_links=bool(differing) and differ_only_in_links(old, new, differing),
    )


def _comparable(entry: ListEntry) -> dict[str, object]:
    return {
        "name": _even(entry.name),
        "kind": entry.kind,
        "names": frozenset(_even_name(name) for name in entry.names),
        "programmes": tags_of(entry),
        "births": frozenset(_even_birth(birth) for birth in entry.births),
        "identifiers": frozenset(_even_identifier(identifier) for identifier in entry.identifiers),
        "addresses": frozenset(_even_address(address) for address in entry.addresses),
        "remarks": _even_or_none(entry.remarks),
        "listed_on": entry.listed_on,
        "delisted_on": entry.delisted_on,
    }


def _even(text: str) -> str:
    return " ".join(text.split())


def _even_or_none(text: str | None) -> str | None:
    # An empty field and a missing one say the same.
    return (_even(text) or None) if text is not None else None


def _even_name(name: EntryName) -> EntryName:
    return replace(name, name=_even(name.name))


def _even_birth(birth: Birth) -> Birth:
    return Birth(birth.date, _even_or_none(birth.text), _even_or_none(birth.place))


def _even_identifier(identifier: Identifier) -> Identifier:
    return Identifier(
        _even(identifier.type),
        _even(identifier.value),
        _even_or_none(identifier.country),
        _even_or_none(identifier.note),
    )


def _even_address(address: Address) -> Address:
    return Address(
        _even_or_none(address.street),
        _even_or_none(address.city),
        _even_or_none(address.region),
        _even_or_none(address.postcode),
        _even_or_none(address.country),
    )


def _renamings(
    old: Mapping[str, ListEntry], new: Mapping[str, ListEntry], unchanged: Mapping[str, int]
) -> tuple[Renaming, ...]:
    moves: list[tuple[str, str]] = []
    for uid, entry in old.items():
        successor = new.get(uid)
        if successor is None or entry.programmes == successor.programmes:
            continue
        lost, gained = tags_of(entry) - tags_of(successor), tags_of(successor) - tags_of(entry)
        moves += [(tag, into) for tag in lost for into in gained]
    # Counting the bearers walks over both states: only where anything moved at all.
    if len(moves) < RENAMED_ENTRIES:
        return ()
    return find_renamings(moves, _bearers(old, unchanged), _bearers(new, unchanged))


def _bearers(state: Mapping[str, ListEntry], unchanged: Mapping[str, int]) -> Counter[str]:
    counted = Counter(tag for entry in state.values() for tag in tags_of(entry))
    counted.update(unchanged)
    return counted
