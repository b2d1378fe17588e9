"""How many there were: every number that was said is kept, with who said it; which is shown follows.

Shown is the number that most independent publishers give; of equals the more official. Who says "more
than 50" speaks for 52 as well. Who counts those taken to one country of several does not contradict who
counts all (resolve.places). Whom a register names one by one are counted together: "49 named so far".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.model import CountClaim, CountRelation, Development, Record, RecordType
from tracker.resolve.places import Around, around_of, counted_places, place_of, taken_to
from tracker.resolve.release_fit import NEAR, is_of_some
from tracker.resolve.saying import Saying

_Said = tuple[int, CountRelation, str | None]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Numbers of one thing that cannot all be right: the one that is shown, and the others."""

    shown: CountClaim
    others: tuple[CountClaim, ...]


def count_claims(voices: Iterable[Sequence[Saying]]) -> tuple[CountClaim, ...]:
    """The numbers that these voices say, the one to be shown first."""
    said: defaultdict[_Said, list[tuple[int, Saying]]] = defaultdict(list)
    by_voice = list(voices)
    around = around_of(one.record for voice in by_voice for one in voice)
    for number, voice in enumerate(by_voice):
        named = [one for one in voice if one.record.details.count_relation is CountRelation.NAMED]
        for one in named:
            said[len(named), CountRelation.NAMED, None].append((number, one))
        for one in voice:
            for what in _said(one.record, around):
                said[what].append((number, one))
    claims = tuple(
        CountClaim(
            value=value,
            relation=relation,
            records=tuple(dict.fromkeys(one.id for _, one in by)),
            voices=len({number for number, _ in by}),
            is_official=any(one.is_official for _, one in by),
            of=of,
        )
        for (value, relation, of), by in said.items()
    )
    return tuple(sorted(claims, key=lambda claim: _shown_first(claim, claims)))


def shown_count(claims: Sequence[CountClaim]) -> CountClaim | None:
    """The number that is shown; None where nobody says how many there were of all."""
    return next((claim for claim in claims if claim.relation is not CountRelation.SUBGROUP), None)


def conflicts(development: Development) -> tuple[CountClaim, ...]:
    """The numbers that contradict one that is shown: another number of all or of those taken to one place,
    or more at the least."""
    return tuple(claim for one in contradictions(development) for claim in one.others)


def contradictions(development: Development) -> tuple[Contradiction, ...]:
    """What is contradicted: the number of all first, then that of each place."""
    counts = development.counts
    leading = (shown_count(counts), *(_leading(counts, of) for of in _places(counts)))
    found = []
    for shown in leading:
        if shown is None:
            continue
        others = tuple(one for one in counts if one is not shown and _contradicts(one, shown))
        if others:
            found.append(Contradiction(shown, others))
    return tuple(found)


def _places(counts: Sequence[CountClaim]) -> Iterable[str]:
    return dict.fromkeys(one.of for one in counts if one.of is not None and place_of(one.of) is not None)


def _leading(counts: Sequence[CountClaim], of: str) -> CountClaim:
    return next(one for one in counts if one.of == of)


def _contradicts(claim: CountClaim, shown: CountClaim) -> bool:
    if shown.of is not None:
        return claim.of == shown.of and claim.value != shown.value
    match (claim.relation, shown.relation):
        case (CountRelation.SUBGROUP, _):
            return claim.value > shown.value and shown.relation is CountRelation.TOTAL
        case (CountRelation.AT_LEAST | CountRelation.NAMED, CountRelation.TOTAL):
            return claim.value > shown.value
        case (CountRelation.TOTAL, CountRelation.TOTAL):
            return claim.value != shown.value
        case _:
            return False


def _said(record: Record, around: Around) -> Iterator[_Said]:
    if record.type is not RecordType.RELEASE:
        return
    details = record.details
    places = counted_places(record, around)
    if details.count is not None:
        for place in sorted(places):
            yield details.count, CountRelation.SUBGROUP, taken_to(place)
    if details.count is not None and not places and details.count_relation is not CountRelation.NAMED:
        relation = details.count_relation or CountRelation.TOTAL
        # "Six Lithuanians were freed" beside "52 people were": the six are a part.
        if relation is CountRelation.TOTAL and details.count < around.largest and is_of_some(record):
            relation = CountRelation.SUBGROUP
        if relation is not CountRelation.SUBGROUP:
            yield details.count, relation, None
        elif all(part.count != details.count for part in details.subgroups):
            yield details.count, relation, ", ".join(details.nationalities) or None
    for part in details.subgroups:
        if part.destination is None:
            yield part.count, CountRelation.SUBGROUP, part.of
        elif part.count != details.count:
            yield part.count, CountRelation.SUBGROUP, taken_to(part.destination)


def _shown_first(
    claim: CountClaim, claims: Iterable[CountClaim]
) -> tuple[bool, bool, int, bool, bool, int, int, str]:
    return (
        claim.relation is CountRelation.SUBGROUP,
        claim.relation is CountRelation.NAMED,
        -sum(other.voices for other in claims if other is claim or _agrees(other, claim)),
        claim.relation is not CountRelation.TOTAL,
        not claim.is_official,
        -len(claim.records),
        -claim.value,
        claim.of or "",
    )


def _agrees(rough: CountClaim, exact: CountClaim) -> bool:
    """Whether "more than 50" speaks for 52."""
    return (
        rough.relation is CountRelation.AT_LEAST
        and exact.relation is CountRelation.TOTAL
        and exact.value * NEAR <= rough.value <= exact.value
    )
