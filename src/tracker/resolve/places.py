"""Whether a record's number is of all who were freed, or of those taken to one country of several.

"Belarus handed over 114 civilians to Ukraine" counts all of them as long as nobody knows of others. Where
somebody does, it counts those in Ukraine, and 123 of all does not contradict it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.model import CountRelation, Record, RecordType
from tracker.text.countries import is_country

_TO = "to "


@dataclass(frozen=True, slots=True)
class Around:
    """What all records of one event say together: the largest number of any, the largest of those that no
    country is named with, and the countries to which any were taken. 0 where nobody says a number."""

    largest: int
    whole: int
    places: frozenset[str]


def taken_to(country: str) -> str:
    """What a count claim counts (its `of`) that is of those who were taken to a country."""
    return f"{_TO}{country}"


def place_of(of: str) -> str | None:
    """The country of such a claim; None where it counts another part."""
    country = of.removeprefix(_TO)
    return country if of.startswith(_TO) and is_country(country) else None


def around_of(records: Iterable[Record]) -> Around:
    """What these records, all of one event, say of how many and where to."""
    releases = [one for one in records if one.type is RecordType.RELEASE]
    counted = [one for one in releases if not _is_part(one)]
    return Around(
        largest=_largest(counted),
        whole=_largest(one for one in counted if not places_so_counted(one)),
        places=frozenset(place for one in releases for place in _places(one)),
    )


def counted_places(record: Record, around: Around) -> frozenset[str]:
    """The countries whose arrivals the record's number counts; none where it counts others, or all."""
    details, here = record.details, places_so_counted(record)
    if details.count is None or details.count_relation is CountRelation.AT_LEAST:
        return frozenset()
    are_several = len(around.places) > 1
    if here:
        is_of_them = details.count < around.whole or (are_several and details.count != around.whole)
        return here if _is_part(record) or is_of_them else frozenset()
    if len(_places(record)) != 1 or len(details.nationalities) == 1 or _counts_otherwise(record):
        return frozenset()
    # Nothing but the page ties the number to the country: a larger number of all alone contradicts it.
    is_of_them = _is_part(record) or (are_several and details.count < around.largest)
    return _places(record) if is_of_them else frozenset()


def places_so_counted(record: Record) -> frozenset[str]:
    """The countries to which, as the page says, just as many were taken as it counts."""
    details = record.details
    return frozenset(
        one.destination
        for one in details.subgroups
        if one.destination is not None and one.count == details.count
    )


def _counts_otherwise(record: Record) -> bool:
    """Whether its number counts another part, or those taken there are another number."""
    details = record.details
    return any(one.destination is not None or one.count == details.count for one in details.subgroups)


def _places(record: Record) -> frozenset[str]:
    parts = (one.destination for one in record.details.subgroups if one.destination is not None)
    return frozenset((*record.details.destination, *parts))


def _largest(records: Iterable[Record]) -> int:
    return max((one.details.count or 0 for one in records), default=0)


def _is_part(record: Record) -> bool:
    return record.details.count_relation is CountRelation.SUBGROUP
