"""The names of *other* entries inside an entry: `Linked To: SBERBANK OF RUSSIA`.

When a linked entry is renamed, the text of all that are linked to it changes: no news about them.
The comma-separated list writes `...; Linked To: A; Linked To: B.`, the XML `...; (Linked To: A)`.
"""

from __future__ import annotations

from collections.abc import Collection

from tracker.model import ListEntry

LINK = "Linked To"


def differ_only_in_links(old: ListEntry, new: ListEntry, differing: Collection[str]) -> bool:
    """Whether two states of one entry, which differ in these fields, do so only in whom they link to.

    Another number of links is a change of its own.
    """
    if not set(differing) <= {"remarks", "identifiers"}:
        return False
    return _remarks_without_links(old) == _remarks_without_links(new) and _identifiers_without_links(
        old
    ) == _identifiers_without_links(new)


def _remarks_without_links(entry: ListEntry) -> list[str]:
    parts = [" ".join(part.split()) for part in (entry.remarks or "").split(";")]
    # Kept as a mark each, so that their number and place still count.
    return [LINK if part.lstrip("( ").startswith(f"{LINK}:") else part for part in parts]


def _identifiers_without_links(entry: ListEntry) -> tuple[frozenset[tuple[str, ...]], int]:
    others, links = set(), set()
    for identifier in entry.identifiers:
        if identifier.type.rstrip(": ") == LINK:
            links.add(" ".join(identifier.value.split()))
        else:
            parts = (identifier.type, identifier.value, identifier.country or "", identifier.note or "")
            others.add(tuple(" ".join(part.split()) for part in parts))
    return frozenset(others), len(links)
