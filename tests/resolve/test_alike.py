"""A page says a shorter name than the list: the entry that may be meant is named."""

from __future__ import annotations

from tracker.model import EntryKind, EntryName, ListEntry
from tracker.resolve.alike import entries_alike


def _entry(uid: str, name: str, *names: str, kind: EntryKind = EntryKind.ENTITY) -> ListEntry:
    return ListEntry("a_list", uid, kind, name, tuple(EntryName(one) for one in names))


WINGS = _entry("1", "PRYDUMAVIA INVENTED AIRLINES")
POTASH = _entry("2", "NORTH POTASH COMPANY OJSC", "Severny Kaliy")
OTHER = _entry("3", "BIRCH BANK CJSC")
PERSON = _entry("4", "EXAMPLE, Ivan Prydumavia", kind=EntryKind.INDIVIDUAL)
ENTRIES = (WINGS, POTASH, OTHER, PERSON)


def test_an_entry_with_a_longer_name_may_be_meant() -> None:
    assert entries_alike("Prydumavia", ENTRIES) == (WINGS.name,)


def test_an_entry_that_another_alphabet_spells_so_may_be_meant() -> None:
    assert entries_alike("Северный Калий", ENTRIES) == (POTASH.name,)


def test_a_name_that_nobody_has_means_nobody() -> None:
    assert entries_alike("Nowhere Airways", ENTRIES) == ()
