"""List entries and their differences as JSON: the shapes of `lists parse` and `lists diff`.

The keys and their order are an interface: scripts of others read them.
"""

from __future__ import annotations

from tracker.model import (
    Address,
    Birth,
    ChangeKind,
    DeltaEntry,
    EntryName,
    Identifier,
    ListDiff,
    ListEntry,
)


def entry_json(entry: ListEntry) -> dict[str, object]:
    """One entry, all of it, as `lists parse` prints it on one line."""
    return {
        "list": entry.list,
        "uid": entry.uid,
        "kind": entry.kind.value,
        "name": entry.name,
        "names": [_name_json(name) for name in entry.names],
        "programmes": list(entry.programmes),
        "births": [_birth_json(birth) for birth in entry.births],
        "identifiers": [_identifier_json(identifier) for identifier in entry.identifiers],
        "addresses": [_address_json(address) for address in entry.addresses],
        "remarks": entry.remarks,
        "listed_on": entry.listed_on.isoformat() if entry.listed_on else None,
        "delisted_on": entry.delisted_on.isoformat() if entry.delisted_on else None,
    }


def delta_json(entry: DeltaEntry, list_name: str) -> dict[str, object]:
    """What a file of changes says of one entry: whole if it came or went, else only what changed."""
    if entry.entry is not None:
        action = "add" if entry.kind is ChangeKind.DESIGNATION else "remove"
        return {**entry_json(entry.entry), "action": action}
    return {
        "list": list_name,
        "uid": entry.uid,
        "action": "change",
        "programmes_added": list(entry.programmes_added),
        "programmes_removed": list(entry.programmes_removed),
        "changes": {
            field: {"removed": list(removed), "added": list(added)}
            for field, (removed, added) in entry.changes.items()
        },
    }


def field_json(entry: ListEntry, field: str) -> object:
    """One field of an entry, by its name in `ListEntry`. Raises KeyError where there is none."""
    return entry_json(entry)[field]


def diff_json(difference: ListDiff, held: str | None) -> dict[str, object]:
    """A whole comparison, as `lists diff` prints it; `held` is why it must not be believed, or None."""
    return {
        "added": [_brief_json(entry) for entry in difference.added],
        "removed": [_brief_json(entry) for entry in difference.removed],
        "changed": [
            {
                "uid": change.new.uid,
                "name": change.new.name,
                "changes": {field: {"old": old, "new": new} for field, (old, new) in change.changes.items()},
            }
            for change in difference.changed
        ],
        "renamed_programmes": [
            {"old": renaming.old, "new": renaming.new, "entries": renaming.entries}
            for renaming in difference.renamed_programmes
        ],
        "held": held,
    }


def _brief_json(entry: ListEntry) -> dict[str, object]:
    return {
        "uid": entry.uid,
        "name": entry.name,
        "kind": entry.kind.value,
        "programmes": list(entry.programmes),
    }


def _name_json(name: EntryName) -> dict[str, object]:
    return {
        "name": name.name,
        "type": name.type.value,
        "language": name.language,
        "script": name.script,
        "weak": name.weak,
    }


def _birth_json(birth: Birth) -> dict[str, object]:
    return {"date": birth.date, "text": birth.text, "place": birth.place}


def _identifier_json(identifier: Identifier) -> dict[str, object]:
    return {
        "type": identifier.type,
        "value": identifier.value,
        "country": identifier.country,
        "note": identifier.note,
    }


def _address_json(address: Address) -> dict[str, object]:
    return {
        "street": address.street,
        "city": address.city,
        "region": address.region,
        "postcode": address.postcode,
        "country": address.country,
    }
