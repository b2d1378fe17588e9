"""What pages say of a development besides what all developments have: as values, and as labelled words."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.extract.official_names import official_name
from tracker.model import CountRelation, Development
from tracker.report.phrases import FACTS
from tracker.report.shown import Facts
from tracker.resolve.places import place_of
from tracker.resolve.summary import (
    destinations_in_words,
    part_in_words,
    people_in_words,
)
from tracker.resolve.words import place_in_words, sector_in_words
from tracker.text.countries import countries_in_words, country_in_words, joined
from tracker.text.dates import day_in_words


def facts_of(development: Development) -> Facts:
    """The facts of a release, a contact or a measure. Names of those who were freed are none of them."""
    details = development.details
    return Facts(
        kind=details.kind,
        country=details.country,
        count=details.count,
        count_relation=details.count_relation,
        subgroups=_subgroups(development),
        nationalities=details.nationalities,
        destination=details.destination,
        counterpart=details.counterpart,
        officials=_officials(development),
        sector=details.sector,
        instrument=development.instrument,
        in_force=details.in_force,
        valid_until=details.valid_until,
        parties=details.parties,
        place=details.place,
        in_words=tuple(_in_words(development)),
    )


def about_in_words(development: Development, who: tuple[str, ...]) -> str:
    """Whom it is about in a few words: people counted, the parties, the targets (`who`)."""
    details = development.details
    if who:
        return ", ".join(who)
    if details.count is not None:
        return people_in_words(details.count, details.count_relation)
    if details.parties:
        return countries_in_words(details.parties)
    return sector_in_words(details.sector) if details.sector else ""


def _subgroups(development: Development) -> tuple[tuple[int, str], ...]:
    parts = [(one.count, one.of) for one in development.details.subgroups]
    parts += [
        (one.value, one.of)
        for one in development.counts
        if one.of is not None and one.relation is CountRelation.SUBGROUP
    ]
    return tuple(dict.fromkeys(parts))


def _officials(development: Development) -> tuple[str, ...]:
    return tuple(dict.fromkeys(official_name(name) or name for name in development.details.officials))


def _in_words(development: Development) -> Iterator[tuple[str, str]]:
    details = development.details
    words = {
        "kind": details.kind or "",
        "country": country_in_words(details.country) if details.country else "",
        "subgroups": joined(
            f"{number:,} {part_in_words(of)}"
            for number, of in _subgroups(development)
            if place_of(of) is None  # told with the destinations
        ),
        "nationalities": countries_in_words(details.nationalities),
        "destination": destinations_in_words(development),
        "counterpart": countries_in_words(details.counterpart),
        "parties": countries_in_words(details.parties),
        "officials": joined(_officials(development)),
        "place": (place_in_words(details.place) or details.place) if details.place else "",
        "sector": sector_in_words(details.sector) if details.sector else "",
        "instrument": development.instrument or "",
        "in_force": day_in_words(details.in_force) if details.in_force else "",
        "valid_until": day_in_words(details.valid_until) if details.valid_until else "",
    }
    for name, label in FACTS.items():
        if words[name] and words[name] != "unspecified":
            yield label, words[name].replace("_", " ")
